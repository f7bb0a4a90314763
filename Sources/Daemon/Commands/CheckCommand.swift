enum CheckCommand: Command {
    static let help = """
        naast check [--config FILE]

        Reads all that `naast serve` would read: the configuration, its secrets, folders and certificates.
        Exit codes: 0 all is right, 78 something is not; every problem is named with what to do.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words)
        _ = try arguments.require()
        let file = try arguments.configurationFile
        let configuration = try Configuration.load(file: file)
        let problems = configuration.problemsAtUse()
        guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
        for advice in configuration.adviceAtUse { Terminal.say("\(file): careful: \(advice)") }
        Terminal.say("\(file): all is right; \(configuration.relays.count) relay(s), state in \(configuration.state)")
        return .done
    }
}
