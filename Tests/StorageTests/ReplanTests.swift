import Domain
import Storage
import TestSupport
import Testing

/// A change to the programme and the messages that follow from it (QUEUE.md, promises 1, 3 and 7).
struct ReplanTests {
    @Test func `the same file ten times gives one mail`() throws {
        let queue = try Queue()
        for _ in 0..<9 { try queue.house.importing(Programmes.meetings("2026-12-01T14:00")) }
        #expect(try queue.house.messages().count == 3)
        #expect(try queue.house.messages().allSatisfy { $0.events == ["planned"] })
    }

    @Test func `A to B to A within the settling time gives nothing`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .sent(.fine))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        #expect(try queue.message(.moved).state == .ready)
        queue.house.pass(.minutes(2))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T14:00""#))
        let messages = try queue.house.messages()
        #expect(messages.count { $0.kind == "moved" && $0.state == .ready } == 0)
        #expect(messages.count { $0.kind == "before-day" && $0.state == .ready } == 0)
        #expect(messages.count { $0.kind == "after" && $0.state == .ready } == 1)
    }

    @Test func `a letter that a change cancelled comes back when the change is taken back`() throws {
        let queue = try Queue()
        try queue.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        queue.house.pass(.minutes(1))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-01T14:00""#))
        let ready = try queue.house.messages().filter { $0.state == .ready }
        #expect(ready.map(\.kind) == ["before-day", "after", "nudge"])
        #expect(ready[0].due == (try moment("2026-11-30T16:00")))
        #expect(ready[0].events == ["planned", "superseded", "revived"])
    }

    @Test func `who was told nothing hears nothing of a move`() throws {
        let queue = try Queue()
        try queue.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        #expect(try queue.house.messages().allSatisfy { $0.kind != "moved" })
    }

    @Test func `who was told hears of a move after it settled, with one letter`() throws {
        let queue = try Queue()
        try queue.settle(queue.intended(), .sent(.fine))
        try queue.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        queue.house.pass(.minutes(6))
        let claimed = try queue.claim()
        #expect(claimed.count == 1)
        let first = try #require(claimed.first)
        let moved = try #require(try queue.intend(first))
        #expect(moved.kind == .moved)
        #expect(moved.parts[0].previous?.starts == LocalDateTime("2026-12-01T14:00"))
    }

    @Test func `a cancelled meeting takes its waiting letters out`() throws {
        let queue = try Queue()
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        #expect(try queue.house.messages().allSatisfy { $0.state == .cancelled })
    }

    @Test func `a letter whose meeting moved while it was claimed does not go`() throws {
        let queue = try Queue()
        let claimed = try #require(try queue.claimAtFour().first)
        try queue.house.importing(Programmes.change(#""starts":"2026-12-09T10:00""#))
        #expect(try queue.intend(claimed) == nil)
        #expect(try queue.house.messages().filter { $0.kind == "before-day" }.map(\.state) == [.cancelled, .ready])
    }

    @Test func `a stopped buddy gets nothing more`() throws {
        let queue = try Queue()
        try queue.house.importing(#"{"buddies":[{"ref":"b1","state":"stopped"}]}"#)
        #expect(try queue.house.messages().allSatisfy { $0.state == .cancelled })
    }

    @Test func `an ended match gets nothing more`() throws {
        let queue = try Queue()
        try queue.house.importing(#"{"matches":[{"ref":"m1","until":"2026-11-29"}]}"#)
        #expect(try queue.house.messages().allSatisfy { $0.state == .cancelled })
    }

    @Test func `a new address is where the waiting letters go`() throws {
        let queue = try Queue()
        try queue.house.importing(#"{"buddies":[{"ref":"b1","email":"ander@example.org"}]}"#)
        let intended = try queue.intended()
        #expect(intended.recipient.description == "ander@example.org")
    }

    @Test func `over the cap the rest of the day's letters join into one mail`() throws {
        let queue = try Queue()
        let more = (2...4).map { number in
            #"{"ref":"g\#(number)","match":"m1","starts":"2026-12-01T1\#(number + 4):00","minutes":30,"buddy_attends":true}"#
        }
        try queue.house.importing(#"{"meetings":[\#(more.joined(separator: ","))]}"#)
        var mails = 0
        var parts = 0
        for claimed in try queue.claimAtFour() {
            guard let intended = try queue.intend(claimed) else { continue }
            mails += 1
            parts += intended.parts.count
            try queue.settle(intended, .sent(.fine))
        }
        #expect(mails <= 2)
        #expect(parts == 4)
        #expect(try queue.house.messages().count { $0.lastEvent == "joined" } == 4 - mails)
    }
}
