import Domain
import Storage
import TestSupport
import Testing

/// What becomes of a letter that could not go in time (QUEUE.md, promise 4), alone and joined with others.
struct OutboxExpiryTests {
    private func queue(cap: String? = nil) throws -> Queue {
        try Queue(settings: cap.map { ["cap_buddy_day": $0] } ?? [:], coordinators: ["noor@example.org"])
    }

    private func alarms(_ queue: Queue) throws -> [QueuedMessage] {
        try queue.house.messages().filter { $0.kind == "alarm" }
    }

    @Test func `refused until its last moment: the coordinator is told while the meeting is still to come`() throws {
        let queue = try queue()
        let before = try queue.intended()
        try queue.settle(before, .waits(until: queue.house.now + .hours(30), .full, .attempt))
        let due = try queue.before.due
        #expect(due == (try moment("2026-12-01T13:00")) - .milliseconds(1))
        queue.house.pass(due - queue.house.now)
        let last = try #require(try queue.claim().first { try queue.before.uid == queue.uid(of: $0) })
        let again = try #require(try queue.intend(last))
        try queue.settle(again, .waits(until: queue.house.now + .hours(4), .full, .attempt))
        #expect(try queue.before.events == ["planned", "postponed", "postponed", "expired"])
        #expect(try alarms(queue).map(\.state) == [.ready])
    }

    @Test func `over between its claim and its intent: the coordinator is told`() throws {
        let queue = try queue()
        let claimed = try #require(try queue.claimAtFour().first { try queue.before.uid == queue.uid(of: $0) })
        try queue.house.pass(until: "2026-12-01T13:00")
        #expect(try queue.intend(claimed) == nil)
        #expect(try queue.before.events == ["planned", "expired"])
        #expect(try alarms(queue).count == 1)
    }

