import Dispatch
import Domain
import Foundation
import Platform
import SQLite

/// One tenant's file, or the control file: one connection on one serial queue.
///
/// Work comes in three shapes: `read` and `write` wait for their result; `submit` joins whatever else is waiting into one
/// transaction (group commit) and hears of it after the commit.
package final class TenantStore: Sendable {
    /// `Slug.helpdesk` for the control file.
    package let slug: Slug
    private let kind: StoreFile
    private let directory: StateDirectory
    private let clock: any Clock
    private let gate: WorkGate
    // The control file is always open: it takes no place among the tenants', and no tenant waits for it to close.
    private let pool: OpenStores?
    private let observers: StoreObservers
    private let queue: DispatchQueue
    private let file: QueueConfined<OpenFile>
    private let waiting: Locked<Waiting>

    struct OpenFile {
        var open: (connection: Connection, memory: FileMemory)?
        var wasRecovered = false
    }

    private struct Waiting {
        var operations: [Operation] = []
        var isScheduled = false
        var quarantine: String?
        var retirement: StoreError?
        var keepsForAnHour = false
    }

    // Runs inside the transaction and returns what to do after its commit.
    private struct Operation: Sendable {
        let run: @Sendable (TenantWriter) throws -> (@Sendable () -> Void)
        let fail: @Sendable (StoreError) -> Void
    }

    init(
        _ kind: StoreFile, directory: StateDirectory, clock: any Clock, gate: WorkGate, pool: OpenStores?,
        observers: StoreObservers
    ) {
        self.kind = kind
        slug = kind.slug
        self.directory = directory
        self.clock = clock
        self.gate = gate
        self.pool = pool
        self.observers = observers
        queue = DispatchQueue(label: "store.\(slug)")
        file = QueueConfined(OpenFile(), on: queue)
        waiting = Locked(Waiting())
    }

    /// Why this tenant is set apart; nil while all is well.
    package var quarantine: String? { waiting.withLock { $0.quarantine } }

    /// Reads, and waits for it.
    package func read<Value>(_ body: (TenantReader) throws -> Value) throws(StoreError) -> Value {
        try onQueue { try body(TenantReader(db: $0, memory: $1, now: self.now)) }
    }

    /// Changes the file in a transaction of its own, and waits for the commit.
    package func write<Value>(_ body: (TenantWriter) throws -> Value) throws(StoreError) -> Value {
        try onQueue { connection, memory in
            let writer = TenantWriter(db: connection, memory: memory, now: self.now)
            let value = try Self.transaction(connection, memory) { try body(writer) }
            self.remember(writer)
            return value
        }
    }

    /// Runs statements of the registry, each of which commits by itself.
    func perform<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        try onQueue { connection, _ in try body(connection) }
    }

    /// Joins the next transaction; `done` runs on the store's queue after its commit, so it must be short.
    ///
    /// - Parameter body: may run twice, when another operation of the same transaction failed; it changes only the file.
    package func submit<Value: Sendable>(
        _ body: @escaping @Sendable (TenantWriter) throws -> Value,
        done: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        let operation = Operation(
            run: { writer in
                let value = try body(writer)
                return { done(.success(value)) }
            },
            fail: { done(.failure($0)) })
        let starts = waiting.withLock { waiting in
            waiting.operations.append(operation)
            defer { waiting.isScheduled = true }
            return !waiting.isScheduled
        }
        if starts { gate.enter { self.queue.async { self.flush() } } }
    }

    /// Opens the file if need be, which recovers it after a crash, and tells when its next message is due.
    package func nextDue() throws(StoreError) -> Instant? {
        try read { try $0.nextDue() }
    }

    /// Has the store forget what was kept for an hour and is older; waits for nothing and opens no file for nothing.
    func forgetWhatIsOver() {
        guard waiting.withLock({ $0.keepsForAnHour && $0.quarantine == nil && $0.retirement == nil }) else { return }
        submit { writer in
            try writer.forgetSpreadsheets()
            return try !writer.keepsSpreadsheets
        } done: { [weak self] result in
            // One that fails is asked again the next time.
            if case .success(true) = result { self?.waiting.withLock { $0.keepsForAnHour = false } }
        }
    }

    /// Closes the file after what is running; the next use opens it again.
    package func close() {
        queue.sync { self.closeNow() }
    }

    /// Closes the file for good, after what waits for it: whatever comes later hears why.
    func retire(_ why: StoreError = .noSuchTenant) {
        queue.sync {
            self.waiting.withLock { $0.retirement = why }
            self.closeNow()
        }
    }

    // Called by the pool for the store that was used longest ago: what waits for it opens it again.
    func giveWay() {
        queue.sync { self.closeNow() }
    }

    // Called by the pool for a store that was not used for long.
    func closeIfUnused(since moment: UInt64) {
        queue.async {
            let isWaited = self.waiting.withLock { !$0.operations.isEmpty }
            if !isWaited, self.pool?.lastUse(of: self.slug) ?? .max <= moment { self.closeNow() }
        }
    }

    private func closeNow() {
        file.withValue { file in
            file.open?.connection.close()
            file.open = nil
        }
        pool?.closed(slug)
    }

    private var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }

    private static func transaction<Value>(
        _ connection: Connection, _ memory: FileMemory, _ body: () throws -> Value
    ) throws -> Value {
        do {
            return try connection.transaction(body)
        } catch {
            memory.forget()
            throw error
        }
    }

    private func onQueue<Value>(_ body: (Connection, FileMemory) throws -> Value) throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = queue.sync {
            do {
                let (connection, memory) = try opened()
                return .success(try body(connection, memory))
            } catch {
                return .failure(noticed(StoreError(translating: error)))
            }
        }
        return try result.get()
    }

    private func flush() {
        let operations = waiting.withLock { waiting in
            defer { waiting.operations = [] }
            return waiting.operations
        }
        if !commit(operations), operations.count > 1 {
            for operation in operations { _ = commit([operation], reportsFailure: true) }
        }
        let again = waiting.withLock { waiting in
            waiting.isScheduled = !waiting.operations.isEmpty
            return waiting.isScheduled
        }
        gate.leave()
        if again { gate.enter { self.queue.async { self.flush() } } }
    }

    // One transaction over all operations; on failure nothing was written, and a lone operation hears why.
    private func commit(_ operations: [Operation], reportsFailure: Bool = false) -> Bool {
        do {
            let (connection, memory) = try opened()
            let writer = TenantWriter(db: connection, memory: memory, now: now)
            let completions = try Self.transaction(connection, memory) { try operations.map { try $0.run(writer) } }
            // The news last: a claim of this same transaction knows nothing of what came after it.
            for completion in completions { completion() }
            remember(writer)
            return true
        } catch {
            let error = noticed(StoreError(translating: error))
            if reportsFailure || operations.count == 1 { for operation in operations { operation.fail(error) } }
            return false
        }
    }

    // What a transaction left to do, after its commit.
    private func remember(_ writer: TenantWriter) {
        if writer.keepsForAnHour { waiting.withLock { $0.keepsForAnHour = true } }
        announce(writer.earliestDue)
    }

    private func announce(_ due: Instant?) {
        if let due { observers.observer?.store(slug, hasWorkAt: due) }
    }

    private func opened() throws -> (Connection, FileMemory) {
        let (reason, retirement) = waiting.withLock { ($0.quarantine, $0.retirement) }
        if let retirement { throw retirement }
        if let reason { throw StoreError.quarantined(reason) }
        if let open = file.withValue({ $0.open }) {
            pool?.used(self)
            return open
        }
        pool?.makeRoom(for: self)
        let due: Instant?
        let opened: (Connection, FileMemory)
        do {
            (opened, due) = try open()
        } catch {
            pool?.closed(slug)
            throw error
        }
        pool?.opened(self)
        announce(due)
        return opened
    }

    // Recovers what a crash left behind when it is this process's first opening.
    private func open() throws -> ((Connection, FileMemory), Instant?) {
        try file.withValue { file in
            let memory = FileMemory(of: kind)
            let connection = try kind.open(in: directory, checking: !file.wasRecovered)
            var due: Instant?
            if !file.wasRecovered {
                let writer = TenantWriter(db: connection, memory: memory, now: now)
                try connection.transaction { try recover(writer) }
                due = writer.earliestDue
                file.wasRecovered = true
            }
            file.open = (connection, memory)
            return ((connection, memory), due)
        }
    }

    private func recover(_ writer: TenantWriter) throws {
        try writer.recoverLeases()
        guard case .tenant = kind else { return }
        try writer.forgetSpreadsheets()
        if try writer.keepsSpreadsheets { waiting.withLock { $0.keepsForAnHour = true } }
    }

    // A damaged file stops this tenant, and only this one. The control file is never set apart: one page of the helpdesk's
    // mail that cannot be read must not take every tenant's line of the registry along.
    private func noticed(_ error: StoreError) -> StoreError {
        guard case .quarantined(var reason) = error, quarantine == nil else { return error }
        if case .tenant = kind {
            reason += "; then: naast tenant resume \(slug)"
            waiting.withLock { $0.quarantine = reason }
            closeNow()
        }
        observers.observer?.store(slug, wasQuarantined: reason)
        return .quarantined(reason)
    }
}
