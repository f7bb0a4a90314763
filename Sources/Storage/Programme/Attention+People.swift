import Domain
import SQLite

extension TenantReader {
    /// What the buddies themselves ask for, by what there is to do.
    func buddyAttention(_ today: LocalDate) throws -> Attention.Buddies {
        let settings = try settings
        var found = Attention.Buddies()
        for buddy in try buddies() {
            for need in buddy.needs(settings, today: today) { found.add(need, of: buddy) }
        }
        found.sort()
        return found
    }

    /// Buddies whose address does not work, with the day of their next meeting; the nearest first.
    func deadAddresses(_ local: LocalDateTime) throws -> [Attention.BuddyMark] {
        try db.rows(
            """
            SELECT b.uid, b.name, (SELECT min(m.starts) FROM match k JOIN school_meeting m ON m.match_id = k.id
                WHERE k.buddy_id = b.id AND m.cancelled = 0 AND m.buddy_attends = 1 AND m.starts >= ?1) AS next
            FROM dead_address d JOIN buddy b ON b.email = d.address WHERE b.state <> 'stopped'
            ORDER BY next IS NULL, next, b.id LIMIT 200
            """, local.description
        ) { row in
            Uid(row.text(0)).map { uid in
                Attention.BuddyMark(uid: uid, name: row.text(1), on: LocalDateTime(row.text(2))?.date)
            }
        }.compactMap { $0 }
    }

    /// Buddies who said this week that they want one kind of mail no more: somebody should call them.
    func recentOptOuts() throws -> [Attention.BuddyMark] {
        let zone = try settings.zone
        return try db.rows(
            """
            SELECT b.uid, b.name, max(o.at) FROM opt_out o JOIN buddy b ON b.id = o.buddy_id
            WHERE o.at >= ?1 AND o.by_link = 1 AND b.state <> 'stopped' GROUP BY b.id ORDER BY max(o.at) LIMIT 200
            """, (now - .days(7)).milliseconds
        ) { row in
            Uid(row.text(0)).map { uid in
                Attention.BuddyMark(uid: uid, name: row.text(1), on: row.instant(2).map { zone.local($0).date })
            }
        }.compactMap { $0 }
    }

    /// The questions without an answer, the oldest first.
    func openQuestionMarks() throws -> [Attention.Question] {
        try db.rows(
            """
            SELECT q.uid, q.asked_on, b.name FROM help_question q LEFT JOIN buddy b ON b.id = q.buddy_id
            WHERE q.answered_on IS NULL ORDER BY q.asked_on, q.id LIMIT 200
            """
        ) { row -> Attention.Question? in
            guard let uid = Uid(row.text(0)), let asked = LocalDate(row.text(1)) else { return nil }
            return Attention.Question(uid: uid, askedOn: asked, buddyName: row.textOrNil(2))
        }.compactMap { $0 }
    }

    /// People of the network to be in touch with by now.
    func dueContacts(_ today: LocalDate) throws -> [Attention.Contact] {
        try db.rows(
            """
            SELECT uid, name, next_on FROM network_contact WHERE next_on IS NOT NULL AND next_on <= ?1
            ORDER BY next_on, id LIMIT 200
            """, today.description
        ) { row -> Attention.Contact? in
            guard let uid = Uid(row.text(0)), let on = LocalDate(row.text(2)) else { return nil }
            return Attention.Contact(uid: uid, name: row.text(1), on: on)
        }.compactMap { $0 }
    }
}

extension Attention.Buddies {
    fileprivate mutating func add(_ need: BuddyNeed, of buddy: BuddySummary) {
        func mark(_ on: LocalDate?) -> Attention.BuddyMark {
            Attention.BuddyMark(uid: buddy.uid, name: buddy.name, on: on)
        }
        switch need {
        // Each has a place of its own: mail that comes back, and a page that asks for an address.
        case .deadAddress, .noAddress: break
        case .firstContact: newcomers.append(mark(buddy.since))
        case .contact where buddy.state == .available:
            pool.append(
                Attention.Waiting(
                    uid: buddy.uid, name: buddy.name, since: buddy.since, lastContact: buddy.lastContact))
        case .contact(let day): calls.append(mark(day))
        case .interviewPast(let day): interviews.append(mark(day))
        case .pauseOver(let day): pauses.append(mark(day))
        case .certificateEnds(let day): certificates.append(mark(day))
        case .trainingEnds(let day): trainings.append(mark(day))
        case .noCertificate, .noTraining:
            if incomplete.last?.uid != buddy.uid { incomplete.append(mark(nil)) }
        }
    }

    // Who waits longest, or ends first, stands first.
    fileprivate mutating func sort() {
        pool.sort { ($0.lastContact ?? $0.since) < ($1.lastContact ?? $1.since) }
        func byDay(_ one: Attention.BuddyMark, _ other: Attention.BuddyMark) -> Bool {
            guard let first = one.on, let second = other.on else { return one.on != nil }
            return first < second
        }
        newcomers.sort(by: byDay)
        calls.sort(by: byDay)
        interviews.sort(by: byDay)
        pauses.sort(by: byDay)
        certificates.sort(by: byDay)
        trainings.sort(by: byDay)
    }
}
