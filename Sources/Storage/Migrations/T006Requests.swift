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
        ALTER TABLE support_request ADD COLUMN agreed_on TEXT CHECK (referrer IS NULL OR agreed_on IS NOT NULL);
        ALTER TABLE support_request ADD COLUMN region TEXT CHECK (region <> '');
        ALTER TABLE support_request ADD COLUMN school TEXT CHECK (school <> '');
        ALTER TABLE support_request ADD COLUMN language TEXT CHECK (language <> '');
        ALTER TABLE support_request ADD COLUMN interpreter INTEGER NOT NULL DEFAULT 0 CHECK (interpreter IN (0, 1));
        ALTER TABLE support_request ADD COLUMN swv TEXT REFERENCES swv(name);
        ALTER TABLE support_request ADD COLUMN finished_on TEXT
            CHECK ((finished_on IS NOT NULL) = (state IN ('given', 'closed')));
        ALTER TABLE support_request ADD COLUMN note TEXT CHECK (note <> '');
        -- When the parent said that a note may be kept; a dependent coordinator keeps none without it.
        ALTER TABLE support_request ADD COLUMN note_agreed_on TEXT;
        CREATE INDEX request_by_state ON support_request(state, received);

        CREATE TABLE request_theme(
            request_id INTEGER NOT NULL REFERENCES support_request(id) ON DELETE CASCADE, theme TEXT NOT NULL,
            PRIMARY KEY (request_id, theme)
        ) STRICT, WITHOUT ROWID;

        -- A buddy proposed for a request: both sides are asked, either may say no without a reason. A row stays when it
        -- is over, so that nobody is asked again by mistake.
        CREATE TABLE match_proposal(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            request_id INTEGER NOT NULL REFERENCES support_request(id) ON DELETE CASCADE,
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            made_at INTEGER NOT NULL,
            buddy_answer TEXT CHECK (buddy_answer IN ('yes', 'no')),
            requester_answer TEXT CHECK (requester_answer IN ('yes', 'no')),
            withdrawn_at INTEGER, match_id INTEGER UNIQUE REFERENCES match(id) ON DELETE SET NULL,
            version INTEGER NOT NULL DEFAULT 1,
            -- Nobody is matched who did not say yes.
            CHECK (match_id IS NULL OR (buddy_answer IS 'yes' AND requester_answer IS 'yes' AND withdrawn_at IS NULL))
        ) STRICT;
        CREATE INDEX proposal_by_request ON match_proposal(request_id);
        CREATE INDEX proposal_by_buddy ON match_proposal(buddy_id);
        -- One buddy at a time: nobody says yes in vain.
        CREATE UNIQUE INDEX proposal_open ON match_proposal(request_id) WHERE withdrawn_at IS NULL AND match_id IS NULL
            AND coalesce(buddy_answer, 'yes') <> 'no' AND coalesce(requester_answer, 'yes') <> 'no';

        ALTER TABLE match ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE match ADD COLUMN expected_until TEXT;
        -- Calmer, unchanged or escalated (N44).
        ALTER TABLE match ADD COLUMN outcome TEXT CHECK (outcome IN ('calmer', 'unchanged', 'escalated'));
        CREATE INDEX match_by_request ON match(request_id);
        CREATE INDEX match_by_until ON match(until);

        -- How both sides look back, by two questions each (N35): ticks, no text.
        CREATE TABLE match_evaluation(
            match_id INTEGER NOT NULL REFERENCES match(id) ON DELETE CASCADE,
            side TEXT NOT NULL CHECK (side IN ('buddy', 'requester')),
            first TEXT NOT NULL CHECK (first IN ('yes', 'somewhat', 'no')),
            second TEXT NOT NULL CHECK (second IN ('yes', 'somewhat', 'no')),
            recorded_on TEXT NOT NULL, PRIMARY KEY (match_id, side)
        ) STRICT, WITHOUT ROWID;

        -- What was imported before requests had a state follows from its matches.
        UPDATE support_request SET state = 'matched' WHERE EXISTS (
            SELECT 1 FROM match k WHERE k.request_id = support_request.id
                AND (k.until IS NULL OR k.until > date('now')));
        UPDATE support_request SET state = 'closed',
            finished_on = (SELECT max(k.until) FROM match k WHERE k.request_id = support_request.id)
            WHERE state = 'waiting' AND EXISTS (SELECT 1 FROM match k WHERE k.request_id = support_request.id);
        PRAGMA user_version=6;
        """)
}
