import Foundation

/// A state directory with its configuration, for the real `naast`: verbs run on it, daemons are started in it.
package final class DaemonHome: Sendable {
    package let directory: TemporaryDirectory
    package let state: String
    package var configuration: String { directory.file("naast.json5") }
    package var socket: String { directory.file("control.sock") }
    /// The unix socket of the pages, so that many daemons run beside each other.
    package var pages: String { directory.file("pages.sock") }
    package var maildir: String { directory.file("mail") }
    private let binary: String

    /// Makes it, with an empty state directory.
    ///
    /// - Parameters:
    ///   - relay: the members of the relay `default`; nil is a Maildir.
    ///   - state: another place for the state, such as a small disk.
    package init(
        relay: String? = nil, state: String? = nil, logLevel: String = "debug", in directory: TemporaryDirectory? = nil
    ) throws {
        binary = try NaastBinary.path()
        self.directory = try directory ?? TemporaryDirectory()
        self.state = state ?? self.directory.file("state")
        try FileManager.default.createDirectory(
            atPath: self.state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try configure(relay: relay, logLevel: logLevel)
    }

    /// Writes the configuration anew.
    package func configure(relay: String? = nil, logLevel: String = "debug", extra: String = "") throws {
        let relay = relay ?? #"url: "maildir:\#(maildir)", connections: 2"#
        try write(
            """
            { state: "\(state)", control_socket: "\(socket)", http: { listen: "unix:\(pages)" },
              relays: { default: { \(relay) } },
              log: { level: "\(logLevel)", format: "text" }, \(extra) }
            """)
    }

    /// Writes any text in the place of the configuration.
    package func write(_ text: String) throws {
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// The members of a relay on loopback.
    package static func smtp(_ port: UInt16, connections: Int = 8) -> String {
        #"url: "smtp://127.0.0.1:\#(port)", from: "no-reply@naast.example", tls: "none", connections: \#(connections)"#
    }

    /// What a verb printed and how it ended.
    package struct Ran: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String

        /// The output as JSON.
        package func json<Shape>(_ shape: Shape.Type) throws -> Shape {
            guard let value = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? Shape else {
                throw Mistake("the output is no \(shape): \(output.prefix(300))")
            }
            return value
        }
    }

    /// Runs a verb to its end, on this home's configuration.
    package func run(_ words: String..., configured: Bool = true) throws -> Ran {
        try run(words, configured: configured)
    }

    package func run(_ words: [String], configured: Bool = true) throws -> Ran {
        let folder = try TemporaryDirectory()
        let child = try ChildProcess(
            binary, words + (configured ? ["--config", configuration] : []), output: folder.file("out"),
            errors: folder.file("err"))
        let status = child.wait()
        return Ran(status: status, output: text(of: folder.file("out")), errors: text(of: folder.file("err")))
    }

    /// Runs a verb that must succeed.
    @discardableResult
    package func sound(_ words: String...) throws -> Ran {
        let ran = try run(words)
        guard ran.status == 0 else { throw Mistake("naast \(words) ended with \(ran.status): \(ran.errors)") }
        return ran
    }

    /// Adds a tenant without quiet hours, quiet days or settling: whatever the hour, what is due goes at once.
    package func add(_ slug: String, _ settings: String...) throws {
        try sound("tenant", "add", slug, "--name", "Steunpunt \(slug)")
        let always = ["quiet_from=00:00", "quiet_until=00:00", "quiet_days=off", "settle_minutes=0"]
        let ran = try run(["tenant", "set", slug] + always + settings)
        guard ran.status == 0 else { throw Mistake("tenant set: \(ran.errors)") }
    }

    /// Imports a programme.
    @discardableResult
    package func importing(_ json: String, into slug: String, _ options: String...) throws -> Ran {
        let file = directory.file("\(slug)-\(UUID().uuidString).json")
        try json.write(toFile: file, atomically: true, encoding: .utf8)
        return try run(["import", slug, file] + options)
    }

    /// Imports meetings a few hours ahead, whose letter of the day before is due at once.
    package func importDue(_ count: Int, into slug: String) throws {
        let ran = try importing(Programmes.meetings(try Self.inHours(6), buddies: count), into: slug)
        guard ran.status == 0 else { throw Mistake("import: \(ran.errors)") }
    }

    /// The wall time in Amsterdam so many hours from now, as an import file writes it.
    package static func inHours(_ hours: Int) throws -> String { Wall.text(at: Date() + Double(hours) * 3_600) }

    /// Every message of a tenant, or those in one state.
    package func queue(_ slug: String, state: String? = nil) throws -> [QueueEntry] {
        let options = state.map { ["--state", $0] } ?? []
        let ran = try run(["queue", slug, "--json"] + options)
        guard ran.status == 0 else { throw Mistake("queue: \(ran.errors)") }
        return try ran.json([[String: Any]].self).map(QueueEntry.init)
    }

    /// The tenants' lines of `naast status --json`, by slug.
    package func statuses() throws -> [String: [String: Any]] {
        let report = try sound("status", "--json").json([String: Any].self)
        let lines = report["tenants"] as? [[String: Any]] ?? []
        return Dictionary(lines.map { ($0["slug"] as? String ?? "", $0) }) { $1 }
    }

    /// One tenant's line of `naast status --json`.
    package func status(of slug: String) throws -> [String: Any] {
        guard let line = try statuses()[slug] else { throw Mistake("no \(slug) in the status") }
        return line
    }

    /// How many messages of a tenant were sent in the last day.
    package func sent(_ slug: String) throws -> Int { try status(of: slug)["sent_24h"] as? Int ?? -1 }

    /// Waits until so many messages of a tenant were sent, as long as their number grows.
    package func eventuallySent(_ count: Int, _ slug: String) throws -> Bool {
        try eventually(while: try sent(slug)) { try sent(slug) == count }
    }

    /// Mail in the Maildir.
    package var delivered: Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: maildir + "/new")) ?? []).count
    }

    /// The tenant's file.
    package func file(of slug: String) -> String { "\(state)/tenants/\(slug)/tenant.sqlite" }

    private func text(of path: String) -> String {
        String(decoding: (try? Data(contentsOf: URL(fileURLWithPath: path))) ?? Data(), as: UTF8.self)
    }
}

private enum Wall {
    static func text(at date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "Europe/Amsterdam")
        format.dateFormat = "yyyy-MM-dd'T'HH:mm"
        return format.string(from: date)
    }
}
