import Domain
import Storage
import TestSupport
import Testing

/// QUEUE.md's table, row by row.
struct OutboxTransitionTests {
    @Test func `cancelled while it was refused for its address: the address is marked all the same`() throws {
        let queue = try Queue()
        let before = try queue.intended()
        try queue.store.write { try $0.cancel(before.uid) }
        try queue.settle(before, .dead(.no, .address))
        #expect(try queue.before.events == ["planned", "cancel-asked", "dead-address", "cancelled-by-person"])
        #expect(try queue.message(.after).state == .cancelled)
    }

    @Test func `cancelled while the relay refused the sender: sending is paused all the same`() throws {
        let queue = try Queue()
        let before = try queue.intended()
        try queue.store.write { try $0.cancel(before.uid) }
        try queue.settle(before, .senderRefused(.no, again: queue.house.now))
        #expect(try queue.before.events == ["planned", "cancel-asked", "sender-refused", "cancelled-by-person"])
        #expect(try queue.store.read { try $0.pauseReason() } != nil)
    }

    @Test func `a relay's trouble for hours leaves its first and its last line, of each code`() throws {
        let queue = try Queue()
        for step in 0..<40 {
            let message = try step == 0 ? queue.intended() : queue.intendedAgain()
            let answer = Settlement.Answer(code: step.isMultiple(of: 10) ? 421 : 451, text: "try later \(step)")
            try queue.settle(message, .waits(until: queue.house.now + .seconds(5), answer, .relayTrouble))
            queue.house.pass(.seconds(5))
        }
        let lines = try queue.before.history.filter { $0.what == "relay-trouble" }
        #expect(lines.map(\.text) == ["try later 0", "try later 1", "try later 30", "try later 39"])
        #expect(lines.last?.at == queue.house.now - .seconds(5))
        // What is counted stays, each time.
        for _ in 0..<3 {
            try queue.settle(queue.intendedAgain(), .waits(until: queue.house.now, .later, .attempt))
        }
        #expect(try queue.before.events.suffix(3) == ["postponed", "postponed", "postponed"])
    }

    @Test func `a meeting plans its letters, ready`() throws {
        let queue = try Queue()
        let messages = try queue.house.messages()
        #expect(messages.map(\.kind) == ["before-day", "after", "nudge"])
        #expect(messages.allSatisfy { $0.state == .ready && $0.events == ["planned"] && $0.to == "buddy1@example.org" })
        #expect(messages[0].due == (try moment("2026-11-30T16:00")))
    }

    @Test func `nothing is claimed before it is due, and then it is leased`() throws {
        let queue = try Queue()
        #expect(try queue.claim().isEmpty)
        #expect(try queue.claimAtFour().count == 1)
        #expect(try queue.before.state == .leased)
        #expect(try queue.claim().isEmpty)
    }

    @Test func `two claims never have the same token`() throws {
        let queue = try Queue(buddies: 2)
        let claims = try queue.claimAtFour(limit: 1) + queue.claim(limit: 1)
        #expect(Set(claims.map(\.claim)).count == 2)
    }

