import SQLite

extension Migration {
    /// From whom a signal came: for the tenant's own eyes, no release reads it.
    static let sources = Migration(
        "T010 sources",
        """
        ALTER TABLE signal ADD COLUMN source TEXT NOT NULL DEFAULT 'coordinator'
            CHECK (source IN ('coordinator', 'look-back', 'intervision', 'requester'));
        PRAGMA user_version=10;
        """)
}
