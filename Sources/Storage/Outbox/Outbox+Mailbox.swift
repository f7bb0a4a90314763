import Domain
import SQLite

/// A message as its line in a list shows it: what it is about, to whom, and how it stands.
package struct MailboxLine: Hashable, Sendable {
    /// What a message is about.
    package enum Subject: Hashable, Sendable {
        /// A school meeting, by the match's label.
        case meeting(label: String, starts: LocalDateTime)
        case session(Gathering, starts: LocalDateTime)
        case group(subject: String)
        /// A notice, a login, a test, or something that is no more.
        case other
    }

    package let uid: Uid
    package let kind: LetterKind
    package let state: MessageState
    package let due: Instant
    package let expires: Instant
    package let finishedAt: Instant?
    /// The buddy it goes to; nil for a member.
    package let buddy: Uid?
    /// The name of who gets it; nil when that person is no more.
    package let name: String?
    package let subject: Subject
    /// More than one when letters of a day were joined.
    package let reasons: Int
    /// What happened last.
    package let lastEvent: QueuedMessage.Event?
    /// It was accepted, and came back later.
    package let cameBack: Bool
    /// The buddy's present address is known not to work.
    package let hasDeadAddress: Bool
}

/// Which messages a list shows.
package enum MailboxFilter: String, CaseIterable, Hashable, Sendable {
    /// Still to go, the first first.
    case waiting = "staan-klaar"
    /// Accepted by the relay, the newest first.
    case sent = "verstuurd"
    /// Not sent, held, or come back.
    case failed = "niet-gelukt"
    /// Not needed any more.
    case dropped = "vervallen"
}

extension TenantReader {
    /// So many messages stand on one page of a list.
    package static let mailboxPage = 40

    /// One page of a list, from 0; an empty one past its end.
    package func mailbox(_ filter: MailboxFilter, page: Int) throws -> [MailboxLine] {
        let (limit, offset) = (Self.mailboxPage, page * Self.mailboxPage)
        let ids: [Int64] =
            switch filter {
            case .waiting:
                try db.rows(
                    """
                    SELECT id FROM
                        (SELECT * FROM (SELECT id, due FROM outbox WHERE state = 'ready' ORDER BY due, id LIMIT ?1 + ?2)
                        UNION ALL SELECT id, due FROM outbox WHERE state = 'leased')
                    ORDER BY due, id LIMIT ?1 OFFSET ?2
                    """, limit, offset
                ) { $0.integer(0) }
            case .sent, .dropped:
                try db.rows(
                    """
                    SELECT id FROM outbox WHERE state = ?1 AND finished_at IS NOT NULL
                    ORDER BY finished_at DESC, id DESC LIMIT ?2 OFFSET ?3
                    """, filter == .sent ? "sent" : "cancelled", limit, offset
                ) { $0.integer(0) }
            case .failed:
                try db.rows(
                    """
                    SELECT id FROM
                        (SELECT id, finished_at AS at FROM outbox
                            WHERE state IN ('dead', 'held', 'expired') AND finished_at IS NOT NULL
                        UNION ALL SELECT outbox_id, max(at) FROM event WHERE kind IN ('bounced', 'undelivered')
                            GROUP BY outbox_id)
                    GROUP BY id ORDER BY max(at) DESC, id DESC LIMIT ?1 OFFSET ?2
                    """, limit, offset
                ) { $0.integer(0) }
            }
        return try ids.compactMap(mailboxLine)
    }

    /// How many messages a list holds; for `sent` and `dropped` only those of the last thirty days.
    package func mailboxCount(_ filter: MailboxFilter) throws -> Int {
        let monthAgo = (now - .days(30)).milliseconds
        switch filter {
        case .waiting:
            return try db.first("SELECT count(*) FROM outbox WHERE state = 'ready'") { $0.int(0) } ?? 0
        case .sent, .dropped:
            return try db.first(
                "SELECT count(*) FROM outbox WHERE state = ?1 AND finished_at IS NOT NULL AND finished_at >= ?2",
                filter == .sent ? "sent" : "cancelled", monthAgo
            ) { $0.int(0) } ?? 0
        case .failed:
            return try db.first(
                """
                SELECT count(*) FROM
                    (SELECT id FROM outbox WHERE state IN ('dead', 'held', 'expired') AND finished_at IS NOT NULL
                    UNION SELECT outbox_id FROM event WHERE kind IN ('bounced', 'undelivered'))
                """
            ) { $0.int(0) } ?? 0
        }
    }

