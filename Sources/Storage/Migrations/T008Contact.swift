import SQLite

extension Migration {
    /// Letters to a group, questions of buddies, and the network of schools and organisations.
    static let contact = Migration(
        "T008 contact",
        """
        CREATE TABLE group_letter(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1,
            audience TEXT NOT NULL
                CHECK (audience IN ('pool', 'training', 'matched', 'everyone', 'newcomers', 'chosen')),
            subject TEXT NOT NULL CHECK (subject <> ''), text TEXT NOT NULL CHECK (text <> ''),
            made_at INTEGER NOT NULL, made_by TEXT, sent_at INTEGER, stopped_at INTEGER,
            CHECK (stopped_at IS NULL OR sent_at IS NOT NULL)
        ) STRICT;
        -- What goes out is the same for everybody: a letter that was sent does not change while it goes.
        CREATE TRIGGER sent_group_letter_is_fixed BEFORE UPDATE OF audience, subject, text ON group_letter
        WHEN OLD.sent_at IS NOT NULL BEGIN
            SELECT RAISE(ABORT, 'a letter that was sent does not change');
        END;
        CREATE TABLE group_letter_choice(
            letter_id INTEGER NOT NULL REFERENCES group_letter(id) ON DELETE CASCADE,
            buddy_id INTEGER NOT NULL REFERENCES buddy(id) ON DELETE CASCADE,
            PRIMARY KEY (letter_id, buddy_id)
        ) STRICT, WITHOUT ROWID;

        -- A question of a buddy (N11, N36): open until it has an answer, of somebody, on a day.
        CREATE TABLE help_question(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1,
            buddy_id INTEGER REFERENCES buddy(id) ON DELETE SET NULL,
            via TEXT NOT NULL CHECK (via IN ('mail', 'phone', 'talk')),
            asked_on TEXT NOT NULL, question TEXT NOT NULL CHECK (question <> ''), entered_at INTEGER NOT NULL,
            answer TEXT CHECK (answer <> ''), answered_by TEXT CHECK (answered_by <> ''), answered_on TEXT,
            CHECK ((answered_on IS NULL) = (answered_by IS NULL)),
            CHECK (answer IS NULL OR answered_on IS NOT NULL),
            CHECK (answered_on IS NULL OR answered_on >= asked_on)
        ) STRICT;
        CREATE INDEX question_open ON help_question(asked_on, id) WHERE answered_on IS NULL;
        CREATE INDEX question_answered ON help_question(answered_on, id) WHERE answered_on IS NOT NULL;

        -- Schools and organisations (N13, N14): people who work there, never a family.
        CREATE TABLE network_contact(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, version INTEGER NOT NULL DEFAULT 1,
            kind TEXT NOT NULL CHECK (kind IN ('school', 'swv', 'municipality', 'care', 'parents', 'other')),
            name TEXT NOT NULL CHECK (name <> ''), place TEXT CHECK (place <> ''),
            person TEXT CHECK (person <> ''), role TEXT CHECK (role <> ''),
            phone TEXT CHECK (phone <> ''), email TEXT CHECK (email <> ''), next_on TEXT, entered_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX contact_next ON network_contact(next_on) WHERE next_on IS NOT NULL;
        -- What was done: with one of them, or as an ambassador (N05), who need not be with one of them.
        CREATE TABLE network_line(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
            contact_id INTEGER REFERENCES network_contact(id) ON DELETE CASCADE,
            happened_on TEXT NOT NULL, way TEXT NOT NULL
                CHECK (way IN ('call', 'mail', 'visit', 'meeting', 'talk', 'flyer', 'newsletter')),
            text TEXT NOT NULL CHECK (text <> ''), outreach INTEGER NOT NULL CHECK (outreach IN (0, 1)),
            reached INTEGER CHECK (reached >= 0), by_member TEXT, entered_at INTEGER NOT NULL,
            CHECK (contact_id IS NOT NULL OR outreach = 1),
            CHECK (reached IS NULL OR outreach = 1)
        ) STRICT;
        CREATE INDEX line_by_contact ON network_line(contact_id, happened_on);
        CREATE INDEX line_outreach ON network_line(happened_on) WHERE outreach = 1;

        -- What came back, for the list of messages.
        CREATE INDEX event_returned ON event(outbox_id, at) WHERE kind IN ('bounced', 'undelivered');
        PRAGMA user_version=8;
        """)
}
