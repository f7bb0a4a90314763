import SQLite

/// Tables that every tenant's file has and, for the helpdesk, `control.sqlite`: defined once, in this shape for good.
///
/// They are parts of migrations that ran: what they lack is added by a later migration of each file, never here.
extension Migration {
    /// What a file is and was told: facts of its own, settings, and addresses that do not work.
    static let settingTables: StaticString =
        """
        CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE dead_address(
            address TEXT PRIMARY KEY, since INTEGER NOT NULL, code INTEGER NOT NULL, text TEXT NOT NULL
        ) STRICT;
        """

    /// The outbox of one tenant, and of the helpdesk: QUEUE.md, "Schema".
    ///
    /// The CHECKs tie each state to its columns, so that a transition which forgets one is refused by the file.
    static let outboxTables: StaticString =
        """
        -- recipient is the address of the last attempt, or the one planned for; person is whose it is.
        CREATE TABLE outbox(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            recipient TEXT NOT NULL, person TEXT NOT NULL, priority INTEGER NOT NULL,
            due INTEGER NOT NULL, expires INTEGER NOT NULL, local_time TEXT NOT NULL, zone TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN
                ('ready', 'leased', 'sent', 'dead', 'expired', 'cancelled', 'held')),
            attempts INTEGER NOT NULL DEFAULT 0, doubts INTEGER NOT NULL DEFAULT 0,
            interruptions INTEGER NOT NULL DEFAULT 0,
            claim INTEGER, intent_at INTEGER, cancel_asked INTEGER NOT NULL DEFAULT 0 CHECK (cancel_asked IN (0, 1)),
            message_id TEXT NOT NULL, reply TEXT, finished_at INTEGER,
            refusable INTEGER NOT NULL CHECK (refusable IN (0, 1)),
            CHECK (due < expires OR state <> 'ready' OR attempts > 0 OR doubts > 0),
            CHECK ((state = 'leased') = (claim IS NOT NULL)),
            CHECK (intent_at IS NULL OR state = 'leased'),
            CHECK (cancel_asked = 0 OR state = 'leased'),
            CHECK ((state IN ('ready', 'leased')) = (finished_at IS NULL)),
            CHECK (doubts BETWEEN 0 AND 2)
        ) STRICT;
        CREATE INDEX outbox_ready ON outbox(priority, due, id) WHERE state = 'ready';
        CREATE INDEX outbox_due ON outbox(due) WHERE state = 'ready';
        CREATE INDEX outbox_expiring ON outbox(expires) WHERE state = 'ready';
        CREATE INDEX outbox_leased ON outbox(id) WHERE state = 'leased';
        CREATE INDEX outbox_held ON outbox(id) WHERE state = 'held';
        CREATE INDEX outbox_finished ON outbox(state, finished_at) WHERE finished_at IS NOT NULL;
        CREATE INDEX outbox_told_today ON outbox(recipient, finished_at) WHERE state = 'sent' AND refusable = 1;
        CREATE INDEX outbox_person ON outbox(person, due) WHERE state = 'ready';

        CREATE TABLE outbox_reason(
            outbox_id INTEGER NOT NULL REFERENCES outbox(id) ON DELETE CASCADE, reason TEXT NOT NULL UNIQUE,
            subject TEXT NOT NULL
        ) STRICT;
        CREATE INDEX reason_by_message ON outbox_reason(outbox_id);
        CREATE INDEX reason_by_subject ON outbox_reason(subject);

        -- Append-only: what the coordinator reads. Addresses are removed from replies before they come here.
        CREATE TABLE event(
            id INTEGER PRIMARY KEY, outbox_id INTEGER NOT NULL REFERENCES outbox(id) ON DELETE CASCADE,
            at INTEGER NOT NULL, kind TEXT NOT NULL, code INTEGER, text TEXT
        ) STRICT;
        CREATE INDEX event_by_message ON event(outbox_id, id);
        CREATE TRIGGER event_is_append_only BEFORE UPDATE ON event BEGIN
            SELECT RAISE(ABORT, 'the history is append-only');
        END;

        -- One row: whether this tenant may send, and how many policy refusals it had in a row.
        CREATE TABLE sending(
            only INTEGER PRIMARY KEY CHECK (only = 1), paused_at INTEGER, paused_because TEXT,
            policy_streak INTEGER NOT NULL DEFAULT 0,
            CHECK ((paused_at IS NULL) = (paused_because IS NULL))
        ) STRICT;
        INSERT INTO sending(only) VALUES (1);
        """

    /// Who is logged in, and the log of what they changed; `coordinator` is whoever logs in at this file.
    static let sessionTables: StaticString =
        """
        -- secret is a hash: whoever reads the file cannot log in with it.
        CREATE TABLE session(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            coordinator_id INTEGER NOT NULL REFERENCES coordinator(id) ON DELETE CASCADE,
            secret BLOB NOT NULL UNIQUE CHECK (length(secret) = 32), form_token TEXT NOT NULL,
            device TEXT NOT NULL, begun_at INTEGER NOT NULL, used_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX session_by_coordinator ON session(coordinator_id);

        -- Append-only: who changed what, never from what into what, so that a cleared field is really gone.
        CREATE TABLE change(
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL,
            coordinator_uid TEXT, subject TEXT NOT NULL, subject_uid TEXT, action TEXT NOT NULL, fields TEXT NOT NULL
        ) STRICT;
        CREATE INDEX change_by_subject ON change(subject_uid, id);
        """

    /// Ways in that are open: who asked or was welcomed, and the links that were mailed for it.
    ///
    /// A row goes when it was used, when its code was wrong too often, and when it is over.
    static let loginTables: StaticString =
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
        """
}
