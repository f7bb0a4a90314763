import Foundation

/// Postfix's `smtp-sink`: a server that takes everything and keeps nothing.
final class Sink {
    let port: Int
    private let process = Process()

    init() throws {
        let places = ["/usr/sbin/smtp-sink", "/usr/bin/smtp-sink"]
        guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw Failure("smtp-sink is missing: apt-get install postfix")
        }
        port = Int.random(in: 20_000..<40_000)
        process.executableURL = URL(fileURLWithPath: path)
        let identity = getuid() == 0 ? ["-u", "nobody"] : []
        process.arguments = identity + ["127.0.0.1:\(port)", "1000"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<100 where !isListening { usleep(20_000) }
        guard isListening else { throw Failure("smtp-sink does not listen on port \(port)") }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private var isListening: Bool {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        return loopback(port) { connect(probe, $0, $1) } == 0
    }
}