    @Test func `accepted becomes sent, and the person was told`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .sent(.fine))
        let message = try queue.before
        #expect(message.state == .sent)
        #expect(message.attempts == 1)
        #expect(message.history.last?.what == "sent")
        #expect(message.history.last?.code == 250)
        // Told means that a move is worth a letter.
        try queue.house.importing(Programmes.change(#""starts":"2026-12-02T10:00""#))
        #expect(try queue.message(.moved).state == .ready)
    }

    @Test func `refused becomes dead, and says why`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .dead(.no, .content))
        #expect(try queue.before.state == .dead)
        #expect(try queue.before.lastReply == "5.1.1 no such user")
    }

    @Test func `a dead address takes the other letters to it out, until it is corrected`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .dead(.no, .address))
        #expect(try queue.before.lastEvent == "dead-address")
        #expect(try queue.message(.after).state == .cancelled)
        try queue.house.importing(#"{"buddies":[{"ref":"b1","email":"nieuw@example.org"}]}"#)
        #expect(try queue.message(.after).state == .ready)
        #expect(try queue.message(.after).to == "nieuw@example.org")
    }

    @Test func `postponed waits, counted`() throws {
        let queue = try Queue()
        let later = queue.house.now + .minutes(4)
        try queue.settle(queue.intended(), .waits(until: later, .later, .attempt))
        let message = try queue.before
        #expect(message.state == .ready)
        #expect(message.attempts == 1)
        #expect(message.lastEvent == "postponed")
    }

    @Test func `the relay's own trouble waits, not counted`() throws {
        let queue = try Queue()
        let intended = try queue.intended()
        try queue.settle(intended, .waits(until: queue.house.now + .seconds(5), .later, .relayTrouble))
        #expect(try queue.before.state == .ready)
        #expect(try queue.before.attempts == 0)
    }

    @Test func `a wait that would pass its use ends just before it`() throws {
        let queue = try Queue()
        let intended = try queue.intended()
        try queue.settle(intended, .waits(until: queue.house.now + .days(9), .later, .attempt))
        #expect(try queue.before.due < queue.before.expires)
    }

    @Test func `a first doubt is recorded and sent once more, a second is held`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .doubted(.init(text: "no reply")))
        #expect(try queue.before.state == .ready)
        #expect(try queue.before.doubts == 1)
        #expect(try queue.before.events == ["planned", "doubt"])
        let again = try queue.intendedAgain()
        #expect(again.messageID.text == (try queue.before.messageID))
        try queue.settle(again, .doubted(.init(text: "no reply")))
        #expect(try queue.before.state == .held)
        #expect(try queue.before.events.suffix(2) == ["doubt", "held"])
    }

    @Test func `with the hold policy the first doubt is held`() throws {
        let queue = try Queue(settings: ["doubt_policy": "hold"])
        try queue.settle(queue.intended(), .doubted(.init(text: "no reply")))
        #expect(try queue.before.state == .held)
    }

    @Test func `an outcome that comes with an old claim changes nothing`() throws {
        let queue = try Queue()
        let claimed = try #require(try queue.claimAtFour().first)
        let intended = try #require(try queue.intend(claimed))
        try queue.settle(intended, .waits(until: queue.house.now, .later, .relayTrouble))
        let second = try #require(try queue.claim().first)
        #expect(try !queue.settle(intended, .sent(.fine)))
        #expect(try queue.before.state == .leased)
        #expect(second.claim != claimed.claim)
    }

    @Test func `an intent is committed once`() throws {
        let queue = try Queue()
        let claimed = try #require(try queue.claimAtFour().first)
        #expect(try queue.intend(claimed) != nil)
        #expect(try queue.intend(claimed) == nil)
    }

    @Test func `what is past its use expires and is not claimed`() throws {
        let queue = try Queue()
        try queue.house.pass(until: "2026-12-01T13:00")
        #expect(try queue.claim().isEmpty)
        #expect(try queue.before.state == .expired)
        #expect(try queue.before.lastEvent == "expired")
    }

    @Test func `a released lease is ready again, uncounted`() throws {
        let queue = try Queue()
        let claimed = try queue.claimAtFour()
        try queue.store.write { try $0.release(claimed) }
        #expect(try queue.before.state == .ready)
        #expect(try queue.before.attempts == 0)
    }

    @Test func `cancelling a ready message`() throws {
        let queue = try Queue()
        let uid = try #require(Uid(queue.before.uid))
        try queue.store.write { try $0.cancel(uid) }
        #expect(try queue.before.state == .cancelled)
        #expect(throws: StoreError.self) { try queue.store.write { try $0.cancel(uid) } }
    }

    @Test(arguments: [
        Settlement.waits(until: Instant(milliseconds: 0), .later, .attempt), .doubted(.later), .dead(.no, .content),
    ])
    func `cancelling while it is sent: any outcome but accepted cancels`(outcome: Settlement) throws {
        let queue = try Queue()
        let intended = try queue.intended()
        let uid = try #require(Uid(queue.before.uid))
        try queue.store.write { try $0.cancel(uid) }
        #expect(try queue.before.state == .leased)
        try queue.settle(intended, outcome)
        #expect(try queue.before.state == .cancelled)
        #expect(try queue.before.lastEvent == "cancelled-by-person")
    }

    @Test func `cancelling while it is sent: accepted is sent, and a cancelled meeting is told`() throws {
        let queue = try Queue()
        let intended = try queue.intended()
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        try queue.settle(intended, .sent(.fine))
        #expect(try queue.before.state == .sent)
        #expect(try queue.message(.cancelled).state == .ready)
        #expect(try queue.message(.after).state == .cancelled)
    }

    @Test func `a dead message goes again with a new Message-ID, a held one with its own`() throws {
        let dead = try Queue()
        try dead.settle(dead.intended(), .dead(.no, .content))
        let (before, uid) = (try dead.before, try #require(Uid(dead.before.uid)))
        try dead.store.write { try $0.retry(uid) }
        #expect(try dead.before.state == .ready)
        #expect(try dead.before.messageID != before.messageID)

        let held = try Queue(settings: ["doubt_policy": "hold"])
        try held.settle(held.intended(), .doubted(.later))
        let (kept, heldUid) = (try held.before, try #require(Uid(held.before.uid)))
        try held.store.write { try $0.releaseHold(heldUid) }
        #expect(try held.before.state == .ready)
        #expect(try held.before.messageID == kept.messageID)
    }

    @Test func `a held message that a person refuses is cancelled`() throws {
        let queue = try Queue(settings: ["doubt_policy": "hold"])
        try queue.settle(queue.intended(), .doubted(.later))
        let uid = try #require(Uid(queue.before.uid))
        try queue.store.write { try $0.cancel(uid) }
        #expect(try queue.before.state == .cancelled)
    }

    @Test func `what is past its use is not sent again`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .dead(.no, .content))
        let uid = try #require(Uid(queue.before.uid))
        try queue.house.pass(until: "2026-12-01T15:00")
        #expect(throws: StoreError.self) { try queue.store.write { try $0.retry(uid) } }
        #expect(try queue.before.state == .dead)
    }

    @Test func `five policy refusals in a row are held and pause the tenant; resuming lets it go on`() throws {
        let queue = try Queue(buddies: 6)
        let claimed = try queue.claimAtFour()
        for message in claimed.prefix(5) {
            let intended = try #require(try queue.intend(message))
            try queue.settle(intended, .dead(.init(code: 550, text: "5.7.1 no"), .policy))
        }
        let states = try queue.house.messages().filter { $0.kind == "before-day" }.map(\.state)
        #expect(states.count { $0 == .held } == 5)
        #expect(try queue.store.read { try $0.pauseReason() } != nil)
        #expect(try queue.claim().isEmpty)
        try queue.store.write { try $0.resumeSending() }
        #expect(try queue.store.read { try $0.pauseReason() } == nil)
    }

    @Test func `an accepted message ends a row of policy refusals`() throws {
        let queue = try Queue(buddies: 6)
        let claimed = try queue.claimAtFour()
        for (index, message) in claimed.enumerated() {
            let intended = try #require(try queue.intend(message))
            let refused = Settlement.dead(.init(code: 550, text: "5.7.1 no"), .policy)
            try queue.settle(intended, index == 3 ? .sent(.fine) : refused)
        }
        #expect(try queue.store.read { try $0.pauseReason() } == nil)
        #expect(try queue.house.messages().allSatisfy { $0.state != .held })
    }

    @Test func `a refused sender pauses the tenant and kills no message`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .senderRefused(.init(code: 553, text: "not yours"), again: queue.house.now))
        #expect(try queue.before.state == .ready)
        #expect(try queue.store.read { try $0.pauseReason() } != nil)
        // Nothing but that it may be over.
        #expect(try queue.store.nextDue() == moment("2026-12-01T13:00"))
    }
}
