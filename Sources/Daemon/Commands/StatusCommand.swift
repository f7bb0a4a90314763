enum StatusCommand: Command {
    static let help = """
        naast status [--json] [--config FILE]

        The daemon, its relays, and per tenant: ready, next due, oldest overdue, held, sent and dead in 24 hours.
        No personal data.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, flags: ["json"])
        _ = try arguments.require()
        return try AdminCommand.run(.status(json: arguments.isSet("json")), arguments)
    }
}
