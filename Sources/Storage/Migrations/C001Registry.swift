import SQLite

extension Migration {
    /// Which tenants exist: no personal data of any programme.
    static let registry = Migration(
        "C001 registry",
        """
        CREATE TABLE tenant(
            slug TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('swv', 'balans', 'school')),
            state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'closed')),
            added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
        ) STRICT;
        -- A closed tenant's row stays: its slug is never given out again.
        CREATE TRIGGER slug_is_kept BEFORE DELETE ON tenant BEGIN
            SELECT RAISE(ABORT, 'a slug is never given out twice');
        END;
        CREATE TRIGGER slug_is_fixed BEFORE UPDATE OF slug ON tenant BEGIN
            SELECT RAISE(ABORT, 'a slug never changes');
        END;
        PRAGMA user_version=1;
        """)
}
