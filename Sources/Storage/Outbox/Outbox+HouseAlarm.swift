import Domain
import SQLite

/// What stopped mail somewhere in the house: the helpdesk is told once of each.
package enum HouseTrouble: Hashable, Sendable {
    /// A relay refuses our credentials, or was not reached for an hour.
    case relay(String, since: Instant)
    /// A relay's answers stopped one tenant's sending.
    case pause(Slug, since: Instant)

    /// What the reason of the alarm begins with; unique for ever, as every reason.
    var subject: String {
        switch self {
        case .relay(let name, let since): "relay:\(name):\(since.milliseconds)"
        case .pause(let slug, let since): "pause:\(slug):\(since.milliseconds)"
        }
    }

    init?(subject: String) {
        let parts = subject.split(separator: ":").map(String.init)
        guard parts.count == 3, let since = Int64(parts[2]).map(Instant.init(milliseconds:)) else { return nil }
        switch (parts[0], Slug(parts[1])) {
        case ("relay", _): self = .relay(parts[1], since: since)
        case ("pause", let slug?): self = .pause(slug, since: since)
        default: return nil
        }
    }
}

/// How relays and tenants are now, as the sender knows it: no file tells.
package struct HouseView: Sendable {
    package struct Relay: Sendable {
        package let state: RelayState
        package let since: Instant
        /// Those whose mail goes by it.
        package var tenants: [Slug] = []

        package init(state: RelayState, since: Instant) {
            (self.state, self.since) = (state, since)
        }
    }

    package var relays: [String: Relay] = [:]
    /// Of every tenant that was looked at.
    package var pauses: [Slug: SendingPause?] = [:]

    package init() {}
}

extension TenantWriter {
    /// Tells each account of the helpdesk, at once and whatever the hour; the same trouble is told once.
    ///
    /// An address that did not work is better than nobody.
    /// - Returns: false when there is no account to tell it to.
    package func planAlarm(about trouble: HouseTrouble) throws -> Bool {
        let working = try coordinators()
        let accounts = try working.isEmpty ? coordinators(evenIfDead: true) : working
        for account in accounts {
            let reason = NoticeReason(subject: trouble.subject, coordinator: account.uid)
            guard try noticeRow(reason) == nil else { continue }
            try insertNotice(.alarm, reason, to: account, due: now, expires: now + .days(3))
        }
        return !accounts.isEmpty
    }

    /// Tells a tenant's coordinators that its sending stopped: the one mail beside logins that goes all the same.
    func planPauseAlarm() throws {
        let settings = try settings
        guard hasProgramme, settings.alarms else { return }
        let expires = now + .days(3)
        let due = QuietTimes(settings).departure(at: now, Usefulness(expires: expires, before: nil, isUrgent: true))
        guard due < expires else { return }
        for coordinator in try coordinators() {
            let reason = NoticeReason(subject: "pause:\(now.milliseconds)", coordinator: coordinator.uid)
            guard try noticeRow(reason) == nil else { continue }
            try insertNotice(.alarm, reason, to: coordinator, due: due, expires: expires, ignoresPause: true)
        }
    }
}

extension TenantReader {
    /// What an alarm about the house says now; empty when it is over.
    func houseItems(_ trouble: HouseTrouble) throws -> [NoticeFacts.Item] {
        guard let house else { return [] }
        switch trouble {
        case .relay(let name, let since):
            guard let relay = house.relays[name], relay.since == since,
                relay.state == .paused || relay.state == .broken
            else { return [] }
            let tenants = try relay.tenants.compactMap(tenantName).sorted()
            return [
                .relayStopped(
                    name: name, isRefused: relay.state == .paused, since: try settings.zone.local(since),
                    tenants: tenants)
            ]
        case .pause(let slug, let since):
            // One that was not looked at yet, after a start, is taken at its last word.
            if let known = house.pauses[slug], known?.at != since { return [] }
            guard let name = try tenantName(slug) else { return [] }
            return [
                .tenantStopped(
                    tenant: name, slug: slug.text, isSenderRefused: house.pauses[slug].flatMap(\.self)?.isSenderRefused)
            ]
        }
    }

    // The registry stands in the same file as the helpdesk's outbox.
    private func tenantName(_ slug: Slug) throws -> String? {
        try db.first("SELECT name FROM tenant WHERE slug = ?1 AND state <> 'closed'", slug.text) {
            "\($0.text(0)) (\(slug))"
        }
    }
}
