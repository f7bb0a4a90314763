import Domain
import SQLite

extension TenantReader {
    /// How many mails that count for the caps an address had: what is on the wire now counts as sent.
    func refusableMail(to address: String) throws -> (today: Int, thisWeek: Int) {
        let zone = try settings.zone
        let today = zone.local(now).date
        let midnight = zone.nearestInstant(LocalDateTime(today, TimeOfDay(minuteOfDay: 0)))
        let monday = zone.nearestInstant(LocalDateTime(today.monday, TimeOfDay(minuteOfDay: 0)))
        let sent = try db.first(
            """
            SELECT count(*) FILTER (WHERE finished_at >= ?2), count(*), (SELECT count(*) FROM outbox
                WHERE state = 'leased' AND refusable = 1 AND intent_at IS NOT NULL AND recipient = ?1)
            FROM outbox WHERE recipient = ?1 AND state = 'sent' AND refusable = 1 AND finished_at >= ?3
            """, address, midnight.milliseconds, monday.milliseconds
        ) { (today: $0.int(0) + $0.int(2), thisWeek: $0.int(1) + $0.int(2)) }
        return sent ?? (0, 0)
    }
}

extension TenantWriter {
    // Caps count per address over refusable letters; what is on the wire now counts as sent.
    func applyCap(
        to message: ClaimedMessage, _ wanted: [WantedLetter], row: LeasedRow, recipient: EmailAddress
    ) throws -> CapRule.Decision {
        let sent = try refusableMail(to: recipient.description)
        let others = try lettersToJoin(message, row)
        let waiting = (wanted + others.flatMap(\.wanted)).map(\.usefulness)
        let decision = CapRule(.buddy, try settings).decide(
            at: now, sentToday: sent.today, sentThisWeek: sent.thisWeek, waiting: waiting)
        switch decision {
        case .sendAlone: break
        case .joinAll: for other in others { try join(other.id, into: message.id, uid: row.uid) }
        case .postpone(let until): try postpone(message.id, until: until, event: "capped")
        }
        return decision
    }

    // A change may be settling: a letter that is to go later does not come along. Neither does one in doubt, nor anything
    // with it: a receiver who has its Message-ID may drop the mail, and a letter that went twice never goes a third time.
    private func lettersToJoin(
        _ message: ClaimedMessage, _ row: LeasedRow
    ) throws -> [(id: Int64, wanted: [WantedLetter])] {
        guard try !wasInDoubt(message.id) else { return [] }
        return try db.rows(
            """
            SELECT id FROM outbox WHERE person = ?1 AND id <> ?2 AND refusable = 1 AND state = 'ready' AND due <= ?3
                AND expires > ?3
            UNION ALL
            SELECT id FROM outbox WHERE person = ?1 AND id <> ?2 AND refusable = 1 AND state = 'leased'
                AND intent_at IS NULL AND cancel_asked = 0 AND expires > ?3
            """, row.person, message.id, now.milliseconds
        ) { $0.integer(0) }
        .filter { try !wasInDoubt($0) }
        .map { (id: $0, wanted: try stillWanted($0)) }
        .filter { other in other.wanted.contains { $0.letter.due <= now } }
    }

    private func join(_ other: Int64, into id: Int64, uid: Uid) throws {
        try db.run("UPDATE outbox_reason SET outbox_id = ?2 WHERE outbox_id = ?1", other, id)
        try finish(other, .cancelled, event: "joined", text: uid.text)
    }
}
