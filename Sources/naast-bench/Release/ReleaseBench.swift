import Foundation

/// Three years of releases in one run: time, size and memory, and how they grow with the number of tenants.
struct ReleaseBench {
    private static let usage =
        "usage: naast-bench --release [--tenants N] [--signals N per tenant per year] [--prepared DIRECTORY]"
    private var tenants: Int?
    private var signals = 24
    private var prepared: String?

    init(_ words: some Sequence<String>) throws {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            guard let text = words.popFirst() else { throw Failure(Self.usage) }
            if word == "--prepared" {
                prepared = text
                continue
            }
            guard let number = Int(text), (1...10_000).contains(number) else { throw Failure(Self.usage) }
            switch word {
            case "--tenants": tenants = number
            case "--signals": signals = number
            default: throw Failure("unknown option \(word); \(Self.usage)")
            }
        }
    }

    func run() throws {
        if let prepared {
            print(try ReleaseYears(prepared, tenants: tenants ?? 1, signals: signals).release())
            return
        }
        print(ReleaseRow.head(signals: signals))
        for count in tenants.map({ [$0] }) ?? [10, 50, 150] { print(try row(of: count)) }
    }

    private func row(of tenants: Int) throws -> String {
        let path = NSTemporaryDirectory() + "naast-release-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ReleaseYears(path, tenants: tenants, signals: signals).prepare()
        // In a process that does nothing else, so that its memory is that of the releases.
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--release", "--tenants", "\(tenants)", "--signals", "\(signals)", "--prepared", path]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure("the run with \(tenants) tenants failed") }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }
}
