import SQLite

extension Migration {
    /// Ways in that are open: who asked or was welcomed, and the links that were mailed for it.
    ///
    /// A row goes when it was used, when its code was wrong too often, and when it is over.
    static let logins = Migration(
        "T004 logins",
        """
        -- coordinator_id is NULL when nobody has the address that was typed: nothing else tells the two apart.
        -- browser is the hash of the secret that the asking browser holds; a welcome needs no code, nobody asked.
        CREATE TABLE login(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            coordinator_id INTEGER REFERENCES coordinator(id) ON DELETE CASCADE,
            purpose TEXT NOT NULL CHECK (purpose IN ('asked', 'welcome', 'printed')),
            browser BLOB UNIQUE CHECK (length(browser) = 32),
            code TEXT CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
            begun_at INTEGER NOT NULL, ends_at INTEGER NOT NULL CHECK (ends_at > begun_at), accepted_at INTEGER,
            wrong_codes INTEGER NOT NULL DEFAULT 0 CHECK (wrong_codes BETWEEN 0 AND 4), confirmed_at INTEGER,
            CHECK ((purpose = 'asked') = (browser IS NOT NULL)),
            CHECK ((purpose = 'welcome') = (code IS NULL)),
            CHECK (coordinator_id IS NOT NULL OR purpose = 'asked' AND confirmed_at IS NULL),
            CHECK (confirmed_at IS NULL OR purpose = 'asked')
        ) STRICT;
        CREATE INDEX login_by_end ON login(ends_at);
        CREATE INDEX login_by_coordinator ON login(coordinator_id);

        -- Hashes alone: a mail that is rendered twice has two links to one login.
        CREATE TABLE login_token(
            token BLOB PRIMARY KEY CHECK (length(token) = 32),
            login_id INTEGER NOT NULL REFERENCES login(id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX token_by_login ON login_token(login_id);

        -- Whether anything was ever sent by hand: asked at every look at Vandaag on the first day.
        CREATE INDEX change_sent ON change(subject) WHERE action = 'sent';
        PRAGMA user_version=4;
        """)
}
