import Domain
import Foundation
import Platform

/// All tenants of this house: the registry, and the store of each.
package final class Tenants: Sendable {
    package let directory: StateDirectory
    package let openStores: OpenStores
    let registry: Registry
    private let clock: any Clock
    private let gate = WorkGate(width: 32)
    private let stores = Locked<[Slug: TenantStore]>([:])
    private let observers = StoreObservers()

    /// Opens the registry in a state directory.
    package init(in directory: StateDirectory, clock: any Clock, openFiles: Int = 256) throws(StoreError) {
        self.directory = directory
        self.clock = clock
        registry = try Registry(in: directory, clock: clock, gate: gate, observers: observers)
        openStores = OpenStores(limit: openFiles, clock: clock)
        try directory.makeFolder(directory.tenants)
    }

    /// Says who hears of due work and quarantines; before the first store is asked for.
    package func setObserver(_ observer: any StoreObserver) {
        observers.observer = observer
    }

    /// Every tenant that was not closed.
    package func entries(_ scope: SystemScope) throws(StoreError) -> [TenantEntry] {
        try registry.entries()
    }

    /// One tenant's line.
    package func entry(_ slug: Slug, _ scope: SystemScope) throws(StoreError) -> TenantEntry {
        try registry.entry(slug)
    }

    /// Whether nothing but logins of a tenant is to go; never so of the helpdesk, which is no line of the registry.
    package func isSuspended(_ slug: Slug, _ scope: SystemScope) throws(StoreError) -> Bool {
        try slug == .helpdesk ? false : registry.entry(slug).state == .suspended
    }

    /// The store of one tenant, or of `Slug.helpdesk`; its file is opened at its first use.
    package func store(_ slug: Slug, _ scope: SystemScope) throws(StoreError) -> TenantStore {
        if slug == .helpdesk { return registry.store }
        if let store = stores.withLock({ $0[slug] }) { return store }
        _ = try registry.entry(slug)
        return stores.withLock { stores in
            if let store = stores[slug] { return store }
            let store = TenantStore(
                .tenant(slug), directory: directory, clock: clock, gate: gate, pool: openStores, observers: observers)
            stores[slug] = store
            return store
        }
    }

    /// Has every tenant that kept something for an hour forget what is older; waits for none of them.
    package func forgetWhatIsOver(_ scope: SystemScope) {
        for store in stores.withLock({ Array($0.values) }) { store.forgetWhatIsOver() }
    }

    /// Adds a tenant: its line in the registry and its own file, with all that was asked, or nothing at all.
    ///
    /// - Parameter furnish: what more the file begins with, such as the mail that welcomes its coordinators.
    /// - Throws: `refused` when the slug was used before, also by a tenant that is closed.
    package func add(
        _ entry: TenantEntry, settings: [String: String], swvs: [String], coordinators: [EmailAddress],
        _ scope: SystemScope, furnish: (TenantWriter) throws -> Void = { _ in }
    ) throws(StoreError) {
        guard try !registry.wasUsed(entry.slug) else {
            throw .refused("'\(entry.slug)' was given out before; a slug is never given out twice: choose another")
        }
        do {
            try TenantFile.create(entry.slug, in: directory, at: now) { writer in
                for (key, value) in settings { try writer.set(key, value) }
                try writer.setSWVs(swvs)
                for coordinator in coordinators { try writer.addCoordinator(coordinator) }
                try furnish(writer)
            }
        } catch {
            throw StoreError(translating: error)
        }
        // The file first: a crash here leaves a folder that `add` names, never a tenant without a file.
        do {
            try registry.add(entry)
        } catch {
            TenantFile.remove(entry.slug, in: directory)
            throw error
        }
    }

    /// Suspends or resumes; the caller tells the sender.
    package func setState(_ slug: Slug, _ state: TenantState, _ scope: SystemScope) throws(StoreError) {
        _ = try registry.entry(slug)
        try registry.setState(slug, state)
    }

    /// Gives a tenant another name for people.
    package func rename(_ slug: Slug, to name: String, _ scope: SystemScope) throws(StoreError) {
        try registry.rename(slug, to: name)
    }

    /// Closes a tenant for good: its folder moves to `closed/SLUG-DATE`, its slug is never given out again.
    ///
    /// - Returns: where the folder is now.
    /// - Throws: `refused` while a link or another tenant's file is in its place: that must not be moved.
    package func close(_ slug: Slug, on date: LocalDate, _ scope: SystemScope) throws(StoreError) -> String {
        let store = try store(slug, scope)
        try directory.makeFolder(directory.closed)
        let target = "\(directory.closed)/\(slug)-\(date)"
        guard access(target, F_OK) != 0 else { throw .refused("\(target) exists already: move it away first") }
        // Opening it looks whose it is; once set apart it is not opened again, so there is no second connection.
        if store.quarantine == nil { _ = try? store.read { _ in } }
        do {
            if store.quarantine != nil { try TenantFile.refuseAnothers(slug, in: directory) }
        } catch {
            throw .refused("\(slug) is not closed: \(error); then: naast tenant resume \(slug), and close it again")
        }
        try registry.setState(slug, .closed)
        store.retire()
        stores.withLock { stores in _ = stores.removeValue(forKey: slug) }
        try moveAway(slug, to: target)
        return target
    }

    private func moveAway(_ slug: Slug, to target: String) throws(StoreError) {
        guard rename(directory.folder(of: slug), target) == 0 else {
            throw .refused(
                "\(slug) is closed, but its folder could not be moved to \(target)"
                    + " (\(String(cString: strerror(errno)))): mend that, and the next start moves it")
        }
    }

    /// Moves the folders of tenants that were closed by a process that ended before it could.
    ///
    /// - Returns: what could not be moved, and why; the next start tries again.
    package func finishClosing(_ scope: SystemScope) throws(StoreError) -> [StoreError] {
        var troubles: [StoreError] = []
        for (slug, closedAt) in try registry.closed() where access(directory.folder(of: slug), F_OK) == 0 {
            do throws(StoreError) {
                let target = "\(directory.closed)/\(slug)-\(Zone.amsterdam.local(closedAt).date)"
                try directory.makeFolder(directory.closed)
                try TenantFile.refuseAnothers(slug, in: directory)
                guard access(target, F_OK) != 0 else {
                    throw .refused("\(target) and \(directory.folder(of: slug)) are both there: move one away")
                }
                try moveAway(slug, to: target)
            } catch {
                troubles.append(error)
            }
        }
        return troubles
    }

    /// Looks anew at a file that was set apart, for instance after it was restored from a backup.
    package func reopen(_ slug: Slug, _ scope: SystemScope) {
        stores.withLock { $0.removeValue(forKey: slug) }?.retire()
    }

    /// Does something to a tenant's file while nobody has it open; whoever asks for it meanwhile is to ask again.
    func withoutStore<Value>(
        _ slug: Slug, _ scope: SystemScope, _ body: () throws -> Value
    ) throws -> Value {
        let store = try store(slug, scope)
        // It keeps its place until the end: another one would open the file that is on its way out.
        store.retire(.other("the file is being replaced by a backup: try again in a moment"))
        defer {
            // Who holds on to it has nothing to wait for.
            store.retire()
            stores.withLock { stores in _ = stores.removeValue(forKey: slug) }
        }
        return try body()
    }

    /// Closes every file; nothing may be asked afterwards.
    package func shutDown() {
        for store in stores.withLock({ Array($0.values) }) { store.retire() }
        registry.close()
    }

    var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }

    private func rename(_ old: String, _ new: String) -> Int32 { Foundation.rename(old, new) }
}
