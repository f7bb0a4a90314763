import SQLite

extension Migration {
    /// Since when a tenant takes part, and which releases there were, even if their files are lost.
    static let participation = Migration(
        "C002 participation",
        """
        -- The first login of a coordinator.
        ALTER TABLE tenant ADD COLUMN entered_at INTEGER;
        CREATE TABLE release_mark(slot TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (slot, name)) STRICT, WITHOUT ROWID;
        PRAGMA user_version=2;
        """)
}
