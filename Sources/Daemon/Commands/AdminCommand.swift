import Domain
import Foundation
import Platform
import Storage

/// Carries a request to the running daemon, or does it in this process while none runs.
enum AdminCommand {
    static func run(_ request: AdminRequest, _ arguments: Arguments) throws -> ExitCode {
        let configuration = try Configuration.load(file: try arguments.configurationFile)
        try refuseStranger(configuration.state)
        let answer = try answer(request, configuration)
        Terminal.print(answer.output)
        Terminal.say(answer.message)
        return answer.code
    }

    private static func answer(_ request: AdminRequest, _ configuration: Configuration) throws -> AdminAnswer {
        if let holder = LockHolder(of: configuration.state) { return try ask(holder, request, configuration) }
        do {
            return try offline(request, configuration)
        } catch is House.Occupied {
            // Somebody came between the look and the lock: a daemon that starts, or another verb.
            guard let holder = LockHolder(of: configuration.state) else {
                throw LockHolder.isGone(from: configuration.state)
            }
            return try ask(holder, request, configuration)
        }
    }

    private static func ask(
        _ holder: LockHolder, _ request: AdminRequest, _ configuration: Configuration
    ) throws -> AdminAnswer {
        do {
            return try ControlClient(socket: configuration.controlSocket).ask(
                request, progress: Terminal.say, output: Terminal.print)
        } catch let silence as ControlClient.NoAnswer {
            throw holder.explain(silence)
        }
    }

    /// Says whose the state is to who may not open it: both the socket and the files are the owner's alone.
    static func refuseStranger(_ state: String) throws(CommandFailure) {
        var facts = stat()
        guard geteuid() != 0, stat(state, &facts) == 0, facts.st_uid != geteuid() else { return }
        let owner = ProcessOwner.name(of: facts.st_uid)
        throw .refused("the state directory \(state) belongs to \(owner): use sudo, or run this as \(owner)")
    }

    // As the owner of the state directory, so that root leaves no files behind that the daemon cannot open.
    private static func offline(_ request: AdminRequest, _ configuration: Configuration) throws -> AdminAnswer {
        let state = configuration.state
        do {
            try ProcessOwner.become(ownerOfDirectory: state)
        } catch {
            let advice =
                switch error.code {
                case ENOENT: "; make it: install -d -m 0700 -o USER \(state)"
                case EACCES: "; use sudo, or run this as its owner"
                default: ""
                }
            throw CommandFailure.refused("the state directory \(state): \(error)\(advice)")
        }
        let house = try House(configuration, clock: SystemClock(), log: .silent)
        defer { house.close() }
        return house.desk.answer(request, progress: Terminal.say, output: Terminal.print)
    }
}
