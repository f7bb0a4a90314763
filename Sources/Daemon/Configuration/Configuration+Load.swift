import Domain
import Foundation
import Platform

extension Configuration {
    /// Larger is not a configuration.
    static let byteLimit = 1 << 20

    /// Reads and checks the file; secrets and folders are looked at by `problemsAtUse`.
    package static func load(file: String) throws(ConfigurationError) -> Configuration {
        let refused = { (text: String) in ConfigurationError(file: file, [Problem(at: "", text)]) }
        let bytes: [UInt8]
        do {
            // Not blocking: a pipe that nobody writes to would hold the daemon's start up for good.
            let descriptor = try FileDescriptor.open(file, O_RDONLY | O_NONBLOCK)
            var facts = stat()
            guard fstat(descriptor.raw, &facts) == 0 else { throw SystemError.last("look at \(file)") }
            switch facts.st_mode & S_IFMT {
            case S_IFREG: bytes = try descriptor.readAll(limit: byteLimit)
            case S_IFDIR: throw SystemError(code: EISDIR, operation: file)
            default: throw SystemError(code: EINVAL, operation: file)
            }
        } catch {
            switch (error as? SystemError)?.code {
            case ENOENT: throw refused("does not exist; name it with --config FILE")
            case EISDIR: throw refused("is a directory; name the file in it")
            case EINVAL: throw refused("is not a file; name one with --config FILE")
            case EFBIG: throw refused("is larger than \(byteLimit) bytes")
            default: throw refused("cannot be read; give \(ProcessOwner.current.name) the right to")
            }
        }
        return try parse(bytes, file: file)
    }

    /// Checks the text of a configuration.
    ///
    /// - Parameter file: only the name under which problems are reported.
    package static func parse(
        _ bytes: [UInt8], file: String = "naast.json5"
    ) throws(ConfigurationError) -> Configuration {
        let json: JSON
        do {
            json = try JSONParser.parse(bytes, as: .json5)
        } catch {
            throw ConfigurationError(file: file, [Problem(at: "", error.description)])
        }
        let problems = ProblemList()
        let configuration = JSONField(json, problems: problems).members(ConfigurationKeys.root).map {
            Configuration(reading: $0, file: file)
        }
        guard let configuration, problems.problems.isEmpty else {
            throw ConfigurationError(file: file, problems.problems)
        }
        return configuration
    }

    private init(reading root: JSONMembers, file: String) {
        folder = URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent().path
        let state = root.value("state") { $0.absolutePath() } ?? "/var/lib/naast"
        let relays = Self.relays(root, state: state)
        self.state = state
        http = HTTP(reading: root.object("http", ConfigurationKeys.http))
        baseURL = root.value("base_url") { $0.baseURL() }
        if http.behindTLSProxy, baseURL?.hasPrefix("http:") == true {
            root.refuse("base_url", "begins with https:// when http.behind_tls_proxy is true")
        }
        controlSocket = root.value("control_socket") { $0.absolutePath() } ?? state + "/control.sock"
        if controlSocket.utf8.count > ListenAddress.socketPathLimit {
            let count = controlSocket.utf8.count
            root.refuse(
                "control_socket",
                "\(controlSocket) has \(count) bytes and a socket's path may have \(ListenAddress.socketPathLimit);"
                    + " choose a shorter one, such as /run/naast/control.sock")
        }
        self.relays = relays
        defaultRelay = Self.defaultRelay(root, relays: relays)
        bounces = root.value("bounces") { $0.maildir() }
        helpdesk = Helpdesk(reading: root.object("helpdesk", ConfigurationKeys.helpdesk))
        signals = Signals(reading: root.object("signals", ConfigurationKeys.signals))
        backups = Backups(reading: root.object("backups", ConfigurationKeys.backups), state: state)
        log = Logging(reading: root.object("log", ConfigurationKeys.log))
    }
}

extension JSONMembers {
    // The members of an object that may be absent.
    fileprivate func object(_ key: String, _ keys: [String]) -> JSONMembers? { value(key) { $0.members(keys) } }
}

extension Configuration.HTTP {
    fileprivate init(reading http: JSONMembers?) {
        listen = http?.value("listen") { $0.listenAddress() } ?? .standard
        behindTLSProxy = http?.value("behind_tls_proxy") { $0.flag() } ?? false
        let proxies = http?.value("trusted_proxies") { $0.list()?.compactMap { $0.addressRange() } }
        if let http, !behindTLSProxy {
            if !listen.isLocal {
                http.refuse("listen", "must be on loopback or a unix socket, unless behind_tls_proxy is true")
            }
            if http.has("trusted_proxies") {
                http.refuse("trusted_proxies", "means nothing unless behind_tls_proxy is true")
            }
        }
        trustedProxies = behindTLSProxy ? proxies ?? AddressRange.loopback : []
    }
}

extension Configuration.Helpdesk {
    fileprivate init(reading helpdesk: JSONMembers?) {
        name = helpdesk?.value("name") { $0.line(limit: 100) } ?? "Naast helpdesk"
        replyTo = helpdesk?.value("reply_to") { $0.ownAddress() }
        accounts = helpdesk?.value("accounts") { $0.list()?.compactMap { $0.email() } } ?? []
    }
}

extension Configuration.Signals {
    fileprivate init(reading signals: JSONMembers?) {
        secret = signals?.secret("secret")
        isPublic = signals?.value("public") { $0.flag() } ?? false
        firstQuarter = signals?.value("first_quarter") { $0.quarter() }
    }
}

extension Configuration.Backups {
    fileprivate init(reading backups: JSONMembers?, state: String) {
        directory = backups?.value("directory") { $0.absolutePath() } ?? state + "/backups"
        keepDays = backups?.value("keep_days") { $0.wholeNumber(in: 1...3_650) } ?? 30
    }
}

extension Configuration.Logging {
    fileprivate init(reading log: JSONMembers?) {
        level = log?.value("level") { $0.logLevel() } ?? .info
        format = log?.value("format") { $0.word() } ?? .systemd
    }
}
