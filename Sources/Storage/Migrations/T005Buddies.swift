import SQLite

extension Migration {
    /// What a coordinator keeps of a buddy from sign-up to leaving: as little as matching and care need.
    static let buddies = Migration(
        "T005 buddies",
        """
        ALTER TABLE buddy ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE buddy ADD COLUMN region TEXT CHECK (region <> '');
        ALTER TABLE buddy ADD COLUMN online INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1));
        ALTER TABLE buddy ADD COLUMN in_person INTEGER NOT NULL DEFAULT 1 CHECK (in_person IN (0, 1));
        ALTER TABLE buddy ADD COLUMN most_matches INTEGER NOT NULL DEFAULT 1 CHECK (most_matches BETWEEN 0 AND 20);
        ALTER TABLE buddy ADD COLUMN availability TEXT CHECK (availability <> '');
        ALTER TABLE buddy ADD COLUMN heard_from TEXT CHECK (heard_from <> '');
        -- Trained before matched (N08); the certificate is seen, no copy is kept.
        ALTER TABLE buddy ADD COLUMN trained_on TEXT;
        ALTER TABLE buddy ADD COLUMN certificate_seen_on TEXT;
        ALTER TABLE buddy ADD COLUMN certificate_seen_by TEXT
            CHECK (certificate_seen_by IS NULL OR certificate_seen_by <> '' AND certificate_seen_on IS NOT NULL);
        ALTER TABLE buddy ADD COLUMN last_contact_on TEXT;
        -- When to call again (N11), until when somebody pauses, and when an interview is planned: local times.
        ALTER TABLE buddy ADD COLUMN call_on TEXT;
        ALTER TABLE buddy ADD COLUMN paused_until TEXT;
        ALTER TABLE buddy ADD COLUMN interview_at TEXT;
        -- For the allowance of who is not yet 21; nobody else's age is kept.
        ALTER TABLE buddy ADD COLUMN adult_on TEXT;
        -- When the applicant agreed that their sign-up is kept.
        ALTER TABLE buddy ADD COLUMN consented_at INTEGER;
        CREATE INDEX buddy_by_email ON buddy(email COLLATE NOCASE) WHERE email IS NOT NULL;

        CREATE TABLE buddy_language(
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE, language TEXT NOT NULL,
            PRIMARY KEY (buddy_id, language)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE buddy_expertise(
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE, expertise TEXT NOT NULL,
            PRIMARY KEY (buddy_id, expertise)
        ) STRICT, WITHOUT ROWID;
        -- Where the buddy's own children are: nobody stands beside a parent at that school.
        CREATE TABLE buddy_school(
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE, school TEXT NOT NULL CHECK (school <> ''),
            PRIMARY KEY (buddy_id, school)
        ) STRICT, WITHOUT ROWID;

        -- What an interview showed (N34), and what to remember of it: only until the training is behind.
        CREATE TABLE buddy_interview(
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            topic TEXT NOT NULL CHECK (topic IN ('listening', 'cooperation', 'reflection', 'possibilities')),
            finding TEXT NOT NULL CHECK (finding IN ('present', 'attention')),
            PRIMARY KEY (buddy_id, topic)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE buddy_interview_note(
            buddy_id INTEGER PRIMARY KEY REFERENCES buddy(id) ON DELETE CASCADE, note TEXT NOT NULL CHECK (note <> '')
        ) STRICT;

        -- Whoever changes a state, this forgets what no longer belongs to it.
        CREATE TRIGGER judgement_is_forgotten AFTER UPDATE OF state ON buddy
        WHEN NEW.state NOT IN ('applied', 'interview', 'training') BEGIN
            DELETE FROM buddy_interview WHERE buddy_id = NEW.id;
            DELETE FROM buddy_interview_note WHERE buddy_id = NEW.id;
        END;
        CREATE TRIGGER plans_are_forgotten AFTER UPDATE OF state ON buddy WHEN NEW.state <> OLD.state BEGIN
            UPDATE buddy SET paused_until = NULL WHERE id = NEW.id AND state <> 'paused';
            UPDATE buddy SET interview_at = NULL WHERE id = NEW.id AND state NOT IN ('interview', 'training');
            UPDATE buddy SET call_on = NULL WHERE id = NEW.id AND state = 'stopped';
        END;

        -- The way from sign-up to leaving, step by step. day is when it happened where that is another day than at;
        -- a step that was a mistake stays, with the moment at which it was taken back.
        CREATE TABLE buddy_step(
            id INTEGER PRIMARY KEY, buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            at INTEGER NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL, state_before TEXT,
            day TEXT, day_before TEXT, coordinator_uid TEXT, undone_at INTEGER
        ) STRICT;
        CREATE INDEX step_by_buddy ON buddy_step(buddy_id, id);
        INSERT INTO buddy_step(buddy_id, at, step, state) SELECT id, entered_at, 'import', state FROM buddy;

        -- Hours and expenses (N43). Amounts in cents, as they were agreed: later rates change nothing here, and the
        -- books are kept when a buddy leaves.
        CREATE TABLE expense_claim(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, buddy_id INTEGER NOT NULL REFERENCES buddy(id),
            day TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
            allowance INTEGER NOT NULL CHECK (allowance >= 0), costs INTEGER NOT NULL CHECK (costs >= 0),
            what TEXT NOT NULL CHECK (what <> ''), entered_at INTEGER NOT NULL,
            CHECK (allowance = 0 OR minutes > 0),
            CHECK (minutes > 0 OR costs > 0)
        ) STRICT;
        CREATE INDEX claim_by_buddy ON expense_claim(buddy_id, day);
        CREATE INDEX claim_by_day ON expense_claim(day);
        -- Amounts of a year that this tenant filled in itself: before those that Naast knows.
        CREATE TABLE allowance_year(
            year INTEGER PRIMARY KEY CHECK (year BETWEEN 2020 AND 2099),
            hour INTEGER NOT NULL CHECK (hour >= 0), hour_under_21 INTEGER NOT NULL CHECK (hour_under_21 >= 0),
            month INTEGER NOT NULL CHECK (month > 0), total INTEGER NOT NULL CHECK (total >= month),
            source TEXT NOT NULL CHECK (source <> '')
        ) STRICT;
        PRAGMA user_version=5;
        """)
}
