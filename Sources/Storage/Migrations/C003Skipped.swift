import SQLite

extension Migration {
    /// Which releases were passed over because too few took part: that is decided once.
    static let skippedReleases = Migration(
        "C003 skipped releases",
        """
        ALTER TABLE release_mark ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1));
        PRAGMA user_version=3;
        """)
}
