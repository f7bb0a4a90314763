import Domain

enum QueueCommand: Command {
    static let help = """
        naast queue SLUG [--state S] [--json]     every message with its history, by due moment
        naast queue SLUG show UID [--json]        one message
        naast queue SLUG retry UID                send a dead or held message (again)
        naast queue SLUG cancel UID               it does not go, unless the relay has it already
        naast queue SLUG release-hold UID         send a held message, with the same Message-ID

        The states:
          ready      waits for its moment, or for another try
          leased     is being sent now
          sent       the relay accepted it; what happens after that is not known
          dead       refused for good
          expired    not sent, because its use had passed
          cancelled  not needed any more, or taken back by a person
          held       may or may not have been delivered; a person decides

        SLUG landelijk is the mail of the helpdesk itself. All take --config FILE (default /etc/naast/naast.json5).
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options: ["state"], flags: ["json"])
        if arguments.positional.count <= 1 {
            let slug = try arguments.require("SLUG")[0]
            return try AdminCommand.run(
                .queue(slug: slug, state: try arguments.value("state"), json: arguments.isSet("json")), arguments)
        }
        let named = try arguments.require("SLUG", "ACTION", "UID")
        try arguments.refuse("state", for: "queue SLUG ACTION UID")
        guard let action = AdminRequest.MessageAction(rawValue: named[1]) else {
            let known = AdminRequest.MessageAction.allCases.map(\.rawValue)
            throw CommandFailure.usage(
                "'\(named[1])' is no action on a message\(suggestion(for: named[1], among: known))")
        }
        return try AdminCommand.run(
            .message(slug: named[0], uid: named[2], action: action, json: arguments.isSet("json")), arguments)
    }
}
