import Domain
import TestSupport
import Testing

@testable import Storage

/// What follows when nobody knows whether a letter arrived (QUEUE.md, promise 2).
struct OutboxDoubtTests {
    private func ready(_ queue: Queue) throws -> [String] {
        try queue.house.messages().filter { $0.state == .ready }.map(\.kind)
    }

    private func intended(_ queue: Queue, _ kind: LetterKind) throws -> IntendedMessage {
        try #require(try queue.claim().compactMap { try queue.intend($0) }.first { $0.kind == kind })
    }

    @Test(arguments: ["hold", "resend"])
    func `who may have been told hears that it is off`(policy: String) throws {
        let queue = try Queue(settings: ["doubt_policy": policy])
        try queue.settle(queue.intended(), .doubted(.later))
        if policy == "resend" { try queue.settle(queue.intendedAgain(), .doubted(.later)) }
        #expect(try queue.before.state == .held)
        try queue.house.pass(until: "2026-11-30T17:00")
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        #expect(try ready(queue) == ["cancelled"])
    }

    @Test(arguments: [#""cancelled":true"#, #""starts":"2026-12-01T16:00""#])
    func `taken back while it was on the wire, and then in doubt: news of it goes`(change: String) throws {
        let queue = try Queue()
        let before = try queue.intended()
        try queue.house.importing(Programmes.change(change))
        try queue.settle(before, .doubted(.later))
        #expect(try queue.before.lastEvent == "cancelled-in-doubt")
        let news = change.contains("cancelled") ? "cancelled" : "moved"
        #expect(try ready(queue).contains(news))
    }

    @Test func `a person's cancelling in doubt: whoever may have the letter hears of a change`() throws {
        let queue = try Queue()
        let before = try queue.intended()
        try queue.store.write { try $0.cancel(before.uid) }
        try queue.settle(before, .doubted(.later))
        try queue.house.pass(until: "2026-11-30T17:00")
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        #expect(try queue.before.lastEvent == "cancelled-by-person")
        #expect(try ready(queue) == ["cancelled"])
    }

    @Test(arguments: ["before-day", "moved", "cancelled", "intervision-invite"])
    func `a letter in doubt goes once more as it was, and makes no news of itself`(kind: String) throws {
        let kind = try #require(LetterKind(rawValue: kind))
        let queue = try Queue()
        switch kind {
        case .beforeDay:
            // Entered after its moment: it is late, and would be needless after any other letter.
            try queue.house.pass(until: "2026-11-30T18:00")
            try queue.house.importing(Programmes.change(#""starts":"2026-12-01T13:00""#))
            queue.house.pass(.minutes(5))
        case .intervisionInvite:
            try queue.house.importing(
                #"{"intervisions":[{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"place":"online","participants":["b1"]}]}"#
            )
        default:
            try queue.settle(queue.intended(), .sent(.fine))
            let isOff = kind == .cancelled
            try queue.house.importing(
                Programmes.change(isOff ? #""cancelled":true"# : #""starts":"2026-12-01T16:00""#))
            queue.house.pass(.minutes(5))
        }
        let first = try intended(queue, kind)
        try queue.settle(first, .doubted(.later))
        // Whatever plans again finds it wanted still.
        try queue.store.write { try $0.replanAll() }
        let again = try intended(queue, kind)
        #expect(again.uid == first.uid && again.messageID == first.messageID && again.doubts == 1)
        #expect(again.parts.map(\.starts) == first.parts.map(\.starts))
        try queue.settle(again, .sent(.fine))
        let sent = try #require(try queue.house.messages().first { $0.uid == first.uid.text })
        #expect(sent.events == ["planned", "doubt", "sent"])
        #expect(try ready(queue).allSatisfy { !["moved", "cancelled"].contains($0) })
    }

    @Test func `a moved letter in doubt: moved back is news`() throws {
        let queue = try Queue(settings: ["doubt_policy": "hold"])
        try queue.settle(queue.intended(), .sent(.fine))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T16:00""#))
        queue.house.pass(.minutes(5))
        try queue.settle(intended(queue, .moved), .doubted(.later))
        queue.house.pass(.minutes(10))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T14:00""#))
        #expect(try ready(queue).contains("moved"))
        #expect(try queue.house.messages().filter { $0.kind == "moved" }.map(\.state) == [.held, .ready])
    }

    @Test func `released by a person, a letter in doubt goes although it may be known`() throws {
        let queue = try Queue(settings: ["doubt_policy": "hold"])
        try queue.settle(queue.intended(), .sent(.fine))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T16:00""#))
        queue.house.pass(.minutes(5))
        let moved = try intended(queue, .moved)
        try queue.settle(moved, .doubted(.later))
        try queue.store.write { try $0.releaseHold(moved.uid) }
        #expect(try intended(queue, .moved).messageID == moved.messageID)
    }

    @Test(arguments: ["before the crash", "after it"], [#""cancelled":true"#, #""starts":"2026-12-01T16:00""#])
    func `after a crash, whoever may have been told hears of a change`(when: String, change: String) throws {
        let queue = try Queue()
        _ = try queue.intended()
        queue.house.pass(.seconds(5))
        if when == "before the crash" { try queue.house.importing(Programmes.change(change)) }
        let tenants = try queue.house.reopened()
        let store = try tenants.store(slug("duinrand"), queue.house.scope)
        if when == "after it" {
            let file = ProgrammeFile.parse(Array(Programmes.change(change).utf8), zone: .amsterdam)
            _ = try store.write { try $0.importProgramme(file) }.get()
        }
        let messages = try store.read { try $0.messages(state: nil) }
        tenants.shutDown()
        let news = change.contains("cancelled") ? "cancelled" : "moved"
        #expect(messages.contains { $0.kind == news && $0.state == .ready })
        #expect(messages.first { $0.kind == "before-day" }?.state == .cancelled)
    }

    @Test func `after a crash a letter goes once more, and makes no news of itself`() throws {
        let queue = try Queue()
        let before = try queue.intended()
        let tenants = try queue.house.reopened()
        let store = try tenants.store(slug("duinrand"), queue.house.scope)
        let again = try store.write { writer in
            try writer.claim(limit: 8).messages.compactMap { try writer.intend($0) }
        }
        let kinds = try store.read { try $0.messages(state: nil) }.map(\.kind)
        tenants.shutDown()
        #expect(again.map(\.messageID) == [before.messageID])
        #expect(Set(kinds) == ["before-day", "after", "nudge"])
    }

    /// Two reminders that are due together, of which only one may go alone, the first of them in doubt.
    private func two(_ house: (Queue) throws -> Void) throws -> (queue: Queue, doubtful: IntendedMessage) {
        let queue = try Queue(settings: ["cap_buddy_day": "1", "cap_buddy_week": "7"])
        let doubtful = try queue.intended()
        try queue.settle(doubtful, .doubted(.later))
        try queue.house.importing(
            #"{"meetings":[{"ref":"late","match":"m1","starts":"2026-12-01T16:00","minutes":30,"buddy_attends":true}]}"#
        )
        try house(queue)
        return (queue, doubtful)
    }

    @Test(arguments: [true, false])
    func `a letter in doubt takes no other along, and goes along with no other`(isFirst: Bool) throws {
        let (queue, doubtful) = try two { _ in }
        let claimed = try queue.claim()
        #expect(claimed.count == 2)
        let mails = try (isFirst ? claimed : claimed.reversed()).compactMap { try queue.intend($0) }
        #expect(mails.map(\.parts.count) == Array(repeating: 1, count: mails.count))
        // The other took the one place of this day: it waits for the next.
        #expect(mails.contains { $0.uid == doubtful.uid } == isFirst)
        let events = try queue.house.messages().first { $0.uid == doubtful.uid.text }?.events
        #expect(events == (isFirst ? ["planned", "doubt"] : ["planned", "doubt", "capped"]))
        #expect(try queue.house.messages().allSatisfy { $0.lastEvent != "joined" })
    }

    @Test func `a letter in doubt that a person releases takes no other along either`() throws {
        let (queue, doubtful) = try two { queue in
            try queue.settle(queue.intendedAgain(), .doubted(.later))
            let held = try #require(Uid(queue.before.uid))
            try queue.store.write { try $0.releaseHold(held) }
        }
        let mails = try queue.claim().compactMap { try queue.intend($0) }
        #expect(mails.first { $0.uid == doubtful.uid }?.parts.count == 1)
        #expect(try queue.house.messages().allSatisfy { $0.lastEvent != "joined" })
    }
}
