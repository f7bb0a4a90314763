enum LoginLinkCommand: Command {
    static let help = """
        naast login-link EMAIL (--tenant SLUG | --helpdesk) [--config FILE]

        Prints a link and a code with which a member of that tenant, or somebody of the helpdesk, comes in without any
        mail: for who cannot get at their mail, and for the first time. Both are needed; they work once, within an hour, in the browser that opens
        the link. Nobody is told that they were printed.

          --tenant SLUG   where the member logs in
          --helpdesk      the helpdesk's own pages, /landelijk/; its accounts are those that helpdesk.accounts of the
                          configuration named at the first start

        Exit codes: 0 printed, 1 refused (nobody there has that address), 64 wrong usage.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options: ["tenant"], flags: ["helpdesk"])
        let email = try arguments.require("EMAIL")[0]
        let tenant = try arguments.value("tenant")
        if arguments.isSet("helpdesk") {
            guard tenant == nil else { throw CommandFailure.usage("--tenant and --helpdesk do not go together") }
            return try AdminCommand.run(.helpdeskLoginLink(email: email), arguments)
        }
        guard let tenant else { throw CommandFailure.usage("--tenant SLUG is missing, or --helpdesk") }
        return try AdminCommand.run(.loginLink(slug: tenant, email: email), arguments)
    }
}
