import Domain
import Storage
import TestSupport
import Testing

/// A meeting that another buddy goes to after the first one was told of it: nobody stands at the school for nothing.
struct OtherBuddyTests {
    private let queue: Queue
    private var house: TestHouse { queue.house }

    init() throws {
        queue = try Queue()
        try house.importing(
            """
            {"buddies":[{"ref":"b2","name":"Yasmin Tweede","email":"buddy2@example.org","state":"matched"}],
             "matches":[{"ref":"m2","buddy":"b2","requester":"p1","since":"2026-10-01","label":"Wilg"}]}
            """)
        try queue.settle(queue.intended(), .sent(.fine))
    }

    private func ready(to buddy: Int) throws -> [String] {
        try house.messages().filter { $0.state == .ready && $0.to == "buddy\(buddy)@example.org" }.map(\.kind)
    }

    private func sendAll() throws -> [IntendedMessage] {
        house.pass(.minutes(6))
        return try queue.claim().compactMap { claimed in
            guard let message = try queue.intend(claimed) else { return nil }
            try queue.settle(message, .sent(.fine))
            return message
        }
    }

    @Test(arguments: [
        #"{"meetings":[{"ref":"g1","match":"m2"}]}"#, #"{"matches":[{"ref":"m1","buddy":"b2"}]}"#,
    ])
    func `who was told hears that it is off for them, and who goes now hears of it`(change: String) throws {
        try house.importing(change)
        #expect(try ready(to: 1) == ["cancelled"])
        #expect(try ready(to: 2) == ["before-day", "after", "nudge"])
        let sent = try sendAll()
        #expect(Set(sent.map(\.kind)) == [.cancelled, .beforeDay])
        let cancelled = try #require(sent.first { $0.kind == .cancelled })
        #expect(cancelled.recipient.description == "buddy1@example.org")
        #expect(cancelled.parts[0].goesOnWithout && cancelled.parts[0].changeCount == 1)
        let label = try #require(sent.first { $0.kind == .beforeDay }).parts[0].label
        // The first buddy knows it under the name of a match of their own with this parent, or under none.
        #expect(cancelled.parts[0].label != label && label != nil)
        #expect(try sendAll().isEmpty)
    }