    @Test(arguments: ["replan", "import"])
    func `over before the sender looked, planned again meanwhile: the coordinator is told`(how: String) throws {
        let queue = try queue()
        try queue.house.pass(until: "2026-12-01T13:30")
        if how == "replan" {
            try queue.store.write { try $0.replanAll() }
        } else {
            try queue.house.importing(Programmes.change(#""minutes":60"#))
        }
        _ = try queue.claim()
        #expect(try queue.before.events == ["planned", "expired"])
        #expect(try alarms(queue).count == 1)
    }

    @Test func `over between its claim and its intent, planned again meanwhile: the coordinator is told`() throws {
        let queue = try queue()
        let claimed = try #require(try queue.claimAtFour().first { try queue.before.uid == queue.uid(of: $0) })
        try queue.house.pass(until: "2026-12-01T13:00")
        try queue.store.write { try $0.replanAll() }
        #expect(try queue.intend(claimed) == nil)
        #expect(try queue.before.events == ["planned", "expired"])
    }

    @Test(arguments: [#""cancelled":true"#, #""starts":"2026-12-09T14:00""#])
    func `what is over and not wanted any more is nobody's loss`(change: String) throws {
        let queue = try queue()
        try queue.house.pass(until: "2026-12-01T13:30")
        try queue.house.importing(Programmes.change(change))
        #expect(try queue.before.events == ["planned", "superseded"])
        _ = try queue.claim()
        #expect(try alarms(queue).isEmpty)
    }

    /// The reminders of ten and of four o'clock in one mail, which the relay's trouble kept from going.
    private func joined(_ queue: Queue, _ settlement: (Queue) -> Settlement) throws -> Uid {
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T10:00""#))
        try queue.house.importing(
            #"{"meetings":[{"ref":"late","match":"m1","starts":"2026-12-01T16:00","minutes":30,"buddy_attends":true}]}"#
        )
        let claimed = try queue.claimAtFour()
        let mail = try #require(try claimed.lazy.compactMap { try queue.intend($0) }.first)
        #expect(mail.parts.count == 2)
        #expect(mail.expires == (try moment("2026-12-01T09:00")))
        try queue.settle(mail, settlement(queue))
        return mail.uid
    }

    private func message(_ uid: Uid, _ queue: Queue) throws -> QueuedMessage {
        try #require(try queue.house.messages().first { $0.uid == uid.text })
    }

    @Test func `of a joined mail only the letter that is over ends, and the other goes on`() throws {
        let queue = try queue(cap: "1")
        let uid = try joined(queue) { .waits(until: $0.house.now + .minutes(5), .later, .relayTrouble) }
        try queue.house.pass(until: "2026-12-01T09:30")
        let mail = try #require(try queue.claim().compactMap { try queue.intend($0) }.first { $0.uid == uid })
        #expect(mail.parts.map(\.starts.description) == ["2026-12-01T16:00"])
        #expect(mail.expires == (try moment("2026-12-01T15:00")))
        let over = try #require(try queue.house.messages().first { $0.state == .expired })
        #expect(over.events == ["set-aside", "expired"] && over.history.first?.text == uid.text)
        #expect(over.reasons.count == 1)
        #expect(try alarms(queue).count == 1)
        try queue.settle(mail, .sent(.fine))
        #expect(try message(uid, queue).reasons.count == 1)
    }

    @Test func `the last try for the first letter of a joined mail is not the last for the other`() throws {
        let queue = try queue(cap: "1")
        let uid = try joined(queue) { .waits(until: $0.house.now + .hours(20), .later, .attempt) }
        let due = try message(uid, queue).due
        #expect(due == (try moment("2026-12-01T09:00")) - .milliseconds(1))
        queue.house.pass(due - queue.house.now)
        let mail = try #require(try queue.claim().compactMap { try queue.intend($0) }.first { $0.uid == uid })
        #expect(mail.parts.count == 2)
        try queue.settle(mail, .waits(until: queue.house.now + .hours(4), .later, .attempt))
        let rest = try message(uid, queue)
        #expect(rest.state == .ready && rest.attempts == 2)
        #expect(rest.due == queue.house.now + .hours(4) && rest.reasons.count == 1)
        #expect(try alarms(queue).count == 1)
    }

    @Test func `a person sends a joined mail again for the letter that is still of use`() throws {
        let queue = try queue(cap: "1")
        let uid = try joined(queue) { _ in .dead(.no, .content) }
        try queue.house.pass(until: "2026-12-01T09:30")
        try queue.store.write { try $0.retry(uid) }
        let mail = try #require(try queue.claim().compactMap { try queue.intend($0) }.first { $0.uid == uid })
        #expect(mail.parts.map(\.starts.description) == ["2026-12-01T16:00"])
        #expect(mail.expires == (try moment("2026-12-01T15:00")))
    }

    /// Entered in the evening before, so that whoever was told by either letter needs no other.
    private func joinedLate(_ queue: Queue) throws -> IntendedMessage {
        try queue.house.pass(until: "2026-11-30T18:00")
        try queue.house.importing(
            """
            {"meetings":[{"ref":"g1","cancelled":true},
             {"ref":"early","match":"m1","starts":"2026-12-01T10:00","minutes":30,"buddy_attends":true},
             {"ref":"late","match":"m1","starts":"2026-12-01T16:00","minutes":30,"buddy_attends":true}]}
            """)
        let mail = try #require(try queue.claim().lazy.compactMap { try queue.intend($0) }.first)
        #expect(mail.parts.count == 2)
        return mail
    }

    @Test(arguments: [Settlement.doubted(.later), .dead(.no, .content)])
    func `a joined mail that failed in doubt can be sent for the letter that is still of use`(end: Settlement) throws {
        let queue = try queue(cap: "1")
        let mail = try joinedLate(queue)
        try queue.settle(mail, .doubted(.later))
        let again = try #require(try queue.claim().lazy.compactMap { try queue.intend($0) }.first)
        #expect(again.uid == mail.uid && again.parts.count == 2)
        try queue.settle(again, end)
        #expect(try message(mail.uid, queue).expires == (try moment("2026-12-01T15:00")))
        try queue.house.pass(until: "2026-12-01T09:30")
        try queue.store.write { try $0.retry(mail.uid) }
        let last = try #require(try queue.claim().compactMap { try queue.intend($0) }.first { $0.uid == mail.uid })
        #expect(last.parts.map(\.starts.description) == ["2026-12-01T16:00"])
    }

    @Test func `a joined mail of which nothing is of use any more is over as a whole`() throws {
        let queue = try queue(cap: "1")
        let uid = try joined(queue) { .waits(until: $0.house.now + .minutes(5), .later, .relayTrouble) }
        try queue.house.pass(until: "2026-12-01T15:30")
        _ = try queue.claim()
        let mail = try message(uid, queue)
        #expect(mail.state == .expired && mail.reasons.count == 2)
        #expect(try alarms(queue).count == 1)
    }
}

extension Settlement.Answer {
    fileprivate static let full = Self(code: 552, text: "5.2.2 mailbox full")
}
