/// One verb of the command line.
protocol Command: Sendable {
    /// What `--help` prints.
    static var help: String { get }
    static func run(_ words: [String]) throws -> ExitCode
}
