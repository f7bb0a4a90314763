import Foundation
import Platform

enum ServeCommand: Command {
    static let help = """
        naast serve [--config FILE]

        The daemon: sends what is due until it is told to stop. systemd runs it.

          SIGTERM, SIGINT   finish what is being sent (20 s at most), exit 0
          SIGHUP            read the configuration again; a wrong one changes nothing

        Run it as the owner of the state directory. Exit codes: 0 stopped, 1 refused (another naast holds the state, or
        another program the port), 78 what `naast check` calls wrong.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        Terminal.speak(as: .detected(environment: ProcessInfo.processInfo.environment))
        let arguments = try Arguments(words)
        _ = try arguments.require()
        let signals = SignalLoop()
        CoreFiles.forbid()
        let file = try arguments.configurationFile
        let configuration = try Configuration.load(file: file)
        if configuration.log.format == .json { Terminal.speak(as: .json) }
        // Before anything is made: root in the service's directory would leave files that it cannot open.
        let problems = configuration.problemsAtUse(inherits: Service.inheritsSockets)
        guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
        let log = Log(format: configuration.log.format, level: configuration.log.level)
        let service: Service
        do {
            service = try Service(configuration, file: file, log: log)
        } catch let error as SecretUnreadable {
            throw CommandFailure(code: .badConfiguration, message: error.description)
        }
        do {
            try service.start(checkEnd: signals.checkEnd)
            signals.wait { service.reload() }
        } catch is SignalLoop.EndAsked {}
        service.stop()
        return .done
    }
}
