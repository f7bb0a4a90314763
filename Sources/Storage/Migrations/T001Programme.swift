import SQLite

extension Migration {
    /// The programme of one tenant: who is in it, who stands beside whom, and when they meet.
    static let programme = Migration(
        "T001 programme", settingTables,
        """
        CREATE TABLE swv(name TEXT PRIMARY KEY) STRICT;
        CREATE TABLE coordinator(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, since INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE buddy(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''), email TEXT, phone TEXT,
            state TEXT NOT NULL CHECK (state IN
                ('applied', 'interview', 'training', 'available', 'matched', 'paused', 'stopped')),
            entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE opt_out(
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE, kind TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (buddy_id, kind)
        ) STRICT;

        CREATE TABLE requester(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('parent', 'carer', 'youth')),
            name TEXT NOT NULL CHECK (name <> ''), email TEXT, entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE support_request(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            requester_id INTEGER NOT NULL REFERENCES requester(id),
            kind TEXT NOT NULL CHECK (kind IN ('one-off', 'long-term')),
            mode TEXT NOT NULL CHECK (mode IN ('online', 'in-person')),
            received TEXT NOT NULL, entered_at INTEGER NOT NULL,
            UNIQUE (id, requester_id)
        ) STRICT;
        CREATE TABLE match(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            buddy_id INTEGER NOT NULL REFERENCES buddy(id),
            requester_id INTEGER NOT NULL REFERENCES requester(id),
            request_id INTEGER,
            since TEXT NOT NULL, until TEXT, label TEXT NOT NULL CHECK (label <> ''), entered_at INTEGER NOT NULL,
            CHECK (until IS NULL OR until >= since),
            -- A match is of the requester who asked.
            FOREIGN KEY (request_id, requester_id) REFERENCES support_request(id, requester_id)
                DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX match_by_buddy ON match(buddy_id);

        -- starts is wall time in zone. The settled columns hold what stood before a change that has not settled yet:
        -- taking the change back restores the old revision, so that nothing is sent (Revisions). off = cancelled or the
        -- buddy stays away. revisions_used and places_used never fall, so a reason is never used for two times.
        CREATE TABLE school_meeting(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            match_id INTEGER NOT NULL REFERENCES match(id),
            starts TEXT NOT NULL, zone TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
            buddy_attends INTEGER NOT NULL CHECK (buddy_attends IN (0, 1)),
            cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
            entered_at INTEGER NOT NULL, changed_at INTEGER,
            time_revision INTEGER NOT NULL DEFAULT 1 CHECK (time_revision BETWEEN 1 AND revisions_used),
            revisions_used INTEGER NOT NULL DEFAULT 1,
            change_count INTEGER NOT NULL DEFAULT 0,
            settled_starts TEXT NOT NULL, settled_off INTEGER NOT NULL CHECK (settled_off IN (0, 1)),
            settled_revision INTEGER NOT NULL DEFAULT 1 CHECK (settled_revision BETWEEN 1 AND revisions_used),
            settled_changed_at INTEGER, settles_at INTEGER NOT NULL DEFAULT 0,
            look_back_at INTEGER,
            CHECK ((time_revision = settled_revision) = (starts = settled_starts))
        ) STRICT;
        CREATE INDEX meeting_by_match ON school_meeting(match_id);

        CREATE TABLE intervision_session(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            starts TEXT NOT NULL, zone TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
            place TEXT, link TEXT, cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
            entered_at INTEGER NOT NULL, changed_at INTEGER,
            time_revision INTEGER NOT NULL DEFAULT 1 CHECK (time_revision BETWEEN 1 AND revisions_used),
            revisions_used INTEGER NOT NULL DEFAULT 1,
            place_revision INTEGER NOT NULL DEFAULT 1 CHECK (place_revision BETWEEN 1 AND places_used),
            places_used INTEGER NOT NULL DEFAULT 1,
            change_count INTEGER NOT NULL DEFAULT 0,
            settled_starts TEXT NOT NULL, settled_place TEXT,
            settled_off INTEGER NOT NULL CHECK (settled_off IN (0, 1)),
            settled_revision INTEGER NOT NULL DEFAULT 1 CHECK (settled_revision BETWEEN 1 AND revisions_used),
            settled_place_revision INTEGER NOT NULL DEFAULT 1 CHECK (settled_place_revision BETWEEN 1 AND places_used),
            settled_changed_at INTEGER, settles_at INTEGER NOT NULL DEFAULT 0,
            CHECK ((time_revision = settled_revision) = (starts = settled_starts)),
            CHECK ((place_revision = settled_place_revision) = (place IS settled_place))
        ) STRICT;
        CREATE TABLE intervision_participant(
            session_id INTEGER NOT NULL REFERENCES intervision_session(id) ON DELETE CASCADE,
            buddy_id INTEGER NOT NULL REFERENCES buddy(id),
            answer TEXT CHECK (answer IN ('yes', 'maybe', 'no')), entered_at INTEGER NOT NULL,
            PRIMARY KEY (session_id, buddy_id)
        ) STRICT;
        CREATE INDEX participant_by_buddy ON intervision_participant(buddy_id);

        CREATE TABLE signal(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, ref TEXT UNIQUE,
            theme TEXT NOT NULL, sector TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('concern', 'good-example')),
            recorded TEXT NOT NULL, request_id INTEGER REFERENCES support_request(id), note TEXT,
            -- The quarter that it is released with, fixed for good: counted once, whatever is corrected later.
            quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
            release_key INTEGER NOT NULL, entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX signal_by_quarter ON signal(quarter);
        CREATE TRIGGER quarter_is_fixed BEFORE UPDATE OF quarter, release_key ON signal BEGIN
            SELECT RAISE(ABORT, 'a signal keeps its quarter and its key');
        END;

        -- What a person was last told of a meeting or session; a "moved" letter compares with this.
        CREATE TABLE told(
            buddy_uid TEXT NOT NULL, subject_uid TEXT NOT NULL, starts TEXT NOT NULL, place TEXT,
            cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)), at INTEGER NOT NULL,
            PRIMARY KEY (buddy_uid, subject_uid)
        ) STRICT, WITHOUT ROWID;
        PRAGMA user_version=1;
        """)
}
