import Domain
import SQLite

/// What a calendar program may read with somebody's secret link.
package struct CalendarSubscription: Sendable {
    package let zone: Zone
    package let entries: [AgendaEntry]
}

extension PublicScope {
    /// The agenda of whoever this secret belongs to, as their role may see it; nil for a secret that opens nothing.
    package func calendar(holding secret: AccessSecret) throws(StoreError) -> CalendarSubscription? {
        try store.read { reader in
            guard let role = try reader.calendarOwner(secret) else { return nil }
            let today = try reader.settings.zone.local(reader.now).date
            // A month back and a year ahead: what a calendar program shows.
            let entries = try reader.agenda(
                from: today - 31, until: today + 366, meetings: role.may(.seeMeetings), mail: false, limit: 500)
            return CalendarSubscription(zone: try reader.settings.zone, entries: entries)
        }
    }
}

extension TenantReader {
    fileprivate func calendarOwner(_ secret: AccessSecret) throws -> Role? {
        try db.first(
            "SELECT c.role FROM calendar_feed f JOIN coordinator c ON c.id = f.coordinator_id WHERE f.secret = ?1",
            secret.hash
        ) { Role(rawValue: $0.text(0)) }.flatMap { $0 }
    }

    /// Since when this member has a secret link; nil when there is none.
    package func calendarLink(of member: Uid) throws -> Instant? {
        try db.first(
            """
            SELECT f.made_at FROM calendar_feed f JOIN coordinator c ON c.id = f.coordinator_id WHERE c.uid = ?1
            """, member.text
        ) { Instant(milliseconds: $0.integer(0)) }
    }
}

extension TenantWriter {
    /// Makes the secret of this member's link; one that was made before opens nothing any more.
    ///
    /// - Returns: the secret, which is shown once: the file keeps its hash.
    package func makeCalendarLink(of member: Uid) throws -> AccessSecret {
        let secret = AccessSecret.random()
        try db.run(
            """
            INSERT INTO calendar_feed(coordinator_id, secret, made_at) SELECT id, ?2, ?3 FROM coordinator WHERE uid = ?1
            ON CONFLICT(coordinator_id) DO UPDATE SET secret = ?2, made_at = ?3
            """, member.text, secret.hash, now.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        return secret
    }

    /// Ends this member's link; one that there is not ends too.
    package func endCalendarLink(of member: Uid) throws {
        try db.run(
            "DELETE FROM calendar_feed WHERE coordinator_id = (SELECT id FROM coordinator WHERE uid = ?1)", member.text)
    }
}
