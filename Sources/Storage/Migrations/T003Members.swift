import SQLite

extension Migration {
    /// Who logs in, their sessions, and the log of what they changed.
    static let members = Migration(
        "T003 members",
        """
        ALTER TABLE coordinator ADD COLUMN name TEXT CHECK (name <> '');
        ALTER TABLE coordinator ADD COLUMN phone TEXT CHECK (phone <> '');
        ALTER TABLE coordinator ADD COLUMN role TEXT NOT NULL DEFAULT 'coordinator'
            CHECK (role IN ('coordinator', 'stand-in', 'trainer'));
        ALTER TABLE coordinator ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

        -- secret is a hash: whoever reads the file cannot log in with it.
        CREATE TABLE session(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            coordinator_id INTEGER NOT NULL REFERENCES coordinator(id) ON DELETE CASCADE,
            secret BLOB NOT NULL UNIQUE CHECK (length(secret) = 32), form_token TEXT NOT NULL,
            device TEXT NOT NULL, begun_at INTEGER NOT NULL, used_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_by_coordinator ON session(coordinator_id);

        -- Append-only: who changed what, never from what into what, so that a cleared field is really gone.
        CREATE TABLE change(
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
            coordinator_uid TEXT, subject TEXT NOT NULL, subject_uid TEXT, action TEXT NOT NULL, fields TEXT NOT NULL
        ) STRICT;
        CREATE INDEX change_by_subject ON change(subject_uid, id);
        PRAGMA user_version=3;
        """)
}
