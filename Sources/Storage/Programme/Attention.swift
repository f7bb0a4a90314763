import Domain
import SQLite

/// What needs a coordinator today, read in one block; every list is short, with how many there are in all.
package struct Attention: Sendable {
    /// Some of a list, and how many there are.
    package struct Some<Mark: Sendable>: Sendable {
        package let first: [Mark]
        package let count: Int

        init(_ all: [Mark], shown: Int = Attention.shown) {
            first = Array(all.prefix(shown))
            count = all.count
        }
    }

    /// A school meeting, by the match's label.
    package struct Meeting: Hashable, Sendable {
        package let uid: Uid
        package let label: String
        package let starts: LocalDateTime
        package let changedAt: Instant?
    }

    /// Somebody who waits for a buddy: no name, for the page is open on a desk.
    package struct Request: Hashable, Sendable {
        package let uid: Uid
        package let requester: RequesterKind
        package let kind: SupportKind
        package let mode: SupportMode
        package let received: LocalDate
        package let withInterpreter: Bool
        /// A buddy was proposed, and somebody has to answer.
        package let isProposed: Bool
    }

    /// A buddy, with the day that the line is about.
    package struct BuddyMark: Hashable, Sendable {
        package let uid: Uid
        package let name: String
        package let on: LocalDate?
    }

    /// A buddy without a parent now: since when, and when there was contact.
    package struct Waiting: Hashable, Sendable {
        package let uid: Uid
        package let name: String
        package let since: LocalDate
        package let lastContact: LocalDate?
    }

    /// What the buddies themselves ask for; each list whole.
    package struct Buddies: Hashable, Sendable {
        /// Signed up, and nobody called yet; with the day on which they did.
        package internal(set) var newcomers: [BuddyMark] = []
        /// Ready, not beside a parent, and without contact for longer than the tenant's rhythm (N12).
        package internal(set) var pool: [Waiting] = []
        /// Others with whom contact is due; with that day.
        package internal(set) var calls: [BuddyMark] = []
        package internal(set) var interviews: [BuddyMark] = []
        package internal(set) var pauses: [BuddyMark] = []
        /// With the day on which it ends or ended.
        package internal(set) var certificates: [BuddyMark] = []
        package internal(set) var trainings: [BuddyMark] = []
        /// Deployed or ready, without a training or a certificate that was seen.
        package internal(set) var incomplete: [BuddyMark] = []
    }

    package struct Question: Hashable, Sendable {
        package let uid: Uid
        package let askedOn: LocalDate
        package let buddyName: String?
    }

    package struct Contact: Hashable, Sendable {
        package let uid: Uid
        package let name: String
        package let on: LocalDate
    }

    /// Why nothing is sent; nil while it may.
    package let pausedBecause: String?
    package let sentThisWeek: Int
    package let ready: Int
    package let meetingsWithoutBuddy: Some<Meeting>
    package let failedMessages: Some<MailboxLine>
    package let requests: Some<Request>
    /// Meetings of a day to four weeks ago of which nobody heard how it was.
    package let lookBacks: Some<Meeting>
    package let buddies: Buddies
    package let deadAddresses: Some<BuddyMark>
    package let optOuts: Some<BuddyMark>
    package let questions: Some<Question>
    /// What the coordinator said they would do by now.
    package let tasks: Some<ProgrammeTask>
    package let contacts: Some<Contact>

    package static let shown = 5
}

extension TenantReader {
    /// What needs attention now.
    package func attention() throws -> Attention {
        let settings = try settings
        let local = settings.zone.local(now)
        return Attention(
            pausedBecause: try pauseReason(),
            sentThisWeek: try sentThisWeek(),
            ready: try mailboxCount(.waiting),
            meetingsWithoutBuddy: .init(try meetingsWithoutBuddy(from: local)),
            failedMessages: .init(try failedMessages()), requests: .init(try waitingRequests()),
            lookBacks: .init(try missingLookBacks(before: local)),
            buddies: try buddyAttention(local.date),
            deadAddresses: .init(try deadAddresses(local)), optOuts: .init(try recentOptOuts()),
            questions: .init(try openQuestionMarks()),
            tasks: .init(try openTasks(until: local.date, limit: 200).filter { $0.owner == .coordinator }),
            contacts: .init(try dueContacts(local.date)))
    }

