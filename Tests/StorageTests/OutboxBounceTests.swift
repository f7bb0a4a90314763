import Domain
import Storage
import TestSupport
import Testing

/// What comes back after the relay accepted it.
struct OutboxBounceTests {
    private let no = Settlement.Answer(code: 550, text: "5.1.1 no such user")

    private func sent() throws -> (Queue, Uid) {
        let queue = try Queue()
        try queue.settle(queue.intended(), .sent(.fine))
        return (queue, try #require(Uid(try queue.before.uid)))
    }

    private func bounce(_ queue: Queue, _ uid: Uid, _ finding: BounceFinding, _ text: String? = nil) throws -> Bool {
        let answer = text.map { Settlement.Answer(text: $0) } ?? no
        return try queue.store.write { try $0.bounced(uid, finding, answer) }
    }

    @Test func `a bounce keeps the message sent, and takes the other letters out until the address is corrected`()
        throws
    {
        let (queue, uid) = try sent()
        #expect(try queue.message(.after).state == .ready)
        #expect(try bounce(queue, uid, .addressDead))
        #expect(try queue.before.state == .sent)
        #expect(try queue.before.history.last?.what == "bounced")
        #expect(try queue.before.history.last?.code == 550)
        #expect(try queue.before.history.last?.text == "5.1.1 no such user")
        #expect(try queue.message(.after).state == .cancelled)
        try queue.house.importing(#"{"buddies":[{"ref":"b1","email":"nieuw@example.org"}]}"#)
        #expect(try queue.message(.after).state == .ready)
        #expect(try queue.message(.after).to == "nieuw@example.org")
    }

    @Test func `the same report twice changes nothing twice, also not the corrected address`() throws {
        let (queue, uid) = try sent()
        #expect(try bounce(queue, uid, .addressDead))
        try queue.house.importing(#"{"buddies":[{"ref":"b1","email":"nieuw@example.org"}]}"#)
        let after = try queue.house.messages()
        #expect(try bounce(queue, uid, .addressDead))
        #expect(try bounce(queue, uid, .delayed, "4.4.1 later"))
        #expect(try queue.house.messages() == after)
    }

    @Test(arguments: [(BounceFinding.delayed, "delayed"), (.undelivered, "undelivered")])
    func `what is not the address's fault is noted, once, and nothing else`(finding: BounceFinding, event: String)
        throws
    {
        let (queue, uid) = try sent()
        let others = try queue.house.messages().dropFirst()
        #expect(try bounce(queue, uid, finding, "4.4.1 geen antwoord"))
        #expect(try bounce(queue, uid, finding, "4.4.1 geen antwoord"))
        #expect(try queue.before.state == .sent)
        #expect(try queue.before.events == ["planned", "sent", event])
        #expect(try queue.house.messages().dropFirst() == others)
        // Late is not the last word.
        #expect(try bounce(queue, uid, .addressDead))
        #expect(try queue.before.lastEvent == "bounced")
    }

    @Test func `a flood of different texts does not fill the history`() throws {
        let (queue, uid) = try sent()
        for number in 0..<50 { #expect(try bounce(queue, uid, .delayed, "4.4.1 nummer \(number)")) }
        #expect(try queue.before.events.count == 10)
        #expect(try bounce(queue, uid, .addressDead))
        #expect(try queue.before.lastEvent == "bounced")
    }

    @Test func `an unknown uid changes nothing`() throws {
        let (queue, _) = try sent()
        let before = try queue.house.messages()
        #expect(try !bounce(queue, .random(), .addressDead))
        #expect(try queue.house.messages() == before)
    }

    @Test func `a message in doubt that comes back is not sent again`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .doubted(.init(text: "no reply")))
        let uid = try #require(Uid(try queue.before.uid))
        #expect(try queue.before.state == .ready)
        #expect(try bounce(queue, uid, .addressDead))
        #expect(try queue.before.state == .cancelled)
        #expect(try queue.before.events.contains("bounced"))
        #expect(try queue.claim().isEmpty)
    }
}
