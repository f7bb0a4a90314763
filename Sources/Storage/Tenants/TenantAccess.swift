import Domain
import SQLite

/// What was read of a file and stays true until this process changes it: nobody else can, the file is locked.
///
/// Not `Sendable`: it stays with its connection, on one serial queue.
final class FileMemory {
    let kind: StoreFile
    fileprivate(set) var settings: TenantSettings?

    init(of kind: StoreFile) {
        self.kind = kind
    }

    /// Forgets all, after a transaction that did not come about.
    func forget() {
        settings = nil
    }
}

/// Reads one tenant's file; it lives only inside the block that it was lent to.
package class TenantReader {
    let db: Connection
    /// The moment that the whole block calls now.
    package let now: Instant

    /// How the house is, for the helpdesk's own alarms; nil for whoever does not send.
    package var house: HouseView?

    private let memory: FileMemory

    init(db: Connection, memory: FileMemory, now: Instant) {
        self.db = db
        self.memory = memory
        self.now = now
    }

    /// Whether this is a tenant's file; the helpdesk's has no buddies, meetings and whatever else a programme has.
    var hasProgramme: Bool { if case .tenant = memory.kind { true } else { false } }

    /// The tenant's settings, read once and again after a change.
    package var settings: TenantSettings {
        get throws {
            if let known = memory.settings { return known }
            let stored = try storedSettings()
            let settings: TenantSettings
            do {
                settings = try TenantSettings(stored: stored)
            } catch {
                throw StoreError.quarantined("a stored setting is wrong: \(error)")
            }
            memory.settings = settings
            return settings
        }
    }

    /// Forgets the settings, after one was changed.
    func settingsChanged() {
        memory.settings = nil
    }
}

/// Changes one tenant's file, inside the one transaction that it was lent to.
package final class TenantWriter: TenantReader {
    /// Who makes the changes of this block; nil for the daemon itself and for the operator's verbs.
    var actor: Uid?
    // Something was kept that must be forgotten within the hour; the store remembers it after the commit.
    private(set) var keepsForAnHour = false

    func noteKeptForAnHour() {
        keepsForAnHour = true
    }

    // The earliest due moment that this transaction brought; the sender hears of it after the commit.
    private(set) var earliestDue: Instant?

    /// Remembers that something is to be sent at `due`.
    func noteDue(_ due: Instant) {
        earliestDue = min(earliestDue ?? due, due)
    }

    /// Makes a change to see what follows from it, and takes it all back.
    package func trying<Value>(_ change: () throws -> Value) throws -> Value {
        let due = earliestDue
        try db.run("SAVEPOINT trial")
        defer {
            earliestDue = due
            settingsChanged()
        }
        do {
            let value = try change()
            try db.run("ROLLBACK TO trial")
            try db.run("RELEASE trial")
            return value
        } catch {
            try db.run("ROLLBACK TO trial")
            try db.run("RELEASE trial")
            throw error
        }
    }
}