    @Test func `a letter that takes somebody off goes once more after a doubt`() throws {
        try house.importing(#"{"meetings":[{"ref":"g1","match":"m2"}]}"#)
        house.pass(.minutes(6))
        for _ in 1...2 {
            let messages = try queue.claim().compactMap { try queue.intend($0) }
            let off = try #require(messages.first { $0.recipient.description == "buddy1@example.org" })
            #expect(off.kind == .cancelled && off.parts[0].goesOnWithout)
            for message in messages {
                try queue.settle(message, message.uid == off.uid ? .doubted(.later) : .sent(.fine))
            }
            house.pass(.minutes(1))
        }
        #expect(try house.messages().contains { $0.kind == "cancelled" && $0.state == .held })
    }

    @Test func `back and forth again, each hears each time what is true for them`() throws {
        for round in 1...2 {
            try house.importing(#"{"meetings":[{"ref":"g1","match":"m2"}]}"#)
            let there = try sendAll()
            #expect(there.first { $0.recipient.description.hasPrefix("buddy1") }?.kind == .cancelled, "round \(round)")
            #expect(there.contains { $0.recipient.description.hasPrefix("buddy2") && $0.kind != .cancelled })
            try house.importing(#"{"meetings":[{"ref":"g1","match":"m1"}]}"#)
            let back = try sendAll()
            #expect(back.first { $0.recipient.description.hasPrefix("buddy1") }?.kind == .moved, "round \(round)")
            #expect(back.first { $0.recipient.description.hasPrefix("buddy2") }?.kind == .cancelled)
        }
    }

    @Test func `taken back within five minutes nobody hears anything`() throws {
        try house.importing(#"{"meetings":[{"ref":"g1","match":"m2"}]}"#)
        house.pass(.minutes(4))
        try house.importing(#"{"meetings":[{"ref":"g1","match":"m1"}]}"#)
        #expect(try sendAll().isEmpty)
        #expect(try ready(to: 1) == ["after", "nudge"] && ready(to: 2).isEmpty)
    }

    @Test func `who takes over a match takes over its meetings, and who had them hears it`() throws {
        let day = try #require(LocalDate("2026-12-01"))
        let matches = try queue.store.read { try $0.matchesToMeet(since: day) }
        let uid = try #require(matches.first { $0.buddyName == "Sam Voorbeeld" }?.uid)
        _ = try queue.store.write { try $0.seekOtherBuddy(for: uid, 1) }
        #expect(try ready(to: 1).isEmpty)
        try house.importing(
            #"{"matches":[{"ref":"m3","buddy":"b2","requester":"p1","since":"2026-11-30","label":"Iep"}]}"#)
        try house.importing(#"{"meetings":[{"ref":"g1","match":"m3"}]}"#)
        #expect(try ready(to: 1) == ["cancelled"])
    }

    @Test func `who sat at a meeting is asked how it went, also when the match has another buddy since`() throws {
        try house.importing(
            #"{"meetings":[{"ref":"g2","match":"m1","starts":"2026-12-08T14:00","minutes":45,"buddy_attends":true}]}"#)
        try house.pass(until: "2026-12-01T15:30")
        let other = #"{"matches":[{"ref":"m1","buddy":"b2"}]}"#
        try house.importing(other)
        #expect(try ready(to: 1) == ["after", "nudge"])
        #expect(try ready(to: 2) == ["before-day", "after", "nudge"])
        // Again it changes nothing, and a new address is where the question goes.
        try house.importing(other)
        try house.importing(#"{"buddies":[{"ref":"b1","email":"buddy1@ander.example.org"}]}"#)
        try house.pass(until: "2026-12-01T16:30")
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.after] && sent[0].recipient.description == "buddy1@ander.example.org")
        #expect(sent[0].parts[0].label != nil && sent[0].parts[0].starts == LocalDateTime("2026-12-01T14:00"))
    }

    @Test func `a meeting that was over and is to come after all is the present buddy's`() throws {
        try house.pass(until: "2026-12-01T15:30")
        try house.importing(#"{"matches":[{"ref":"m1","buddy":"b2"}]}"#)
        #expect(try ready(to: 2).isEmpty)
        try house.importing(Programmes.change(#""starts":"2026-12-09T14:00""#))
        #expect(try ready(to: 1).isEmpty)
        #expect(try ready(to: 2) == ["before-day", "after", "nudge"])
    }

    @Test func `whose address is corrected still hears that a meeting is off for them`() throws {
        try house.importing(#"{"buddies":[{"ref":"b1","email":null}]}"#)
        try house.importing(#"{"meetings":[{"ref":"g1","match":"m2"}]}"#)
        #expect(try ready(to: 1).isEmpty)
        house.pass(.hours(1))
        try house.importing(#"{"buddies":[{"ref":"b1","email":"buddy1@example.org"}]}"#)
        #expect(try ready(to: 1) == ["cancelled"])
    }

    @Test func `a buddy who does not come along writes to the parent, and is told once that they need not come`() throws
    {
        try house.importing(Programmes.change(#""buddy_attends":false"#))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.cancelled] && sent[0].parts[0].goesOnWithout)
        #expect(try ready(to: 1) == ["after"])
        try house.importing(Programmes.change(#""buddy_attends":true"#))
        #expect(try sendAll().map(\.kind) == [.moved])
    }

    @Test func `who was only asked to write is not told that it is off, and hears it when they are to come`() throws {
        try house.importing(
            #"{"meetings":[{"ref":"g2","match":"m2","starts":"2026-12-01T10:00","minutes":30,"buddy_attends":false}]}"#)
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.beforeDay] && sent[0].parts[0].goesOnWithout)
        #expect(try sendAll().isEmpty)
        try house.importing(Programmes.change(#""buddy_attends":true"#, of: "g2"))
        let moved = try sendAll()
        #expect(moved.map(\.kind) == [.moved] && !moved[0].parts[0].goesOnWithout)
        #expect(moved[0].parts[0].previous?.cancelled == true)
    }
}