    private func meetingsWithoutBuddy(from local: LocalDateTime) throws -> [Attention.Meeting] {
        try db.rows(
            """
            SELECT m.uid, k.label, m.starts, m.changed_at FROM school_meeting m
                JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
            WHERE m.starts >= ?1 AND m.starts < ?2 AND m.cancelled = 0
                AND (m.buddy_attends = 0 OR b.state = 'stopped' OR k.until < substr(m.starts, 1, 10))
            ORDER BY m.starts LIMIT 50
            """, local.description, LocalDateTime(local.date + 14, local.time).description
        ) { Attention.Meeting($0) }.compactMap { $0 }
    }

    // What can still be of use, and what a person can do something about: a dead address has a line of its own. CROSS JOIN
    // begins with the few that came back; SQLite would begin with the whole outbox.
    private func failedMessages() throws -> [MailboxLine] {
        let since = (now - .days(21)).milliseconds
        return try db.rows(
            """
            SELECT o.uid FROM outbox o WHERE o.state IN ('dead', 'held') AND o.finished_at >= ?1
                AND o.finished_at IS NOT NULL AND o.expires > ?2 AND o.kind NOT IN ('digest', 'alarm', 'login', 'test')
                AND NOT EXISTS (SELECT 1 FROM buddy b JOIN dead_address d ON d.address = b.email WHERE b.uid = o.person)
            UNION
            SELECT o.uid FROM event e CROSS JOIN outbox o ON o.id = e.outbox_id
            WHERE e.kind IN ('bounced', 'undelivered') AND e.at >= ?1 AND o.expires > ?2 AND o.state = 'sent'
                AND o.kind NOT IN ('digest', 'alarm', 'login', 'test')
                AND NOT EXISTS (SELECT 1 FROM buddy b JOIN dead_address d ON d.address = b.email WHERE b.uid = o.person)
            LIMIT 20
            """, since, now.milliseconds
        ) { Uid($0.text(0)) }.compactMap { $0 }.compactMap { try mailboxLine($0) }.sorted { $0.due < $1.due }
    }

    // A request that came by an import may have a match and be "waiting" still.
    private func waitingRequests() throws -> [Attention.Request] {
        try db.rows(
            """
            SELECT r.uid, p.kind, r.kind, r.mode, r.received, r.interpreter, r.state = 'proposed'
            FROM support_request r JOIN requester p ON p.id = r.requester_id
            WHERE r.state IN ('waiting', 'proposed') AND NOT EXISTS (SELECT 1 FROM match WHERE request_id = r.id)
            ORDER BY r.received, r.id LIMIT 200
            """
        ) { row -> Attention.Request? in
            guard let uid = Uid(row.text(0)), let requester = RequesterKind(rawValue: row.text(1)),
                let kind = SupportKind(rawValue: row.text(2)), let mode = SupportMode(rawValue: row.text(3)),
                let received = LocalDate(row.text(4))
            else { return nil }
            return Attention.Request(
                uid: uid, requester: requester, kind: kind, mode: mode, received: received,
                withInterpreter: row.bool(5), isProposed: row.bool(6))
        }.compactMap { $0 }
    }

    private func missingLookBacks(before local: LocalDateTime) throws -> [Attention.Meeting] {
        try db.rows(
            """
            SELECT m.uid, k.label, m.starts, m.changed_at FROM school_meeting m JOIN match k ON k.id = m.match_id
            WHERE m.starts >= ?1 AND m.starts < ?2 AND m.cancelled = 0 AND m.buddy_attends = 1
                AND m.look_back_at IS NULL
            ORDER BY m.starts LIMIT 200
            """, LocalDateTime(local.date - 28, local.time).description,
            LocalDateTime(local.date - 1, local.time).description
        ) { Attention.Meeting($0) }.compactMap { $0 }
    }
}

extension Attention.Meeting {
    init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let starts = LocalDateTime(row.text(2)) else { return nil }
        self.init(uid: uid, label: row.text(1), starts: starts, changedAt: row.instant(3))
    }
}
