enum ReleaseCommand: Command {
    static let help = """
        naast release [--due] [--json] [--config FILE]

        What was published of all tenants' signals together: every release with its table, its tenants and its SHA-256.

          --due    first publishes what is due. The daemon does so by itself at each cut-off, the tenth day after a
                   quarter; a release that was published or skipped stays so, so this may be repeated.

        Figures carry noise (the secret: signals.secret_file, or the file `secret` in the state directory). If the
        secret is lost a new one is made: published figures stay, and only releases to come use it. Region groups and
        pupil numbers are read from regions-YYYY-MM-DD.json5 beside the configuration.
        Exit codes: 0 done, 1 refused.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, flags: ["due", "json"])
        _ = try arguments.require()
        return try AdminCommand.run(
            .release(due: arguments.isSet("due"), json: arguments.isSet("json")), arguments)
    }
}
