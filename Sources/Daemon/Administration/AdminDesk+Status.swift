import Domain
import Foundation
import Reminders
import Storage

extension AdminDesk {
    /// What runs, and how each tenant's mail stands: no personal data.
    func status(json: Bool) throws -> AdminAnswer {
        let report = try statusReport()
        return AdminAnswer(json ? try JSONText.of(report) : report.text)
    }

    /// The same as values.
    func statusReport() throws -> StatusReport {
        let relays = sender?.relayReports() ?? []
        return StatusReport(
            daemon: sender == nil
                ? nil : StatusReport.Daemon(pid: getpid(), since: startedAt.iso8601, version: Version.current),
            relays: relays.map {
                StatusReport.Relay(name: $0.name, state: $0.state.rawValue, since: $0.since.iso8601)
            },
            tenants: try tenants.statuses(relays, scope).map(StatusReport.Tenant.init))
    }
}

/// `naast status --json` (CONTRACT.md); the names are the contract's.
struct StatusReport: Encodable {
    struct Daemon: Encodable {
        let pid: Int32
        let since: String
        let version: String
    }

    struct Relay: Encodable {
        let name: String
        let state: String
        let since: String
    }

    struct Tenant: Encodable {
        let slug: String
        let state: String
        let ready: Int
        let nextDue: String?
        let oldestOverdue: Int
        let held: Int
        let sentInADay: Int
        let deadInADay: Int
        /// Only when the relay's answers stopped this tenant's sending.
        let paused: String?

        init(_ status: TenantStatus) {
            let mail = status.mail ?? OutboxCounts()
            slug = status.slug.text
            state =
                (status.isSetApart ? nil : status.isSuspended ? TenantState.suspended : .active)?.rawValue
                ?? "quarantined"
            ready = mail.ready
            nextDue = mail.nextDue?.iso8601
            oldestOverdue = mail.oldestOverdueSeconds
            held = mail.held
            sentInADay = mail.sentInADay
            deadInADay = mail.deadInADay
            paused = mail.pausedBecause
        }

        private enum CodingKeys: String, CodingKey {
            case slug, state, ready, held, paused
            case nextDue = "next_due"
            case oldestOverdue = "oldest_overdue_s"
            case sentInADay = "sent_24h"
            case deadInADay = "dead_24h"
        }

        // The contract's keys are always there, so `next_due` may be null; `paused` is more than the contract asks.
        func encode(to encoder: any Encoder) throws {
            var line = encoder.container(keyedBy: CodingKeys.self)
            try line.encode(slug, forKey: .slug)
            try line.encode(state, forKey: .state)
            try line.encode(ready, forKey: .ready)
            try line.encode(nextDue, forKey: .nextDue)
            try line.encode(oldestOverdue, forKey: .oldestOverdue)
            try line.encode(held, forKey: .held)
            try line.encode(sentInADay, forKey: .sentInADay)
            try line.encode(deadInADay, forKey: .deadInADay)
            try line.encodeIfPresent(paused, forKey: .paused)
        }
    }

    let daemon: Daemon?
    let relays: [Relay]
    let tenants: [Tenant]

    private enum CodingKeys: String, CodingKey {
        case daemon, relays, tenants
    }

    func encode(to encoder: any Encoder) throws {
        var report = encoder.container(keyedBy: CodingKeys.self)
        try report.encode(daemon, forKey: .daemon)
        try report.encode(relays, forKey: .relays)
        try report.encode(tenants, forKey: .tenants)
    }

    var text: String {
        var lines = [daemon.map { "naast \($0.version), pid \($0.pid), since \($0.since)" } ?? "no daemon runs"]
        lines += relays.map { "relay \($0.name): \($0.state) since \($0.since)" }
        if tenants.isEmpty { lines.append("no tenants yet") }
        let headings = ["tenant", "state", "ready", "next due", "overdue s", "held", "sent 24h", "dead 24h", ""]
        let rows = tenants.map { tenant in
            [
                tenant.slug, tenant.state, "\(tenant.ready)", tenant.nextDue ?? "-", "\(tenant.oldestOverdue)",
                "\(tenant.held)", "\(tenant.sentInADay)", "\(tenant.deadInADay)", tenant.paused ?? "",
            ]
        }
        if !tenants.isEmpty { lines.append(Table(headings, rows).text) }
        return lines.joined(separator: "\n")
    }
}

/// The version that `naast --version` prints.
package enum Version {
    package static let current = "0.1.0"
}
