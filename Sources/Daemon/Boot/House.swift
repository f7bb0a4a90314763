import Domain
import Platform
import Reminders
import Storage

/// A state directory with its lock held, and everything that works in it.
final class House: Sendable {
    let tenants: Tenants
    let desk: AdminDesk
    let sender: Sender?
    let releases: ReleaseDesk
    private let lock: StateLock

    /// Another process works in the state directory.
    struct Occupied: Error, CustomStringConvertible {
        let path: String
        let lock: LockError

        var description: String { "\(path): \(lock)" }
    }

    /// Takes the lock and opens the registry; with relays it can send too.
    ///
    /// - Throws: `Occupied` when another process holds the lock; `CommandFailure` when it cannot be taken, or when
    ///   `control.sqlite` is lost or not to be trusted.
    init(
        _ configuration: Configuration, clock: any Clock, log: Log, relays: [Relay]? = nil,
        onDelivered: (@Sendable (DeliveredMessage) -> Void)? = nil
    ) throws {
        let scope = SystemScope()
        let directory = try StateDirectory(creating: configuration.state)
        do throws(LockError) {
            lock = try StateLock.acquire(directory.lock)
        } catch {
            if case .heldBy = error { throw Occupied(path: directory.path, lock: error) }
            throw CommandFailure.refused("\(directory.path): \(error)")
        }
        let tenants = try Self.tenants(in: directory, clock: clock)
        for trouble in try tenants.finishClosing(scope) {
            log.error("not-moved-to-closed", ["why": .configured("\(trouble)")])
        }
        let helpdesk = configuration.helpdesk
        do {
            let seeded = try tenants.furnishHelpdesk(
                name: helpdesk.name, replyTo: helpdesk.replyTo, accounts: helpdesk.accounts, scope)
            if seeded > 0 { log.notice("helpdesk-accounts", ["added": .number(seeded)]) }
        } catch {
            // A full disk, for instance: the next start says it again, and mail goes meanwhile.
            log.error("helpdesk-not-furnished", ["why": .configured("\(error)")])
        }
        self.tenants = tenants
        sender = relays.map { relays in
            Sender(
                tenants: tenants, relays: relays, defaultRelay: configuration.defaultRelay,
                pages: SiteAddress(configuration.pagesURL, isKnown: configuration.baseURL != nil), clock: clock,
                log: log, scope: scope, onDelivered: onDelivered)
        }
        releases = ReleaseDesk(
            tenants, configuration.signals, regions: RegionFiles(in: configuration.folder), scope: scope,
            clock: clock, log: log)
        desk = AdminDesk(
            tenants: tenants, sender: sender, releases: releases, scope: scope, clock: clock,
            domains: configuration.senderDomains, baseURL: configuration.pagesURL)
    }

    private static func tenants(in directory: StateDirectory, clock: any Clock) throws -> Tenants {
        do {
            return try Tenants(in: directory, clock: clock)
        } catch StoreError.quarantined(let why) {
            // Trying again is of no use; `naast check` says the same.
            throw CommandFailure(code: .badConfiguration, message: "state: \(why)")
        }
    }

    /// Closes every file; the lock goes with the house.
    func close() {
        releases.close()
        tenants.shutDown()
    }
}
