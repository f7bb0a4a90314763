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
