import SQLite

extension Migration {
    /// What somebody asked for, whom it was proposed to, and how the match went.
    static let requests = Migration(
        "T006 requests",
        """
        ALTER TABLE requester ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE requester ADD COLUMN phone TEXT CHECK (phone <> '');

        -- waiting: nobody yet; proposed: a buddy or the parent is asked; matched; given: one-off advice, done; closed.
        ALTER TABLE support_request ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting'
            CHECK (state IN ('waiting', 'proposed', 'matched', 'given', 'closed'));
        ALTER TABLE support_request ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE support_request ADD COLUMN referrer TEXT CHECK (referrer <> '');
        -- A referral by a school or professional is worth nothing without the parent's own agreement (N18).
        ALTER TABLE support_request ADD COLUMN agreed_on TEXT;
        ALTER TABLE support_request ADD COLUMN region TEXT CHECK (region <> '');
        ALTER TABLE support_request ADD COLUMN school TEXT CHECK (school <> '');
        ALTER TABLE support_request ADD COLUMN language TEXT CHECK (language <> '');
        ALTER TABLE support_request ADD COLUMN interpreter INTEGER NOT NULL DEFAULT 0 CHECK (interpreter IN (0, 1));
        ALTER TABLE support_request ADD COLUMN swv TEXT REFERENCES swv(name);
        ALTER TABLE support_request ADD COLUMN finished_on TEXT;
        ALTER TABLE support_request ADD COLUMN note TEXT CHECK (note <> '');
        CREATE INDEX request_by_state ON support_request(state, received);

        CREATE TABLE request_theme(
            request_id INTEGER NOT NULL REFERENCES support_request(id) ON DELETE CASCADE, theme TEXT NOT NULL,
            PRIMARY KEY (request_id, theme)
        ) STRICT, WITHOUT ROWID;

        -- A buddy proposed for a request: both sides are asked, either may say no without a reason.
        CREATE TABLE match_proposal(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            request_id INTEGER NOT NULL REFERENCES support_request(id) ON DELETE CASCADE,
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            made_at INTEGER NOT NULL,
            buddy_answer TEXT CHECK (buddy_answer IN ('yes', 'no')),
            requester_answer TEXT CHECK (requester_answer IN ('yes', 'no')),
            withdrawn_at INTEGER, match_id INTEGER REFERENCES match(id),
            version INTEGER NOT NULL DEFAULT 1,
            UNIQUE (request_id, buddy_id)
        ) STRICT;

        ALTER TABLE match ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE match ADD COLUMN expected_until TEXT;
        -- Calmer, unchanged or escalated (N44).
        ALTER TABLE match ADD COLUMN outcome TEXT CHECK (outcome IN ('calmer', 'unchanged', 'escalated'));
        CREATE INDEX match_by_request ON match(request_id);
        PRAGMA user_version=6;
        """)
}
