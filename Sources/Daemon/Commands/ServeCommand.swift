import Foundation
import Platform

enum ServeCommand: Command {
    static let help = """
        naast serve [--config FILE]

        The daemon: sends what is due until it is told to stop. systemd runs it.

          SIGTERM, SIGINT   finish what is being sent (20 s at most), exit 0
          SIGHUP            read the configuration again; a wrong one changes nothing

        Exit codes: 0 stopped, 1 refused (another daemon holds the state), 78 bad configuration.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words)
        _ = try arguments.require()
        let signals = SignalLoop()
        CoreFiles.forbid()
        let file = try arguments.configurationFile
        let configuration = try Configuration.load(file: file)
        let log = Log(format: configuration.log.format, level: configuration.log.level)
        let service: Service
        do {
            service = try Service(configuration, file: file, log: log)
        } catch let error as SecretUnreadable {
            throw CommandFailure(code: .badConfiguration, message: error.description)
        }
        try service.start()
        signals.wait { service.reload() }
        service.stop()
        return .done
    }
}
