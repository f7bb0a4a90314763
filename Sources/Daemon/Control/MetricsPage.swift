import HTTP
import Platform

/// What `/metrics` on the control socket tells: numbers of the servers, the relays and each tenant's queue, no persons.
final class MetricsPage: Sendable {
    typealias Source = @Sendable (inout OpenMetrics) -> Void

    /// The queues are counted at most so often: it opens every tenant's file.
    private static let patience: UInt64 = 30_000_000_000

    private let desk: AdminDesk
    private let clock: any Clock
    private let sources = Locked<[Source]>([])
    private let status = Locked<(report: StatusReport, at: UInt64)?>(nil)

    init(_ desk: AdminDesk, clock: any Clock) {
        self.desk = desk
        self.clock = clock
    }

    /// Lets somebody else write numbers on the page.
    func add(_ source: @escaping Source) { sources.withLock { $0.append(source) } }

    var response: Response {
        var metrics = OpenMetrics()
        metrics.gauge(
            "naast_info", "Always 1; the version stands beside it.", 1, labels: [("version", Version.current)])
        if let report = report() { Self.write(report, into: &metrics) }
        for source in sources.withLock({ $0 }) { source(&metrics) }
        return metrics.response
    }

    private func report() -> StatusReport? {
        let now = clock.monotonicNanoseconds()
        if let known = status.withLock({ $0 }), now - known.at < Self.patience { return known.report }
        guard let report = try? desk.statusReport() else { return nil }
        status.withLock { $0 = (report, now) }
        return report
    }

    private static func write(_ report: StatusReport, into metrics: inout OpenMetrics) {
        for relay in report.relays {
            metrics.gauge(
                "naast_relay_state", "1 for the state that a relay is in.", 1,
                labels: [("relay", relay.name), ("state", relay.state)])
        }
        for tenant in report.tenants {
            let labels = [("tenant", tenant.slug)]
            metrics.gauge(
                "naast_tenant_state", "1 for the state that a tenant is in.", 1,
                labels: labels + [("state", tenant.state)])
            metrics.gauge("naast_tenant_ready", "Messages that wait for their moment.", tenant.ready, labels: labels)
            metrics.gauge(
                "naast_tenant_oldest_overdue_seconds", "How late the latest message is.", tenant.oldestOverdue,
                labels: labels)
            metrics.gauge("naast_tenant_held", "Messages that wait for a person.", tenant.held, labels: labels)
            metrics.gauge("naast_tenant_sent_day", "Messages sent in 24 hours.", tenant.sentInADay, labels: labels)
            metrics.gauge("naast_tenant_dead_day", "Messages given up in 24 hours.", tenant.deadInADay, labels: labels)
            metrics.gauge(
                "naast_tenant_paused", "1 when sending is paused.", tenant.paused == nil ? 0 : 1, labels: labels)
        }
    }
}
