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
        """,
        sessionTables, "PRAGMA user_version=3;")
}
