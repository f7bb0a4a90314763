import Delivery
import Foundation
import Platform
import Storage
import TestSupport
import Testing

/// 500–504 anywhere is our own mistake: dead and loud (QUEUE.md, "Retry").
@Suite struct LoudMistakeTests {
    /// What becomes of a letter at a server that speaks so, and all that the log says of it.
    private func sent(to script: SMTPScript) throws -> (letter: QueuedMessage, log: String) {
        let server = ScriptedSMTPServer([script])
        defer { server.stop() }
        let directory = try TemporaryDirectory()
        let path = directory.file("log")
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(file) }
        let house = try SendingHouse(
            relays: [RetryLine("", .sent) { _ in }.relay(server)],
            log: Log(format: .systemd, level: .debug, descriptor: file))
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        return (try house.message(), try String(contentsOfFile: path, encoding: .utf8))
    }

    @Test(arguments: 500...504, ["MAIL", "RCPT", "DATA", "dot"])
    func `500 to 504 at any stage is an error in the log, which names nobody`(code: Int, stage: String) throws {
        let said: [SMTPScript.Step] = [.say("\(code) 5.5.1 <buddy1@example.org>: what, Sam Voorbeeld?")]
        let (letter, log) = try sent(
            to: .with { script in
                switch stage {
                case "MAIL": script.mail = said
                case "RCPT": script.recipient = said
                case "DATA": script.data = said
                default: script.dot = said
                }
            })
        #expect(letter.state == .dead)
        // The priority of sd-daemon(3) for an error.
        let loud = log.split(separator: "\n").filter { $0.hasPrefix("<3>") }
        #expect(loud == ["<3>refused-our-mistake tenant=duinrand message=\(letter.uid) kind=before-day"], "\(log)")
        for name in ["@", "buddy1", "Sam", "Voorbeeld", "Ouder"] { #expect(!log.contains(name), "\(log)") }
    }

    @Test(arguments: ["550 5.1.1 nobody", "554 5.7.1 blocked", "451 4.7.1 later"])
    func `what is not our mistake is no error`(said: String) throws {
        let (letter, log) = try sent(to: .with { $0.recipient = [.say(said)] })
        #expect(log.contains("message=\(letter.uid)") && !log.contains("<3>"), "\(log)")
    }
}
