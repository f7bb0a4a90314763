import Domain
import Foundation
import Platform

enum CheckCommand: Command {
    static let help = """
        naast check [--config FILE]

        Reads all that `naast serve` would read: the configuration, its secrets, folders and certificates, and, unless
        a daemon works there, what is in the state directory. Root looks as the owner of that directory, who is the one
        to start the daemon. A line with `careful` is no hindrance to the daemon, and worth a look.
        Exit codes: 0 all is right, 78 something is not; every problem is named with what to do.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        // As ExecStartPre it speaks as the daemon does; to a person always in words.
        let format = Log.Format.detected(environment: ProcessInfo.processInfo.environment)
        Terminal.speak(as: format)
        let arguments = try Arguments(words)
        _ = try arguments.require()
        let file = try arguments.configurationFile
        var configuration = try Configuration.load(file: file)
        // What only root can read is of no use to the daemon. A directory that is not there is a problem below.
        if (try? ProcessOwner.become(ownerOfDirectory: configuration.state)) == true {
            configuration = try Configuration.load(file: file)
        }
        if format == .systemd, configuration.log.format == .json { Terminal.speak(as: .json) }
        var problems = configuration.problemsAtUse(inherits: nil)
        var advice = configuration.adviceAtUse
        if !problems.contains(where: { $0.path == "state" }) {
            configuration.inspectState(&problems, &advice)
        }
        for line in advice { Terminal.tell(.warning, "\(file): careful: \(line)") }
        guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
        let verdict = !advice.contains { $0.path == "state" } ? "all is right" : "the daemon would start"
        Terminal.tell(
            .info,
            "\(file): \(verdict) for \(ProcessOwner.current.name); \(configuration.relays.count) relay(s), state in"
                + " \(configuration.state)")
        return .done
    }
}
