import SQLite

extension Migration {
    static let logins = Migration(
        "T004 logins", loginTables,
        """
        -- Whether anything was ever sent by hand: asked at every look at Vandaag on the first day.
        CREATE INDEX change_sent ON change(subject) WHERE action = 'sent';
        PRAGMA user_version=4;
        """)
}
