import Domain

enum TenantCommand: Command {
    static let help = """
        naast tenant add SLUG --name NAME [--kind swv|balans|school] [--swv NAME]… [--coordinator EMAIL]…
        naast tenant list [--json]
        naast tenant show SLUG [--json]
        naast tenant set SLUG KEY=VALUE…
        naast tenant settings [--json]        every key with its type, default and meaning
        naast tenant suspend SLUG             nothing but logins is sent, nothing is lost
        naast tenant resume SLUG              sending goes on, also after the relay's answers stopped it; or a file that was
                                              set apart and mended is taken again (who was suspended stays so)
        naast tenant close SLUG               its file moves to closed/, its slug is never given out again

        A slug is a-z, 0-9 and '-', 2 to 63 long, a letter first. All take --config FILE
        (default /etc/naast/naast.json5).
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options: ["name", "kind", "swv", "coordinator"], flags: ["json"])
        guard let action = arguments.positional.first else {
            throw CommandFailure.usage("say what to do: add, list, show, set, settings, suspend, resume or close")
        }
        if action != "add" { try arguments.refuse("name", "kind", "swv", "coordinator", for: "tenant \(action)") }
        if !["list", "show", "settings"].contains(action) { try arguments.refuse("json", for: "tenant \(action)") }
        switch action {
        case "add":
            let slug = try arguments.require("add", "SLUG")[1]
            guard let name = try arguments.value("name") else { throw CommandFailure.usage("--name NAME is missing") }
            return try AdminCommand.run(
                .addTenant(
                    slug: slug, name: name, kind: try arguments.value("kind") ?? "swv", swvs: arguments.all("swv"),
                    coordinators: arguments.all("coordinator")), arguments)
        case "list":
            _ = try arguments.require("list")
            return try AdminCommand.run(.listTenants(json: arguments.isSet("json")), arguments)
        case "settings":
            _ = try arguments.require("settings")
            Terminal.print(try SettingsTable.text(json: arguments.isSet("json")))
            return .done
        case "set": return try AdminCommand.run(try settings(arguments), arguments)
        case "show":
            return try AdminCommand.run(
                .showTenant(slug: try slug(arguments), json: arguments.isSet("json")), arguments)
        case "suspend": return try AdminCommand.run(.suspendTenant(slug: try slug(arguments)), arguments)
        case "resume": return try AdminCommand.run(.resumeTenant(slug: try slug(arguments)), arguments)
        case "close": return try AdminCommand.run(.closeTenant(slug: try slug(arguments)), arguments)
        default:
            let known = ["add", "list", "show", "set", "settings", "suspend", "resume", "close"]
            throw CommandFailure.usage("'\(action)' is no tenant verb\(suggestion(for: action, among: known))")
        }
    }

    private static func slug(_ arguments: Arguments) throws -> String {
        try arguments.require(arguments.positional[0], "SLUG")[1]
    }

    private static func settings(_ arguments: Arguments) throws -> AdminRequest {
        guard arguments.positional.count >= 3 else { throw CommandFailure.usage("SLUG and at least one KEY=VALUE") }
        var settings: [String: String] = [:]
        for word in arguments.positional.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw CommandFailure.usage("'\(word)' is not KEY=VALUE") }
            settings[String(parts[0])] = String(parts[1])
        }
        return .setTenant(slug: arguments.positional[1], settings: settings)
    }
}

/// `naast tenant settings`.
private enum SettingsTable {
    private struct Line: Encodable {
        let key: String
        let type: String
        let `default`: String
        let meaning: String
    }

    static func text(json: Bool) throws -> String {
        let lines = Setting.all.map {
            Line(key: $0.key, type: $0.type.name, default: $0.defaultText, meaning: $0.meaning)
        }
        if json { return try JSONText.of(lines) }
        return Table(["key", "type", "default", "meaning"], lines.map { [$0.key, $0.type, $0.default, $0.meaning] })
            .text
    }
}
