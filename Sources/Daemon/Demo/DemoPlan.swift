import Delivery
import Domain
import Foundation

/// Where the demo keeps its things, and which way its mail goes.
struct DemoPlan {
    let state: String
    let file: String
    private let relay: String
    private let port: UInt16

    init(_ arguments: Arguments) throws {
        let home = ProcessInfo.processInfo.environment["HOME"] ?? "/tmp"
        let named = try arguments.value("state") ?? "\(home)/.local/state/naast-demo"
        state = URL(fileURLWithPath: named).standardizedFileURL.path
        file = "\(state)/naast.json5"
        guard let port = UInt16(try arguments.value("port") ?? "8470"), port > 0 else {
            throw CommandFailure.usage("--port is a number from 1 to 65535")
        }
        self.port = port
        relay = try Self.relay(try arguments.value("mail") ?? "maildir:\(state)/mail")
        do {
            try FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure.refused("\(state) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Writes `naast.json5`, so that every other verb works on the demo with `--config`.
    func writeConfiguration() throws {
        let text = """
            // Written by naast demo, at every start.
            {
              state: "\(state)",
              control_socket: "\(socket)",
              http: { listen: "127.0.0.1:\(port)" },
              default_relay: "demo",
              relays: { demo: { \(relay) } },
              log: { level: "warning", format: "text" },
            }

            """
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw CommandFailure.refused("\(file) cannot be written: \(error.localizedDescription)")
        }
    }

    var whatNext: String {
        """

        Running. Reminders come as they fall due; the first ones within seconds, more every minute. Try in another shell:
          naast status --config \(file)
          naast queue duinrand --config \(file)
          naast tenant show rivierenland --config \(file)
        (after `swift run naast demo`: .build/debug/naast). Ctrl-C ends it.

        """
    }

    // A state directory may lie deep, and a socket's path has only 107 bytes.
    private var socket: String {
        let path = "\(state)/control.sock"
        return path.utf8.count <= 107 ? path : "/tmp/naast-demo-\(getpid()).sock"
    }

    private static func relay(_ mail: String) throws -> String {
        let from = "from: \"herinnering@naast.example\""
        if mail.hasPrefix("maildir:") {
            let path = URL(fileURLWithPath: String(mail.dropFirst(8))).standardizedFileURL.path
            guard !path.contains("\""), !path.contains("\\") else {
                throw CommandFailure.usage("--mail: a path without quotes, please")
            }
            return "url: \"maildir:\(path)\", \(from)"
        }
        guard let url = RelayURL(mail), url.scheme == .smtp, url.isLoopback else {
            throw CommandFailure.usage(
                "--mail is maildir:DIR or smtp://HOST:PORT with a HOST on this machine, such as smtp://127.0.0.1:2525")
        }
        return "url: \"\(url)\", \(from), tls: \"none\", connections: 4"
    }
}
