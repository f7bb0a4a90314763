import Domain
import Foundation
import Platform

extension Configuration {
    /// What would go wrong at the start although the file is right: secrets, certificates and folders, looked at now.
    ///
    /// Reads as the user who runs it. `naast check`, the start and SIGHUP all ask this, so that they say the same.
    ///
    /// - Parameter inherits: whether the service manager hands over the socket of the pages: then its path is not ours.
    ///   Nil when only the daemon will know: a socket that stands there already is taken for the manager's.
    package func problemsAtUse(
        credentials: String? = SecretSource.credentialsDirectory, inherits: Bool? = false
    ) -> [Problem] {
        let problems = ProblemList()
        checkState(problems)
        for relay in relays.values.sorted(by: { $0.name < $1.name }) {
            check(relay, credentials: credentials, problems)
        }
        if let secret = signals.secret {
            do {
                let count = try secret.bytes(credentials: credentials).count
                if count < 16 {
                    problems.add(at: secret.path("signals.secret"), "\(secret) has \(count) bytes; 16 is the least")
                }
            } catch {
                problems.add(at: secret.path("signals.secret"), error.description)
            }
        }
        for problem in RegionFiles(in: folder).problems() { problems.add(at: problem.path, problem.text) }
        if let bounces {
            if !exists(bounces) {
                checkCanHold(bounces, at: "bounces", problems)
            } else if access(bounces, R_OK | W_OK | X_OK) != 0 {
                problems.add(at: "bounces", "\(bounces) cannot be read and emptied by this user")
            }
        }
        checkCanHold(controlSocket, at: "control_socket", problems)
        if case .unix(let path) = http.listen, !(inherits ?? isSocket(path)) {
            checkCanHold(path, at: "http.listen", problems)
        }
        if !backups.directory.hasPrefix(state + "/") {
            checkCanMake(backups.directory, at: "backups.directory", problems)
        }
        return problems.problems
    }

    /// What can be meant, and is seldom: a person should look at it.
    package var adviceAtUse: [Problem] {
        let isReachedElsewhere = if case .unix = http.listen { true } else { http.behindTLSProxy }
        guard baseURL == nil, isReachedElsewhere else { return [] }
        return [
            Problem(
                at: "base_url",
                "is missing: links in mail lead to \(pagesURL), which works on this machine alone;"
                    + " set it to where people open the pages, such as \"https://naast.example.org\"")
        ]
    }

    private func checkState(_ problems: ProblemList) {
        var facts = stat()
        guard stat(state, &facts) == 0 else {
            let make = "make it: install -d -m 0700 -o USER \(state)"
            return problems.add(
                at: "state", errno == ENOENT ? "\(state) does not exist; \(make)" : "\(state): \(reason())")
        }
        guard facts.st_mode & S_IFMT == S_IFDIR else { return problems.add(at: "state", "\(state) is not a directory") }
        if facts.st_mode & 0o077 != 0 { problems.add(at: "state", "\(state) is open to others: chmod 0700 \(state)") }
        // What root left behind there the service could not open.
        if facts.st_uid != geteuid() {
            let owner = ProcessOwner.name(of: facts.st_uid)
            problems.add(
                at: "state",
                "\(state) belongs to \(owner), not to \(ProcessOwner.current.name): start naast as \(owner) or by"
                    + " systemd, or chown it")
        }
    }

    private func check(_ relay: RelayConfiguration, credentials: String?, _ problems: ProblemList) {
        let path = "relays.\(relay.name)"
        if let password = relay.password {
            do {
                _ = try password.line(credentials: credentials)
            } catch {
                problems.add(at: password.path("\(path).password"), error.description)
            }
        }
        if let file = relay.caFile {
            var facts = stat()
            if access(file, R_OK) != 0 {
                problems.add(at: "\(path).ca_file", "\(file) cannot be read: \(reason())")
            } else if stat(file, &facts) != 0 || facts.st_mode & S_IFMT != S_IFREG {
                problems.add(at: "\(path).ca_file", "\(file) is not a file")
            }
        }
        if case .maildir(let folder) = relay.destination { checkCanMake(folder, at: "\(path).url", problems) }
    }

    // A folder that is there and writable, or that can be made in one that is.
    private func checkCanMake(_ folder: String, at path: String, _ problems: ProblemList) {
        guard exists(folder) else { return checkCanHold(folder, at: path, problems) }
        if !isWritableFolder(folder) { problems.add(at: path, "\(folder) is not a folder that this user can write") }
    }

    // Only one level is made, in the state directory too; what is wrong with that itself is said under its own key.
    private func checkCanHold(_ file: String, at path: String, _ problems: ProblemList) {
        let folder = (file as NSString).deletingLastPathComponent
        if folder != state, !isWritableFolder(folder) {
            problems.add(at: path, "\(file) cannot be made: \(folder) is not a folder that this user can write")
        }
    }

    private func isWritableFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR && access(path, W_OK | X_OK) == 0
    }

    private func isSocket(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFSOCK
    }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private func reason() -> String { String(cString: strerror(errno)) }
}

extension SecretSource {
    // The key that named it.
    fileprivate func path(_ name: String) -> String {
        switch self {
        case .file: "\(name)_file"
        case .credential: "\(name)_credential"
        }
    }
}
