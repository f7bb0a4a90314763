import Foundation

/// A file that is there whole or not at all, and is never written over.
enum WholeFile {
    /// Writes one, 0600, so that it survives a crash of the machine; one of that name stays as it is.
    static func write(
        _ bytes: [UInt8], to name: String, in folder: String, reached: (ReleaseStep) -> Void = { _ in }
    ) throws(StoreError) {
        let (draft, final) = ("\(folder)/.\(name)", "\(folder)/\(name)")
        unlink(draft)
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unwritable(code: errno) }
        reached(.draftOpened)
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                let code = errno
                close(descriptor)
                throw .unwritable(code: code)
            }
            rest = rest.dropFirst(written)
        }
        let isSynced = fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isSynced else { throw .unwritable(code: code) }
        reached(.draftWritten)
        // link fails where rename would write over.
        guard link(draft, final) == 0 || errno == EEXIST else { throw .unwritable(code: errno) }
        reached(.fileLinked)
        unlink(draft)
        try sync(folder)
        reached(.folderSynced)
    }

    private static func sync(_ folder: String) throws(StoreError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unwritable(code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .unwritable(code: errno) }
    }
}
