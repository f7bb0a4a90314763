import Delivery
import Domain
import Foundation
import Platform

/// Where the demo keeps its things, and which way its mail goes.
struct DemoPlan {
    /// Absolute.
    let state: String
    let file: String
    private let mail: Mail
    private let port: UInt16

    init(_ arguments: Arguments) throws {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/tmp"
        let named = try arguments.value("state") ?? "\(home)/.local/state/naast-demo"
        state = try Self.absolute(named, option: "--state DIR")
        file = "\(state)/naast.json5"
        guard let port = UInt16(try arguments.value("port") ?? "8470"), port > 0 else {
            throw CommandFailure.usage("--port is a number from 1 to 65535")
        }
        self.port = port
        mail = try arguments.value("mail").map(Self.mail) ?? .maildir("\(state)/mail")
    }

    private enum Mail {
        case maildir(String)
        case smtp(RelayURL)
    }

    /// Makes the state directory and writes `naast.json5`, so that every other verb works on the demo with `--config`.
    func writeConfiguration() throws {
        try checkPlace()
        try makeState()
        let (url, more) =
            switch mail {
            case .maildir(let path): ("maildir:\(path)", "")
            case .smtp(let url): ("\(url)", #", tls: "none", connections: 4"#)
            }
        let text = """
            \(Self.mark), at every start.
            {
              state: \(try literal(state)),
              control_socket: \(try literal(socket)),
              base_url: "http://127.0.0.1:\(port)",
              http: { listen: "127.0.0.1:\(port)" },
              default_relay: "demo",
              relays: { demo: { url: \(try literal(url)), from: "herinnering@naast.example"\(more) } },
              helpdesk: { name: "Helpdesk", accounts: ["\(Self.helpdesk)"] },
              log: { level: "error", format: "text" },
            }

            """
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw CommandFailure.refused("\(file) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Said when the first reminders have gone, or should have.
    func whatNext(delivered: Int, lastFile: String?) -> String {
        let naast = ShellWord.ownCommand
        let config = "--config \(ShellWord.of(file))"
        var lines = ["", delivered > 0 ? "\(delivered) reminders delivered; more come every minute." : nothingYet]
        lines.append("Try in another shell:")
        if let lastFile { lines.append("  less \(ShellWord.of(lastFile))") }
        lines += [
            "  \(naast) status \(config)", "  \(naast) queue duinrand \(config)",
            "  \(naast) login-link \(Self.helpdesk) --helpdesk \(config)",
            "  \(naast) tenant show rivierenland \(config)", "  \(naast) tenant suspend balans \(config)",
            "  \(naast) release \(config)",
            "Every verb has --help. Ctrl-C ends the demo.", "",
        ]
        return lines.joined(separator: "\n")
    }

    /// Who logs in at the demo's helpdesk; no mail of theirs leaves the demo.
    static let helpdesk = "helpdesk@naast.example"

    /// The verb that prints a new way in.
    func loginLink(of email: String, at slug: String) -> String {
        "\(ShellWord.ownCommand) login-link \(email) --tenant \(slug) --config \(ShellWord.of(file))"
    }

    /// How to see the demo's end through.
    var farewell: String { "The same command goes on from here; rm -r \(ShellWord.of(state)) forgets it all." }

    private var nothingYet: String {
        switch mail {
        case .maildir(let path): "Nothing was delivered yet: can \(path) be written?"
        case .smtp(let url):
            """
            Nothing was delivered yet: does a mail server listen at \(url)? All reminders wait in the queue and go
            when it answers. One that takes everything, from the package postfix, in another shell:
              smtp-sink \(url.host.contains(":") ? "[\(url.host)]" : url.host):\(url.port) 100
            """
        }
    }

    // A state directory may lie deep, and a socket's path has only 107 bytes.
    private var socket: String {
        let path = "\(state)/control.sock"
        return path.utf8.count <= 107 ? path : "/tmp/naast-demo-\(getpid()).sock"
    }

    private func makeState() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            var there = state
            while access(there, F_OK) != 0, there != "/" { there = (there as NSString).deletingLastPathComponent }
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: there, isDirectory: &isFolder)
            let why = isFolder.boolValue ? "this user cannot write in \(there)" : "\(there) is a file"
            throw CommandFailure.refused("\(state) cannot be made: \(why); name another place with --state DIR")
        }
    }

    private func literal(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }

    private static func absolute(_ path: String, option: String) throws -> String {
        guard !path.isEmpty, path.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw CommandFailure.usage("\(option) is the path of a directory")
        }
        return URL(fileURLWithPath: path).standardizedFileURL.path
    }

    private static func mail(_ text: String) throws -> Mail {
        if text.hasPrefix("maildir:") {
            return .maildir(try absolute(String(text.dropFirst(8)), option: "--mail maildir:DIR"))
        }
        guard let url = RelayURL(text), url.scheme == .smtp, url.isLoopback else {
            throw CommandFailure.usage(
                "--mail is maildir:DIR or smtp://HOST:PORT with a HOST on this machine, such as smtp://127.0.0.1:2525")
        }
        return .smtp(url)
    }
}
