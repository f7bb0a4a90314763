import Domain
import Foundation
import Platform
import Storage

extension Configuration {
    /// What a daemon would find wrong in its state directory; nothing while one works there, because it has looked.
    ///
    /// - Parameters:
    ///   - problems: gets what would end the daemon.
    ///   - advice: gets what it would run on with.
    func inspectState(_ problems: inout [Problem], _ advice: inout [Problem]) {
        do throws(StoreError) {
            let directory = try StateDirectory(state)
            // In a new state directory there is nothing to look at, and no lock is left there.
            let isNew = access(directory.lock, F_OK) != 0 && access(directory.registry, F_OK) != 0
            let lock = isNew ? nil : try Self.lock(directory)
            if !isNew, lock == nil { return }
            let found = StateInspection(of: directory)
            withExtendedLifetime(lock) {}
            problems += found.faults.map { Problem(at: "state", $0) }
            advice += found.cautions.map { Problem(at: "state", $0) }
        } catch {
            problems.append(Problem(at: "state", error.words))
        }
    }

    // Nil when another naast holds it.
    private static func lock(_ directory: StateDirectory) throws(StoreError) -> StateLock? {
        do throws(LockError) {
            return try StateLock.acquire(directory.lock)
        } catch {
            if case .heldBy = error { return nil }
            throw .refused("\(error)")
        }
    }
}
