import Testing

@testable import Delivery

/// The retry table of QUEUE.md, line by line.
struct StageOutcomeTests {
    @Test(
        arguments: [
            (.connecting, "421 4.3.2 going down", "trouble unreachable"),
            (.connecting, "554 5.7.1 no service for you", "trouble unreachable"),
            (.connecting, "500 5.5.1 what is EHLO", "trouble unreachable"),
            (.authenticating, "454 4.7.0 try later", "trouble unreachable"),
            (.authenticating, "421 4.3.2 going down", "trouble unreachable"),
            (.authenticating, "530 5.7.0 STARTTLS first", "credentials"),
            (.authenticating, "534 5.7.9 stronger please", "credentials"),
            (.authenticating, "535 5.7.8 wrong", "credentials"),
            (.authenticating, "538 5.7.11 encrypt first", "credentials"),
            (.authenticating, "504 5.5.4 unknown mechanism", "credentials"),
            (.mail, "421 4.3.2 going down", "trouble unreachable"),
            (.mail, "450 4.7.1 slow down", "trouble throttled"),
            (.mail, "451 4.3.0 slow down", "trouble throttled"),
            (.mail, "452 4.3.1 disk", "trouble throttled"),
            (.mail, "550 5.7.1 not you", "sender"),
            (.mail, "553 5.7.1 not you", "sender"),
            (.mail, "530 5.7.0 log in first", "credentials"),
            (.mail, "552 5.3.4 too big", "refused content"),
            (.mail, "354 what", "trouble unreachable"),
        ] as [(SMTPStage, String, String)])
    func `before and at MAIL it is never the message's fault`(stage: SMTPStage, said: String, kind: String) {
        #expect(stage.outcome(of: reply(said)).kind == kind)
    }

    @Test(arguments: [
        ("450 4.7.1 greylisted", "postponed"),
        ("451 4.7.1 greylisted", "postponed"),
        ("452 4.2.2 full", "postponed"),
        ("552 full", "postponed"),
        ("552 5.2.2 full", "postponed"),
        ("550 5.2.2 full", "postponed"),
        ("552 5.2.3 too big", "refused content"),
        ("550 5.1.1 nobody", "refused recipient"),
        ("550 nobody", "refused recipient"),
        ("551 5.1.6 moved", "refused recipient"),
        ("553 5.1.3 syntax", "refused recipient"),
        ("554 5.7.1 client host blocked", "refused policy"),
        ("553 5.1.8 sender's domain not found", "sender"),
        ("530 5.7.0 log in first", "credentials"),
        ("421 4.3.2 going down", "interrupted"),
        ("354 what", "interrupted"),
    ])
    func `at RCPT it is the address, or it waits`(said: String, kind: String) {
        #expect(SMTPStage.recipient.outcome(of: reply(said)).kind == kind)
    }

    @Test(
        arguments: [SMTPStage.data, .body, .dot],
        [
            ("450 4.7.1 greylisted", "postponed"),
            ("451 4.3.0 busy", "postponed"),
            ("550 5.2.2 full", "postponed"),
            ("554 5.3.4 too big", "refused content"),
            ("552 too much", "refused content"),
            ("554 5.6.0 dislike", "refused content"),
            ("554 5.7.1 spam", "refused policy"),
            ("550 5.7.26 not authenticated", "refused policy"),
        ])
    func `at DATA and after it is the message`(stage: SMTPStage, expected: (said: String, kind: String)) {
        #expect(stage.outcome(of: reply(expected.said)).kind == expected.kind)
    }

    @Test(arguments: [SMTPStage.mail, .recipient, .data, .body, .dot], [500, 501, 502, 503, 504])
    func `500 to 504 is our own mistake`(stage: SMTPStage, code: Int) {
        #expect(stage.outcome(of: Reply(code: code, text: "what?")).kind == "refused ours")
    }

    @Test func `a 421 after the dot is an answer`() {
        #expect(SMTPStage.dot.outcome(of: reply("421 4.3.2 not taken")).kind == "postponed")
        #expect(SMTPStage.data.outcome(of: reply("421 4.3.2 closing")).kind == "interrupted")
        #expect(SMTPStage.body.outcome(of: reply("421 4.4.2 too slow")).kind == "interrupted")
    }

    @Test(arguments: [200, 250, 251, 299])
    func `2xx after the dot is acceptance`(code: Int) {
        #expect(SMTPStage.dot.outcome(of: Reply(code: code, text: "")).kind == "accepted")
    }

    @Test func `what is neither yes nor no after the dot is a doubt`() {
        #expect(SMTPStage.dot.outcome(of: Reply(code: 354, text: "more?")).kind == "unknown")
    }

    @Test(
        arguments: zip(
            SMTPStage.allCases,
            [
                "trouble unreachable", "trouble unreachable", "trouble unreachable", "interrupted", "interrupted",
                "interrupted", "unknown",
            ]))
    func `without a reply the stage alone decides`(stage: SMTPStage, kind: String) {
        #expect(stage.outcome(withoutReply: "gone").kind == kind)
    }

    private func reply(_ line: String) -> Reply {
        Reply(code: Int(line.prefix(3)) ?? 0, said: Array(line.dropFirst(4).utf8), eraser: .anybody)
    }
}
