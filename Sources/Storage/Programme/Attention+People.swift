import Domain
import SQLite

extension TenantReader {
    /// Buddies who are ready and with whom contact is due (N12), by the rhythm of their own page; the longest silence
    /// first.
    func poolWithoutContact(_ buddies: [BuddySummary], _ today: LocalDate) throws -> [Attention.Waiting] {
        let settings = try settings
        return buddies.filter { buddy in
            buddy.state == .available && buddy.needs(settings, today: today).contains(where: \.isContact)
        }.map {
            Attention.Waiting(uid: $0.uid, name: $0.name, since: $0.since, lastContact: $0.lastContact)
        }.sorted { ($0.lastContact ?? $0.since) < ($1.lastContact ?? $1.since) }
    }

    /// Other buddies who wait for a call: who signed up, whose interview or pause is past, whom somebody promised one.
    func callsToMake(_ buddies: [BuddySummary], _ today: LocalDate) throws -> [Attention.Call] {
        let settings = try settings
        return buddies.filter { $0.state != .available }.compactMap { buddy in
            let need = buddy.needs(settings, today: today).first { need in
                switch need {
                case .firstContact, .contact, .interviewPast, .pauseOver: true
                default: false
                }
            }
            return need.map { Attention.Call(uid: buddy.uid, name: buddy.name, since: buddy.since, need: $0) }
        }.sorted { $0.since < $1.since }
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
            WHERE o.at >= ?1 AND b.state <> 'stopped' GROUP BY b.id ORDER BY max(o.at) LIMIT 200
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

    /// Active buddies whose certificate was seen so long ago that it is time to ask for a new one within two months.
    func oldCertificates(_ today: LocalDate, years: Int) throws -> [Attention.BuddyMark] {
        guard years > 0 else { return [] }
        let limit = (today + 60).back(years: years)
        return try db.rows(
            """
            SELECT uid, name, certificate_seen_on FROM buddy
            WHERE certificate_seen_on <= ?1 AND state IN ('training', 'available', 'matched', 'paused')
            ORDER BY certificate_seen_on, id LIMIT 200
            """, limit.description
        ) { row in
            Uid(row.text(0)).map { uid in
                Attention.BuddyMark(
                    uid: uid, name: row.text(1), on: LocalDate(row.text(2))?.back(years: -years))
            }
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

extension LocalDate {
    /// The same day so many years earlier; the 28th for a 29 February that such a year lacks.
    fileprivate func back(years: Int) -> LocalDate {
        LocalDate(year: year - years, month: month, day: day) ?? LocalDate(year: year - years, month: month, day: 28)
            ?? self
    }
}
