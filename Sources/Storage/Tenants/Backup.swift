import Domain
import Foundation
import Platform
import SQLite

/// A copy of a tenant's file that was put beside the tenants, to take the place of the one there is.
package struct StagedBackup: Hashable, Sendable {
    package let slug: Slug
    /// What it is called while it waits.
    package let uid: Uid

    package init(_ uid: Uid, of slug: Slug) {
        self.slug = slug
        self.uid = uid
    }

    /// Copies an open file, and what SQLite left beside it when it was copied from a file in use.
    ///
    /// Nothing is left behind when it cannot be copied whole.
    /// - Throws: `unwritable`, on a full disk for instance; `refused` for a folder that others may enter.
    package static func copy(
        _ file: borrowing FileDescriptor, log: borrowing FileDescriptor?, of slug: Slug, in directory: StateDirectory
    ) throws(StoreError) -> Self {
        var facts = stat()
        guard fstat(file.raw, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .refused("it is not a file")
        }
        let staged = Self(Uid.random(), of: slug)
        try directory.makeFolder(directory.backups)
        try directory.makeFolder(directory.backups(of: slug))
        do throws(SystemError) {
            guard mkdir(staged.folder(in: directory), 0o700) == 0 else { throw SystemError.last("make a folder") }
            try staged.copy(file, to: staged.path(in: directory))
            switch log {
            case .some(let log): try staged.copy(log, to: staged.path(in: directory) + "-wal")
            case .none: break
            }
            return staged
        } catch {
            staged.discard(in: directory)
            throw .unwritable(code: error.code)
        }
    }

    /// A folder as a tenant's is, so that it takes the place with whatever SQLite kept beside the file.
    func folder(in directory: StateDirectory) -> String { "\(directory.backups(of: slug))/incoming-\(uid)" }
    func path(in directory: StateDirectory) -> String { folder(in: directory) + "/tenant.sqlite" }

    /// Takes it away again.
    package func discard(in directory: StateDirectory) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path(in: directory) + suffix) }
        rmdir(folder(in: directory))
        // Only when nothing else is kept there.
        rmdir(directory.backups(of: slug))
    }

    private func copy(_ source: borrowing FileDescriptor, to path: String) throws(SystemError) {
        let target = try FileDescriptor.open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, mode: 0o600)
        while true {
            let count = sendfile(target.raw, source.raw, nil, 1 << 20)
            if count == 0 { break }
            guard count > 0 || errno == EINTR else { throw .last("copy to \(path)") }
        }
        guard fsync(target.raw) == 0 else { throw .last("write \(path)") }
        try target.close()
    }
}

extension Tenants {
    /// What a restored file takes up.
    package struct Restored: Hashable, Sendable {
        /// Messages that were due before: they may have gone in the time that the backup does not know of.
        package let inDoubt: Int
        /// Where the file is that was there; nil when there was none.
        package let replaced: String?
    }

    /// Puts a backup in the place of a tenant's file; the caller has stopped that tenant's mail.
    ///
    /// What was due before starts as doubtful (QUEUE.md): it goes once more with its own Message-ID, or waits for a person
    /// where the tenant wants that. The file that was there is kept.
    /// - Throws: `refused` when the backup is not this tenant's, or is damaged; then nothing changed.
    package func restore(_ staged: StagedBackup, _ scope: SystemScope) throws(StoreError) -> Restored {
        try restore(staged, scope) {}
    }

    /// - Parameter meanwhile: runs when the old file is closed and the new one is not there yet.
    func restore(_ staged: StagedBackup, _ scope: SystemScope, meanwhile: () -> Void) throws(StoreError) -> Restored {
        let slug = staged.slug
        _ = try registry.entry(slug)
        do {
            let inDoubt = try prepare(staged)
            let replaced = try withoutStore(slug, scope) {
                meanwhile()
                return try replace(with: staged)
            }
            return Restored(inDoubt: inDoubt, replaced: replaced)
        } catch {
            staged.discard(in: directory)
            switch StoreError(translating: error) {
            case .quarantined(let why): throw .refused("this backup cannot be taken: \(why)")
            case let other: throw other
            }
        }
    }

    // Complete before it takes the place: a crash at any moment leaves the old folder or the new one, each whole.
    private func prepare(_ staged: StagedBackup) throws -> Int {
        let path = staged.path(in: directory)
        let connection = try TenantFile.open(path, of: staged.slug, checking: true)
        defer { connection.close() }
        let writer = TenantWriter(db: connection, memory: FileMemory(of: .tenant(staged.slug)), now: now)
        return try connection.transaction { try writer.doubtWhatWasDue() }
    }

    private func replace(with staged: StagedBackup) throws -> String? {
        let (place, incoming) = (directory.folder(of: staged.slug), staged.folder(in: directory))
        // First under the name of what is kept: nothing that is there after the swap is ever discarded.
        let kept = "\(directory.backups(of: staged.slug))/replaced-\(staged.uid)"
        try sync(incoming)
        guard Foundation.rename(incoming, kept) == 0 else { throw StoreError.unwritable(code: errno) }
        let wasThere: Bool
        do {
            wasThere = try FolderSwap(place: place, beside: kept).run()
        } catch {
            _ = Foundation.rename(kept, incoming)
            throw error
        }
        for folder in [directory.tenants, directory.backups(of: staged.slug)] { try sync(folder) }
        return wasThere ? kept : nil
    }

    private func sync(_ folder: String) throws {
        let descriptor = try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY)
        guard fsync(descriptor.raw) == 0 else { throw StoreError.unwritable(code: errno) }
    }
}

extension TenantWriter {
    /// After a restore: what was due, or taken to be sent, may have gone since the backup was made, and that is recorded
    /// before it goes again.
    ///
    /// What was on the wire is looked at as after a crash, at the first opening.
    func doubtWhatWasDue() throws -> Int {
        // Alarms first: the alarm about a letter that is held now joins none that is about to be held itself.
        let due = try db.rows(
            """
            SELECT id, uid, doubts FROM
                (SELECT id, uid, doubts, kind, due FROM outbox WHERE state = 'ready' AND due <= ?1
                UNION ALL SELECT id, uid, doubts, kind, due FROM outbox
                    WHERE state = 'leased' AND intent_at IS NULL AND cancel_asked = 0)
            ORDER BY kind <> 'alarm', due, id
            """, now.milliseconds
        ) { (id: $0.integer(0), uid: Uid($0.text(1)), doubts: $0.int(2)) }
        let answer = Settlement.Answer(text: "the file was restored from a backup: this may have gone since")
        for row in due { try doubt(row.id, row.uid, doubts: row.doubts, answer) }
        // If it went, then after the backup was made: it told how things stand in it. After all of them, for it plans again.
        for row in due { try mayHaveTold(row.id, since: now) }
        return due.count
    }
}
