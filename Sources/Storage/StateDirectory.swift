import Domain
import Foundation
import Platform

/// Where everything is kept (CONTRACT.md, "State directory"): the one place that knows a tenant's path.
///
/// The path is resolved once, here; below it no link is followed.
package struct StateDirectory: Hashable, Sendable {
    package let path: String

    /// Resolves the directory, making it (0700) when it is missing.
    package init(creating path: String) throws(StoreError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .unwritable(code: errno) }
        try self.init(path)
    }

    /// Resolves an existing directory.
    ///
    /// - Throws: `refused` when it is no directory, or others may enter it.
    package init(_ path: String) throws(StoreError) {
        guard let resolved = realpath(path, nil) else {
            throw .refused("the state directory \(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { free(resolved) }
        self.path = String(cString: resolved)
        var facts = stat()
        guard lstat(self.path, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw .refused("\(path) is not a directory")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw .refused("the state directory \(path) is open to others: chmod 0700 \(path)")
        }
    }

    package var lock: String { path + "/lock" }
    package var registry: String { path + "/control.sqlite" }
    package var national: String { path + "/national.sqlite" }
    package var releases: String { path + "/releases" }
    package var secret: String { path + "/secret" }
    package var tenants: String { path + "/tenants" }
    package var closed: String { path + "/closed" }
    package var backups: String { path + "/backups" }
    package func backups(of slug: Slug) -> String { "\(backups)/\(slug)" }
    package func folder(of slug: Slug) -> String { "\(tenants)/\(slug)" }
    package func file(of slug: Slug) -> String { "\(tenants)/\(slug)/tenant.sqlite" }

    /// Makes a folder below the state directory, 0700; one that is there already is checked.
    func makeFolder(_ folder: String) throws(StoreError) {
        if mkdir(folder, 0o700) == 0 { return }
        guard errno == EEXIST else { throw .unwritable(code: errno) }
        try Self.checkFolder(folder)
    }

    /// Refuses a folder that is a link, open to others, or somebody else's.
    static func checkFolder(_ folder: String) throws(StoreError) {
        try check(folder, is: S_IFDIR, mode: "0700")
    }

    /// Refuses a database file that is a link, has a second name, is open to others, or is somebody else's.
    ///
    /// What SQLite keeps beside it is held to the same: a pipe named `-journal` would stop the opening thread for good.
    static func checkFile(_ file: String) throws(StoreError) {
        try check(file, is: S_IFREG, mode: "0600")
        for suffix in ["-journal", "-wal", "-shm"] {
            var facts = stat()
            guard lstat(file + suffix, &facts) == 0 else { continue }
            try check(file + suffix, is: S_IFREG, mode: "0600")
        }
    }

    /// Refuses a link, a second name, and what is no folder or no file, whoever it belongs to.
    @discardableResult
    static func checkItself(_ path: String, is type: mode_t) throws(StoreError) -> stat {
        let noun = type == S_IFDIR ? "folder" : "file"
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            throw .quarantined(
                "\(path) cannot be found (\(String(cString: strerror(errno)))): restore it from a backup")
        }
        guard facts.st_mode & S_IFMT != S_IFLNK else {
            throw .quarantined("\(path) is a symbolic link: put the \(noun) itself there")
        }
        guard facts.st_mode & S_IFMT == type else { throw .quarantined("\(path) is not a \(noun)") }
        guard type == S_IFDIR || facts.st_nlink == 1 else {
            throw .quarantined("\(path) has a second name (hard link): remove the other one")
        }
        return facts
    }

    private static func check(_ path: String, is type: mode_t, mode: String) throws(StoreError) {
        let facts = try checkItself(path, is: type)
        guard facts.st_mode & 0o077 == 0 else {
            throw .quarantined("\(path) is open to others: chmod \(mode) \(path)")
        }
        guard facts.st_uid == geteuid() else {
            let (owner, user) = (ProcessOwner.name(of: facts.st_uid), ProcessOwner.current.name)
            throw .quarantined("\(path) belongs to \(owner), not to \(user): chown it")
        }
    }
}
