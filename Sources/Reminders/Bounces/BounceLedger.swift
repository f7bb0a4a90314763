import Domain
import Platform
import Storage

/// Finds whose message a report is about, and writes it there.
struct BounceLedger: Sendable {
    /// What became of a report.
    enum Entry: Equatable {
        case written(Slug)
        /// No tenant has such a message.
        case nobodys
    }

    let tenants: Tenants
    let scope: SystemScope

    /// Asks each tenant that was not closed, until one knows the message; a suspended one is asked too, after the others,
    /// and the helpdesk last.
    ///
    /// - Throws: when a file could not be asked or written now, so that nothing can be said yet. One that is set apart
    ///   counts as asked.
    func write(_ report: DeliveryReport) throws(StoreError) -> Entry {
        let entries = try tenants.entries(scope)
        var failure: StoreError?
        let ordered = entries.filter { $0.state == .active } + entries.filter { $0.state != .active }
        for slug in ordered.map(\.slug) + [.helpdesk] {
            do throws(StoreError) {
                let store = try tenants.store(slug, scope)
                guard try store.read({ try $0.hasMessage(report.message) }) else { continue }
                guard try store.write({ try $0.bounced(report.message, report.finding, report.answer) }) else {
                    continue
                }
                return .written(slug)
            } catch {
                switch error {
                case .quarantined, .noSuchTenant: continue
                default: failure = error
                }
            }
        }
        if let failure { throw failure }
        return .nobodys
    }
}

extension BounceFinding: LogWord {
    package var logWord: String {
        switch self {
        case .addressDead: "address-dead"
        case .undelivered: "undelivered"
        case .delayed: "delayed"
        }
    }
}
