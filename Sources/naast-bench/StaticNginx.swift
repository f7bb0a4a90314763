import Foundation
import Platform

/// A plain nginx that serves one file from memory, as the measure of what this machine can do.
final class StaticNginx {
    let port: UInt16
    private let directory = NSTemporaryDirectory() + "naast-nginx-\(UUID().uuidString.prefix(8))"
    private let process = Process()

    /// Nil when nginx is not installed.
    static func find() -> String? {
        ["/usr/sbin/nginx", "/usr/bin/nginx"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Serves `page` at `/page`.
    init(_ program: String, page: [UInt8]) throws {
        port = UInt16.random(in: 20_000..<32_000)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(page).write(to: URL(fileURLWithPath: directory + "/page"))
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(directory)/\($0);" }.joined(separator: " ")
        let user = getuid() == 0 ? "user root;" : ""
        try """
        daemon off; \(user) worker_processes 2; pid \(directory)/pid; error_log \(directory)/log;
        events { worker_connections 1024; }
        http { \(temporary) access_log off; sendfile on; tcp_nopush on; default_type text/html;
            server { listen 127.0.0.1:\(port); root \(directory); } }
        """.write(toFile: directory + "/configuration", atomically: false, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-c", directory + "/configuration", "-e", directory + "/start"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<250 {
            if (try? HTTPLoad(port: port, path: "/page", connections: 1, requests: 1).run()) != nil { return }
            usleep(20_000)
        }
        stop()
        throw Failure("nginx did not start on port \(port)")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }
}