    /// How many messages the relay accepted since Monday.
    package func sentThisWeek() throws -> Int {
        let zone = try settings.zone
        let monday = LocalDateTime(zone.local(now).date.monday, TimeOfDay(minuteOfDay: 0))
        return try db.first(
            "SELECT count(*) FROM outbox WHERE state = 'sent' AND finished_at IS NOT NULL AND finished_at >= ?1",
            zone.nearestInstant(monday).milliseconds
        ) { $0.int(0) } ?? 0
    }

    /// The line of one message; nil when there is none.
    package func mailboxLine(_ uid: Uid) throws -> MailboxLine? {
        try db.first("SELECT id FROM outbox WHERE uid = ?1", uid.text) { $0.integer(0) }.flatMap(mailboxLine)
    }

    /// All that happened to a message, in order.
    package func mailboxHistory(_ uid: Uid) throws -> [QueuedMessage.Event] {
        try db.rows(
            """
            SELECT e.at, e.kind, e.code, e.text FROM event e JOIN outbox o ON o.id = e.outbox_id
            WHERE o.uid = ?1 ORDER BY e.id
            """, uid.text
        ) { QueuedMessage.Event($0, from: 0) }
    }

    /// The messages of a letter to a group that did not arrive; at most forty.
    package func groupFailures(_ letter: Uid) throws -> [MailboxLine] {
        let ids = try db.rows(
            """
            SELECT o.id FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 AND (o.state IN ('dead', 'held', 'expired') OR o.state = 'sent' AND EXISTS
                (SELECT 1 FROM event WHERE outbox_id = o.id AND kind IN ('bounced', 'undelivered')))
            ORDER BY o.id LIMIT ?2
            """, MemberReason.groupSubject(letter), Self.mailboxPage
        ) { $0.integer(0) }
        return try ids.compactMap(mailboxLine)
    }

    // Ten keys each, on forty lines of a page: one row by its key beats a join over the whole outbox.
    private func mailboxLine(_ id: Int64) throws -> MailboxLine? {
        try db.first(
            """
            SELECT o.uid, o.kind, o.state, o.due, o.expires, o.finished_at, b.uid, coalesce(b.name, c.name, c.email),
                k.label, m.starts, s.starts, g.subject,
                (SELECT count(*) FROM outbox_reason WHERE outbox_id = o.id),
                o.state = 'sent' AND EXISTS
                    (SELECT 1 FROM event WHERE outbox_id = o.id AND kind IN ('bounced', 'undelivered')),
                EXISTS (SELECT 1 FROM dead_address WHERE address = b.email),
                e.at, e.kind, e.code, e.text, s.kind
            FROM outbox o
                LEFT JOIN outbox_reason r ON r.rowid = (SELECT min(rowid) FROM outbox_reason WHERE outbox_id = o.id)
                LEFT JOIN school_meeting m ON m.uid = substr(r.subject, 9)
                LEFT JOIN match k ON k.id = m.match_id
                LEFT JOIN intervision_session s ON s.uid = substr(r.subject, 13)
                LEFT JOIN group_letter g ON g.uid = substr(r.subject, 7)
                LEFT JOIN buddy b ON b.uid = o.person
                LEFT JOIN coordinator c ON c.uid = o.person
                LEFT JOIN event e ON e.id = (SELECT max(id) FROM event WHERE outbox_id = o.id)
            WHERE o.id = ?1
            """, id
        ) { MailboxLine($0) }.flatMap { $0 }
    }
}

extension MailboxLine {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let kind = LetterKind(rawValue: row.text(1)),
            let state = MessageState(rawValue: row.text(2))
        else { return nil }
        let subject: Subject =
            if let starts = LocalDateTime(row.text(9)) {
                .meeting(label: row.text(8), starts: starts)
            } else if let starts = LocalDateTime(row.text(10)), let gathering = Gathering(rawValue: row.text(19)) {
                .session(gathering, starts: starts)
            } else if let words = row.textOrNil(11) {
                .group(subject: words)
            } else {
                .other
            }
        self.init(
            uid: uid, kind: kind, state: state, due: Instant(milliseconds: row.integer(3)),
            expires: Instant(milliseconds: row.integer(4)),
            finishedAt: row.integerOrNil(5).map(Instant.init(milliseconds:)),
            buddy: row.textOrNil(6).flatMap { Uid($0) }, name: row.textOrNil(7), subject: subject,
            reasons: row.int(12),
            lastEvent: row.isNull(15) ? nil : QueuedMessage.Event(row, from: 15), cameBack: row.bool(13),
            hasDeadAddress: row.bool(14))
    }
}

extension QueuedMessage.Event {
    init(_ row: Row, from column: Int32) {
        self.init(
            at: Instant(milliseconds: row.integer(column)), what: row.text(column + 1),
            code: row.integerOrNil(column + 2).map(Int.init), text: row.textOrNil(column + 3))
    }
}
