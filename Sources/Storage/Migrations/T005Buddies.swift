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
        ALTER TABLE buddy ADD COLUMN certificate_seen_by TEXT;
        ALTER TABLE buddy ADD COLUMN last_contact_on TEXT;

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
        -- The way from sign-up to leaving, step by step.
        CREATE TABLE buddy_step(
            id INTEGER PRIMARY KEY, buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            at INTEGER NOT NULL, state TEXT NOT NULL
        ) STRICT;
        CREATE INDEX step_by_buddy ON buddy_step(buddy_id, id);
        PRAGMA user_version=5;
        """)
}
