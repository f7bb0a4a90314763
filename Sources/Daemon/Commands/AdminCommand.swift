import Domain
import Platform
import Storage

/// Carries a request to the running daemon, or does it in this process while none runs.
enum AdminCommand {
    static func run(_ request: AdminRequest, _ arguments: Arguments) throws -> ExitCode {
        let configuration = try Configuration.load(file: try arguments.configurationFile)
        let answer: AdminAnswer
        if StateLock.holder(of: configuration.state + "/lock") != nil {
            answer = try ControlClient(socket: configuration.controlSocket).ask(request, progress: Terminal.say)
        } else {
            answer = try offline(request, configuration)
        }
        Terminal.print(answer.output)
        Terminal.say(answer.message)
        return answer.code
    }

    // As the owner of the state directory, so that root leaves no files behind that the daemon cannot open.
    private static func offline(_ request: AdminRequest, _ configuration: Configuration) throws -> AdminAnswer {
        do {
            try ProcessOwner.become(ownerOfDirectory: configuration.state)
        } catch {
            throw CommandFailure.refused("the state directory \(configuration.state): \(error)")
        }
        let house = try House(configuration, clock: SystemClock(), log: .silent)
        defer { house.close() }
        return house.desk.answer(request, progress: Terminal.say)
    }
}
