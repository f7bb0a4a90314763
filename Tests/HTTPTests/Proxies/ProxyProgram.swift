import Foundation
import Platform
import TestSupport
import Testing

/// A TLS proxy that we ship a configuration for.
enum ProxyProgram: String, CaseIterable, CustomTestStringConvertible {
    case nginx
    case caddy

    static let name = "naast.example.org"

    var testDescription: String { rawValue }

    /// Where the shipped configuration speaks of ports, files and names of a real machine, those of the test.
    fileprivate func configuration(tls: UInt16, plain: UInt16, backend: UInt16, in directory: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: self == .nginx ? "config/nginx.conf" : "config/Caddyfile")
        var text = try String(contentsOf: file, encoding: .utf8)
        func replace(_ old: String, _ new: String) throws {
            try #require(text.contains(old), "the shipped configuration has no \(old) any more")
            text = text.replacing(old, with: new)
        }
        try replace("127.0.0.1:8470", "127.0.0.1:\(backend)")
        switch self {
        case .nginx:
            try replace("    listen [::]:80;\n", "")
            try replace("    listen [::]:443 ssl http2;\n", "")
            try replace("listen 80;", "listen 127.0.0.1:\(plain);")
            try replace("listen 443 ssl http2;", "listen 127.0.0.1:\(tls) ssl http2;")
            try replace("/etc/letsencrypt/live/naast.example.org/fullchain.pem", "\(directory)/cert.pem")
            try replace("/etc/letsencrypt/live/naast.example.org/privkey.pem", "\(directory)/key.pem")
            try replace("/var/log/nginx/naast.log", "\(directory)/naast.log")
            let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                .map { "\($0)_temp_path \(directory)/\($0);" }.joined(separator: " ")
            return """
                daemon off; user root; worker_processes 2; pid \(directory)/pid; error_log \(directory)/main.log;
                events { worker_connections 4096; }
                http { \(temporary)
                \(text)}
                """
        case .caddy:
            try replace(
                "\n\(Self.name) {\n",
                "\nhttps://\(Self.name):\(tls) {\n\tbind 127.0.0.1\n\ttls \(directory)/cert.pem \(directory)/key.pem\n")
            try replace("\tlog default {\n", "\tadmin off\n\tauto_https disable_redirects\n\tlog default {\n")
            try replace("\tservers {\n", "\tservers {\n\t\tprotocols h1 h2\n")
            return text
        }
    }
}

/// A running proxy on loopback before a server of ours; it ends with this value, by its pid.
final class RunningProxy: Sendable {
    let port: UInt16
    /// Where plain HTTP is sent on; only nginx.
    let plain: UInt16
    private let directory: TemporaryDirectory
    private let child: ChildProcess

    init(_ program: ProxyProgram, backend: UInt16) throws {
        directory = try TemporaryDirectory()
        (port, plain) = (Loopback.freePort(), Loopback.freePort())
        _ = try TestAuthority(in: directory.path, names: "DNS:\(ProxyProgram.name),DNS:localhost")
        let file = directory.file("configuration")
        try program.configuration(tls: port, plain: plain, backend: backend, in: directory.path)
            .write(toFile: file, atomically: false, encoding: .utf8)
        let arguments =
            switch program {
            case .nginx: ["-c", file, "-p", directory.path, "-e", directory.file("start.log")]
            case .caddy: ["run", "--config", file, "--adapter", "caddyfile"]
            }
        child = try ChildProcess(
            try #require(Requirement.path(of: program.rawValue)), arguments, output: directory.file("output.log"),
            environment: [
                "HOME": directory.path, "XDG_DATA_HOME": directory.path, "XDG_CONFIG_HOME": directory.path,
            ])
        let (child, port) = (child, port)
        let isUp = Bounded.poll(seconds: 60) { () -> Bool? in
            if child.hasEnded { return false }
            return Loopback.answers(on: port) ? true : nil
        }
        guard isUp == true else {
            let said = logs
            stop()
            throw Failure(description: "\(program) did not start: \(said)")
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Ends it; to be called once.
    func stop() {
        kill(child.pid, SIGTERM)
        _ = child.wait()
    }

    /// Everything that it wrote to any log.
    var logs: String {
        ["output.log", "start.log", "main.log", "naast.log"]
            .compactMap { try? String(contentsOfFile: directory.file($0), encoding: .utf8) }.joined()
    }

    /// What curl gets, with the head; it verifies the certificate.
    func curl(_ path: String, _ arguments: [String] = []) throws -> String {
        let run = try ToolRun(
            "curl",
            [
                "--silent", "--show-error", "--include", "--max-time", "60", "--cacert", directory.file("ca.pem"),
                "--resolve", "\(ProxyProgram.name):\(port):127.0.0.1",
            ] + arguments + ["https://\(ProxyProgram.name):\(port)\(path)"])
        return String(decoding: run.output, as: UTF8.self)
    }

    /// Sends exactly these bytes, each text on a TLS connection of its own, and after each a request that must be served.
    ///
    /// Gives what came back for each: of the bytes, and of the request after them.
    func exchange(_ texts: [String]) throws -> [(attack: String, canary: String)] {
        let input = directory.file("texts.json")
        try JSONEncoder().encode(texts.map { Array($0.utf8) }).write(to: URL(fileURLWithPath: input))
        let output = try ToolRun.sound(
            "python3", ["-c", Self.client, input, "\(port)", ProxyProgram.name, directory.file("ca.pem")])
        return try JSONDecoder().decode([[String]].self, from: output).map { ($0[0], $0[1]) }
    }

    private static let client = """
        import concurrent.futures, json, socket, ssl, sys
        texts, port, name, ca = json.load(open(sys.argv[1])), int(sys.argv[2]), sys.argv[3], sys.argv[4]
        context = ssl.create_default_context(cafile=ca)
        context.set_alpn_protocols(["http/1.1"])
        def talk(data, patience, ends):
            seen = b""
            try:
                with context.wrap_socket(socket.create_connection(("127.0.0.1", port), 30), server_hostname=name) as tls:
                    tls.sendall(data)
                    tls.settimeout(patience)
                    while not (ends and seen.endswith(ends)):
                        piece = tls.recv(65536)
                        if not piece: break
                        seen += piece
            except OSError: pass
            return seen.decode("latin-1")
        def both(pair):
            number, text = pair
            attack = talk(bytes(text), 0.7, None)
            canary = f"GET /kanarie/{number} HTTP/1.1\\r\\nHost: {name}\\r\\nConnection: close\\r\\n\\r\\n".encode()
            return [attack, talk(canary, 30, f"/kanarie/{number}\\n".encode())]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            print(json.dumps(list(pool.map(both, enumerate(texts)))))
        """
}
