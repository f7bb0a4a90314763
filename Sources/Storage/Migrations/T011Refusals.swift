import SQLite

extension Migration {
    /// Mail that a buddy stops by the link in it.
    static let refusals = Migration(
        "T011 refusals",
        """
        -- Who stopped it: a buddy by a link, after whom somebody calls, or a member whom they told.
        ALTER TABLE opt_out ADD COLUMN by_link INTEGER NOT NULL DEFAULT 1 CHECK (by_link IN (0, 1));

        -- The hash alone. What it stops is read from its message; the newest has the highest number and ends last.
        CREATE TABLE refusal_link(
            id INTEGER PRIMARY KEY, token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
            outbox_id INTEGER NOT NULL, ends_at INTEGER NOT NULL
        ) STRICT;
        PRAGMA user_version=11;
        """)
}
