import SQLite

extension Migration {
    /// The outbox of one tenant, and of the helpdesk: QUEUE.md, "Schema".
    ///
    /// The CHECKs tie each state to its columns, so that a transition which forgets one is refused by the file.
    static let outbox = Migration(
        "T002 outbox",
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
        PRAGMA user_version=2;
        """)
}
