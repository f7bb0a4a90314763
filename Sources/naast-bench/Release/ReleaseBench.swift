import Foundation

/// Three years of releases in one run: time, size and memory, and how they grow with the number of tenants.
struct ReleaseBench {
    private static let usage = "usage: naast-bench --release [--tenants N] [--signals N per tenant per year]"
    private var tenants: Int?
    private var signals = 24

    init(_ words: some Sequence<String>) throws {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            guard let text = words.popFirst(), let number = Int(text), (1...10_000).contains(number) else {
                throw Failure(Self.usage)
            }
            switch word {
            case "--tenants": tenants = number
            case "--signals": signals = number
            default: throw Failure("unknown option \(word); \(Self.usage)")
            }
        }
    }

    func run() throws {
        guard let tenants else {
            print(ReleaseRow.head(signals: signals))
            // A process for each, so that the memory of one is not that of another.
            for count in [10, 50, 150] { print(try row(of: count)) }
            return
        }
        print(ReleaseRow.head(signals: signals))
        print(try measure(tenants))
    }

    private func row(of tenants: Int) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["--release", "--tenants", "\(tenants)", "--signals", "\(signals)"]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0,
            let row = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last
        else { throw Failure("the run with \(tenants) tenants failed") }
        return String(row)
    }

    private func measure(_ tenants: Int) throws -> String {
        let path = NSTemporaryDirectory() + "naast-release-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let years = try ReleaseYears(path, tenants: tenants, signals: signals)
        return try years.release().description
    }
}
