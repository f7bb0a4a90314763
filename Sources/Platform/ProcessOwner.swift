import Glibc

/// Who this process is, for root's offline verbs: they must not leave files behind that the daemon cannot open.
package struct ProcessOwner: Equatable, Sendable {
    package let user: uid_t
    package let group: gid_t

    /// Who this process acts as now.
    package static var current: Self { Self(user: geteuid(), group: getegid()) }

    /// The user's name, as a shell takes it; `user 998` when the machine knows none.
    package var name: String { Self.name(of: user) }

    /// The name of a user, as a shell takes it; `user 998` when the machine knows none.
    package static func name(of user: uid_t) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var text = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(user, &entry, &text, text.count, &found) == 0, found != nil, let name = entry.pw_name else {
            return "user \(user)"
        }
        return String(cString: name)
    }

    /// The owner of a directory.
    package static func of(directory path: String) throws(SystemError) -> Self {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw .last("look at \(path)") }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw SystemError(code: ENOTDIR, operation: "look at \(path)") }
        return Self(user: facts.st_uid, group: facts.st_gid)
    }

    /// Becomes the owner of `path` for good, when root runs us and somebody else owns it.
    ///
    /// Returns whether anything changed. A process that is not root stays who it is.
    @discardableResult
    package static func become(ownerOfDirectory path: String) throws(SystemError) -> Bool {
        let owner = try of(directory: path)
        guard geteuid() == 0, owner.user != 0 else { return false }
        // In this order: once the user is gone, so is the right to change groups. glibc changes every thread.
        guard setgroups(0, nil) == 0 else { throw .last("drop root's groups") }
        guard setgid(owner.group) == 0 else { throw .last("become group \(owner.group)") }
        guard setuid(owner.user) == 0 else { throw .last("become user \(owner.user)") }
        precondition(setuid(0) != 0, "root was given up but came back")
        return true
    }
}
