import Domain
import Glibc

/// Delivers into a Maildir on this machine: written in `tmp`, on the disk, then moved to `new` (maildir(5)).
///
/// The embedded default relay, and what the demo shows. All recipients share the one Maildir.
package final class MaildirSession: DeliverySession {
    private let directory: String
    private var file: [UInt8] = []

    /// Takes a directory that is made, 0700, at the first delivery when it is not there.
    package init(directory: String) {
        self.directory = directory
    }

    /// Accepts with the file's path as the reply's text; any failure of the disk is the relay's trouble.
    package func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        write(envelope, message)
        let name = MaildirName.next()
        do throws(Failure) {
            let temporary = try folder("tmp")
            let fresh = try folder("new")
            _ = try folder("cur")
            try store(name, in: temporary)
            try move(name, from: temporary, to: fresh)
        } catch {
            let why = String(cString: strerror(error.code))
            return .relayTrouble(.unreachable, "kan niet schrijven in de Maildir \(directory): \(error.step): \(why)")
        }
        return .accepted(Reply(code: 250, text: "\(directory)/new/\(name)"))
    }

    /// Does nothing: between deliveries nothing is open.
    package func close() {}

    // What a delivery agent adds at the top (RFC 5321, 4.4), with this system's line ends.
    private func write(_ envelope: Envelope, _ message: [UInt8]) {
        file.removeAll(keepingCapacity: true)
        file += "Return-Path: <\(envelope.sender.wireForm ?? "")>\nDelivered-To: \(envelope.recipient)\n".utf8
        var lineStart = message.startIndex
        while let end = message[lineStart...].firstIndex(of: 10) {
            let line = message[lineStart..<end]
            file += line.last == 13 ? line.dropLast() : line
            file.append(10)
            lineStart = end + 1
        }
        file += message[lineStart...]
    }

    private func folder(_ name: String) throws(Failure) -> Folder {
        let path = "\(directory)/\(name)"
        if let folder = Folder(path) { return folder }
        guard errno == ENOENT else { throw Failure("open \(name)") }
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw Failure("mkdir") }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure("mkdir \(name)") }
        guard let folder = Folder(path) else { throw Failure("open \(name)") }
        // A new folder is there after a power cut only when its parent says so.
        guard let parent = Folder(directory), fsync(parent.descriptor) == 0 else { throw Failure("fsync") }
        return folder
    }

    private func store(_ name: String, in temporary: Folder) throws(Failure) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = openat(temporary.descriptor, name, flags, 0o600)
        guard descriptor >= 0 else { throw Failure("create") }
        var failure = writeAll(to: descriptor)
        if failure == nil, fsync(descriptor) != 0 { failure = Failure("fsync") }
        // NFS and quota tell of a full disk only here.
        if Glibc.close(descriptor) != 0, failure == nil { failure = Failure("close") }
        guard let failure else { return }
        unlinkat(temporary.descriptor, name, 0)
        throw failure
    }

    private func writeAll(to descriptor: Int32) -> Failure? {
        file.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count > 0 {
                    written += count
                } else if errno != EINTR {
                    return Failure("write")
                }
            }
            return nil
        }
    }

    private func move(_ name: String, from temporary: Folder, to fresh: Folder) throws(Failure) {
        guard renameat(temporary.descriptor, name, fresh.descriptor, name) == 0 else {
            let failure = Failure("rename")
            unlinkat(temporary.descriptor, name, 0)
            throw failure
        }
        guard fsync(fresh.descriptor) == 0 else {
            // Whether it would survive is not known: take it back, so that sending it again is no second copy.
            let failure = Failure("fsync new")
            unlinkat(fresh.descriptor, name, 0)
            throw failure
        }
    }

    private struct Failure: Error {
        let step: String
        let code: Int32

        init(_ step: String) {
            self.step = step
            code = errno
        }
    }
}

/// An open directory, closed when it goes.
private final class Folder {
    let descriptor: Int32

    /// Nil when it cannot be opened; `errno` says why.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }
}
