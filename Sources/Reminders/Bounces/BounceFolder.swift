import Glibc
import Platform

/// The Maildir where bounces arrive (maildir(5)): read in `new`, moved to `cur`, never deleted.
///
/// The operator may have made the directory itself a link; below it no link is followed.
struct BounceFolder: ~Copyable {
    /// One mail, or why it was not read.
    enum Content {
        case mail([UInt8])
        /// More than the limit.
        case tooBig
        /// A link, a directory, a pipe: not ours to touch.
        case noFile
        /// Somebody else took it.
        case gone
    }

    private let fresh: FileDescriptor
    private let seen: FileDescriptor

    /// Opens `new` and `cur`, and makes what is missing, 0700.
    init(at path: String) throws(SystemError) {
        for folder in [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"]
        where mkdir(folder, 0o700) != 0 && errno != EEXIST {
            throw .last("make \(folder)")
        }
        let fresh = try FileDescriptor.open("\(path)/new", O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        let seen = try FileDescriptor.open("\(path)/cur", O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        self.fresh = fresh
        self.seen = seen
    }

    /// The names in `new`, oldest name first; at most `limit`.
    func names(limit: Int) throws(SystemError) -> [String] {
        // readdir wants a descriptor of its own, and one at the start of the directory.
        let copy = try retryingInterrupted("open new") {
            openat(fresh.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
        guard let stream = fdopendir(copy) else {
            let error = SystemError.last("read new")
            Glibc.close(copy)
            throw error
        }
        defer { closedir(stream) }
        var names: [String] = []
        while names.count < limit, let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            // maildir(5): names with a dot in front are passed over.
            if let name, !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    func read(_ name: String, limit: Int) throws(SystemError) -> Content {
        // Not blocking, so that a pipe without a writer holds nobody up.
        let raw = openat(fresh.raw, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard raw >= 0 else {
            switch errno {
            case ENOENT: return .gone
            case ELOOP, ENXIO: return .noFile
            default: throw .last("open a bounce")
            }
        }
        let file = FileDescriptor(owning: raw)
        var facts = stat()
        guard fstat(file.raw, &facts) == 0 else { throw .last("look at a bounce") }
        guard facts.st_mode & S_IFMT == S_IFREG else { return .noFile }
        guard facts.st_size <= limit else { return .tooBig }
        do {
            return .mail(try file.readAll(limit: limit))
        } catch {
            // It grew meanwhile.
            if error.code == EFBIG { return .tooBig }
            throw error
        }
    }

    /// Moves a mail to `cur`, with the flag S when a person need not look at it; under another name if that is taken.
    func move(_ name: String, isSeen: Bool) throws(SystemError) {
        // Room for the flags in the 255 bytes of a name.
        let base = String(decoding: name.utf8.prefix { $0 != 58 }.prefix(240), as: UTF8.self)
        let flags = isSeen ? ":2,S" : ":2,"
        for number in 0..<100 {
            let target = (number == 0 ? base : "\(base)_\(number)") + flags
            var facts = stat()
            if fstatat(seen.raw, target, &facts, AT_SYMLINK_NOFOLLOW) == 0 { continue }
            guard errno == ENOENT else { throw .last("look into cur") }
            // Gone is as good as moved: a mail reader was first.
            guard renameat(fresh.raw, name, seen.raw, target) == 0 || errno == ENOENT else {
                throw .last("move a bounce to cur")
            }
            return
        }
        throw SystemError(code: EEXIST, operation: "move a bounce to cur")
    }
}
