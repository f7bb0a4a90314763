import Testing

@testable import Daemon

@Suite struct ArgumentsTests {
    @Test func `options, flags and words stand in any order`() throws {
        let words = ["add", "--name", "Steunpunt", "duinrand", "--json", "--swv=A", "--swv", "B=C"]
        let arguments = try Arguments(words, options: ["name", "swv"], flags: ["json"])
        #expect(arguments.positional == ["add", "duinrand"])
        #expect(try arguments.value("name") == "Steunpunt")
        #expect(arguments.all("swv") == ["A", "B=C"])
        #expect(arguments.isSet("json") && !arguments.isSet("help"))
        #expect(try arguments.configurationFile == "/etc/naast/naast.json5")
    }

    @Test func `after two dashes everything is a word`() throws {
        let arguments = try Arguments(["--", "--name", "-x", "--"], options: ["name"])
        #expect(arguments.positional == ["--name", "-x", "--"])
    }

    @Test func `a single dash is a word: standard input`() throws {
        #expect(try Arguments(["duinrand", "-"]).positional == ["duinrand", "-"])
    }

    @Test(arguments: [
        (["--nmae", "x"], "did you mean \"name\""), (["--name"], "--name needs a value"), (["-n", "x"], "-n"),
        (["--json=yes"], "--json"), (["--"], "SLUG is missing"), (["a", "b"], "'b' is one word too many"),
        (["--", "a", "--json"], "'--json' is one word too many"), (["--name", "a", "--name", "b", "a"], "2 times"),
        (["--config", "a", "--config=b", "a"], "2 times"), (["--=x"], "unknown option"), (["-"], ""),
    ])
    func `what cannot be right is a usage error that names the word`(words: [String], hint: String) throws {
        let failure: CommandFailure?
        do throws(CommandFailure) {
            let arguments = try Arguments(words, options: ["name"], flags: ["json"])
            _ = try arguments.require("SLUG")
            _ = try arguments.value("name")
            _ = try arguments.configurationFile
            failure = nil
        } catch {
            failure = error
        }
        guard !hint.isEmpty else { return #expect(failure == nil) }
        #expect(failure?.code == .wrongUsage)
        #expect(failure?.message.contains(hint) == true, "\(failure?.message ?? "taken")")
    }

    @Test func `an empty value is a value`() throws {
        #expect(try Arguments(["--name="], options: ["name"]).value("name") == "")
    }
}
