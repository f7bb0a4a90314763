enum LoginLinkCommand: Command {
    static let help = """
        naast login-link EMAIL --tenant SLUG [--config FILE]

        Prints a link and a code with which a member of that tenant comes in, without any mail: for who cannot get at
        their mail, and for the first time. Both are needed; they work once, within an hour, in the browser that opens
        the link. Nobody is told that they were printed.

          --tenant SLUG   where the member logs in
          --helpdesk      the helpdesk's own pages, which this version does not have yet

        Exit codes: 0 printed, 1 refused (nobody there has that address), 64 wrong usage.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options: ["tenant"], flags: ["helpdesk"])
        let email = try arguments.require("EMAIL")[0]
        let tenant = try arguments.value("tenant")
        if arguments.isSet("helpdesk") {
            guard tenant == nil else { throw CommandFailure.usage("--tenant and --helpdesk do not go together") }
            throw CommandFailure.refused("this version has no pages for the helpdesk yet; use --tenant SLUG")
        }
        guard let tenant else { throw CommandFailure.usage("--tenant SLUG is missing") }
        return try AdminCommand.run(.loginLink(slug: tenant, email: email), arguments)
    }
}
