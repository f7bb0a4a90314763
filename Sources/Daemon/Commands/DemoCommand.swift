import Dispatch
import Domain
import Foundation
import HTTP
import Platform
import Reminders

enum DemoCommand: Command {
    static let help = """
        naast demo [--state DIR] [--mail maildir:DIR|smtp://HOST:PORT] [--port 8470]

        Makes a dozen tenants with made-up people and meetings around now, starts the daemon, and prints each reminder
        as it is delivered. Every twenty seconds a meeting is planned, moved or called off, and its reminder follows.
        Nothing to configure; nothing leaves this machine. Ctrl-C or a closed terminal ends it; the same command goes on
        where it stopped.

          --state DIR    where everything is kept (default ~/.local/state/naast-demo); DIR/naast.json5 is written at
                         every start: the other verbs work on the demo with --config DIR/naast.json5
          --mail …       a Maildir (default DIR/mail), or an SMTP server on this machine, which is spoken to without TLS
          --port 8470    the port of the pages on 127.0.0.1

        Only a DIR that is empty or the demo's own is taken. Exit codes: 0 stopped, 1 refused (another naast works in
        DIR, DIR is not the demo's, or another program has the port), 64 wrong usage.
        """

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options: ["state", "mail", "port"])
        _ = try arguments.require()
        try arguments.refuse("config", for: "demo")
        let signals = SignalLoop(hangUpEnds: true)
        // Nobody watches any more: a terminal that is gone, or `naast demo | head`.
        Terminal.whenLost { signals.askEnd() }
        let plan = try DemoPlan(arguments)
        try plan.writeConfiguration()
        Terminal.print(
            "naast demo: made-up tenants, made-up people, real mail. Everything is in \(ShellWord.of(plan.state))")
        let configuration = try Configuration.load(file: plan.file)
        let problems = configuration.problemsAtUse()
        guard problems.isEmpty else {
            throw CommandFailure.refused(problems.map { "\($0)" }.joined(separator: "\n"))
        }
        let printer = DemoPrinter()
        do {
            try live(configuration, plan, printer, signals)
        } catch is SignalLoop.EndAsked {}
        Terminal.print("\(printer.count) reminders delivered. \(plan.farewell)")
        return .done
    }

    // Until the end is asked for; it throws EndAsked when that was before all was prepared.
    private static func live(
        _ configuration: Configuration, _ plan: DemoPlan, _ printer: DemoPrinter, _ signals: SignalLoop
    ) throws {
        let now = Instant(milliseconds: SystemClock().wallMilliseconds())
        do {
            try DemoHistory.prepare(configuration, at: now, checkEnd: signals.checkEnd) { Terminal.print($0) }
        } catch let failure as CommandFailure {
            throw CommandFailure.refused(failure.message)
        }
        let service = try service(configuration, plan, printer)
        defer { service.stop() }
        try DemoTenants.prepare(in: service.house.desk, at: now, checkEnd: signals.checkEnd) { Terminal.print($0) }
        try service.start(checkEnd: signals.checkEnd)
        let story = DemoStory(service.house.desk, printer, plan, startedAt: now)
        story.start()
        defer { story.stop() }
        signals.wait()
        Terminal.print("\nstopping: finishing what is being sent")
    }

    private static func service(
        _ configuration: Configuration, _ plan: DemoPlan, _ printer: DemoPrinter
    ) throws -> Service {
        do {
            return try Service(
                configuration, file: plan.file, log: Log(format: .text, level: .error),
                onDelivered: { printer.print($0) })
        } catch ServerError.inUse(let place) {
            throw CommandFailure.refused("another program listens on \(place): name another port with --port N")
        }
    }
}
