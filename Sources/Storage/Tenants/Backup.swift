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
        do {
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

    func path(in directory: StateDirectory) -> String { "\(directory.backups(of: slug))/incoming-\(uid).sqlite" }

    /// Takes it away again.
    package func discard(in directory: StateDirectory) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path(in: directory) + suffix) }
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
        let slug = staged.slug
        _ = try registry.entry(slug)
        do {
            let inDoubt = try prepare(staged)
            // Retired and still known: who asks for it now opens no file that is about to be moved away.
            try store(slug, scope).retire()
            defer { reopen(slug, scope) }
            return Restored(inDoubt: inDoubt, replaced: try replace(with: staged))
        } catch {
            staged.discard(in: directory)
            switch StoreError(translating: error) {
            case .quarantined(let why): throw .refused("this backup cannot be taken: \(why)")
            case let other: throw other
            }
        }
    }

    // Complete before it takes the place: a crash at any moment leaves the old file or the new one, never a half.
    private func prepare(_ staged: StagedBackup) throws -> Int {
        let path = staged.path(in: directory)
        let connection = try TenantFile.open(path, of: staged.slug, checking: true)
        defer { connection.close() }
        let writer = TenantWriter(db: connection, memory: FileMemory(of: .tenant(staged.slug)), now: now)
        return try connection.transaction { try writer.doubtWhatWasDue() }
    }

    private func replace(with staged: StagedBackup) throws -> String? {
        let folder = directory.folder(of: staged.slug)
        let old = "\(directory.backups(of: staged.slug))/replaced-\(staged.uid)"
        let isThere = Foundation.rename(folder, old) == 0
        if !isThere, errno != ENOENT { throw StoreError.unwritable(code: errno) }
        try directory.makeFolder(folder)
        guard Foundation.rename(staged.path(in: directory), directory.file(of: staged.slug)) == 0 else {
            throw StoreError.unwritable(code: errno)
        }
        for path in [folder, directory.tenants, directory.backups(of: staged.slug)] {
            let descriptor = try FileDescriptor.open(path, O_RDONLY | O_DIRECTORY)
            guard fsync(descriptor.raw) == 0 else { throw StoreError.unwritable(code: errno) }
        }
        return isThere ? old : nil
    }
}

extension TenantWriter {
    /// After a restore: what was due may have gone since the backup was made, and that is recorded before it goes again.
    ///
    /// What was leased is looked at as after a crash, at the first opening.
    func doubtWhatWasDue() throws -> Int {
        let due = try db.rows(
            "SELECT id, uid, doubts FROM outbox WHERE state = 'ready' AND due <= ?1 ORDER BY due, id", now.milliseconds
        ) { (id: $0.integer(0), uid: Uid($0.text(1)), doubts: $0.int(2)) }
        let answer = Settlement.Answer(text: "the file was restored from a backup: this may have gone since")
        for row in due { try doubt(row.id, row.uid, doubts: row.doubts, answer) }
        return due.count
    }
}
