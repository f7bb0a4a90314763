import Domain
import Storage

extension AdminDesk {
    /// Puts a copy in the place of a tenant's file; also when that file is set apart or gone.
    func restoreTenant(_ entry: TenantEntry, _ staged: String) throws -> AdminAnswer {
        guard let uid = Uid(staged) else { throw CommandFailure.usage("'\(staged)' names no copy") }
        let backup = StagedBackup(uid, of: entry.slug)
        sender?.dismiss(entry.slug)
        // Whatever comes of it, its mail goes on: from the old file or from the new one.
        defer { _ = letMailGo(entry.slug) }
        if let store = try? store(entry), store.quarantine == nil { waitForTheWire(store) }
        let restored = try tenants.restore(backup, scope)
        let kept = restored.replaced.map { "; the file that was there is in \($0)" } ?? ""
        return AdminAnswer(
            message: "restored \(entry.slug): \(restored.inDoubt) messages that were due are in doubt\(kept)")
    }
}
