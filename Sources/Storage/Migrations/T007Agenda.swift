import SQLite

extension Migration {
    /// What a coordinator keeps of meetings and sessions: roles and agreements, no names.
    static let agenda = Migration(
        "T007 agenda",
        """
        ALTER TABLE school_meeting ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE school_meeting ADD COLUMN purpose TEXT CHECK (purpose IN
            ('acquaintance', 'progress', 'agreements', 'review', 'transition', 'absence', 'disagreement', 'other'));
        -- What is written about a family stands there because the parent agreed to it (N04).
        ALTER TABLE school_meeting ADD COLUMN notes_agreed INTEGER NOT NULL DEFAULT 0 CHECK (notes_agreed IN (0, 1));
        ALTER TABLE school_meeting ADD COLUMN outcome TEXT
            CHECK (outcome IS NULL OR (outcome <> '' AND notes_agreed = 1));
        CREATE INDEX meeting_by_start ON school_meeting(starts);

        -- Who sits at the table, by role alone (N28).
        CREATE TABLE meeting_role(
            meeting_id INTEGER NOT NULL REFERENCES school_meeting(id) ON DELETE CASCADE,
            role TEXT NOT NULL CHECK (role IN
                ('mentor', 'teacher', 'support-team', 'school-leader', 'outside-help')),
            PRIMARY KEY (meeting_id, role)
        ) STRICT, WITHOUT ROWID;

        -- An action with its owner and its date (N25).
        CREATE TABLE task(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            meeting_id INTEGER REFERENCES school_meeting(id) ON DELETE CASCADE,
            text TEXT NOT NULL CHECK (text <> ''),
            owner TEXT NOT NULL CHECK (owner IN ('coordinator', 'buddy', 'parent', 'school')),
            due TEXT NOT NULL, done_on TEXT, entered_at INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX task_by_meeting ON task(meeting_id);
        CREATE INDEX task_open ON task(due) WHERE done_on IS NULL;

        -- Intervision, training and information meetings are one thing with three names: an invitation, a list, a day.
        ALTER TABLE intervision_session ADD COLUMN kind TEXT NOT NULL DEFAULT 'intervision'
            CHECK (kind IN ('intervision', 'training', 'information'));
        ALTER TABLE intervision_session ADD COLUMN capacity INTEGER CHECK (capacity BETWEEN 1 AND 500);
        ALTER TABLE intervision_session ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE intervision_participant ADD COLUMN attended INTEGER CHECK (attended IN (0, 1));
        CREATE INDEX session_by_start ON intervision_session(starts);

        -- A case from intervision, without anybody in it (N27).
        CREATE TABLE case_card(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            session_id INTEGER REFERENCES intervision_session(id) ON DELETE SET NULL,
            kind TEXT NOT NULL CHECK (kind IN ('hard', 'success')),
            title TEXT NOT NULL CHECK (title <> ''), situation TEXT NOT NULL CHECK (situation <> ''),
            question TEXT CHECK (question <> ''), advice TEXT CHECK (advice <> ''), outcome TEXT CHECK (outcome <> ''),
            written_on TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX card_by_day ON case_card(written_on);

        -- A calendar program's way in: the hash of its secret, one for each member.
        CREATE TABLE calendar_feed(
            coordinator_id INTEGER PRIMARY KEY REFERENCES coordinator(id) ON DELETE CASCADE,
            secret BLOB NOT NULL UNIQUE CHECK (length(secret) = 32), made_at INTEGER NOT NULL
        ) STRICT;
        PRAGMA user_version=7;
        """)
}
