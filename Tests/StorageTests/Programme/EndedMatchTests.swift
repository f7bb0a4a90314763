import Domain
import Storage
import TestSupport
import Testing

/// A meeting on Monday evening whose question how it went is due on Tuesday morning, and a match that ends in between.
struct EndedMatchTests {
    private let house: TestHouse
    private let store: TenantStore

    init() throws {
        house = try TestHouse()
        try house.importing(Programmes.meetings("2026-11-30T19:00", minutes: 60))
        try house.importing(#"{"meetings":[{"ref":"g2","match":"m1","starts":"2026-11-30T13:00","minutes":45}]}"#)
        store = try house.store()
    }

    // Of what is of use still.
    private func ready() throws -> [String] {
        try house.messages().filter { $0.state == .ready && $0.expires > house.now }.map(\.kind)
    }

    private func sendsOnTuesday() throws -> Int {
        try house.pass(until: "2026-12-01T08:00")
        var sent = 0
        for message in try store.write({ try $0.claim(limit: 8) }).messages {
            if try store.write({ try $0.intend(message) }) != nil { sent += 1 }
        }
        return sent
    }

    @Test func `a match that is ended by a file that evening asks nobody how it went`() throws {
        try house.pass(until: "2026-11-30T21:30")
        try house.importing(#"{"matches":[{"ref":"m1","until":"2026-11-30"}]}"#)
        // The question of one o'clock's meeting was due this afternoon: on this last day it is still of use.
        #expect(try ready() == ["after"])
        #expect(try sendsOnTuesday() == 0)
    }

    @Test func `a match that is ended on its page asks nobody anything from then on`() throws {
        try house.pass(until: "2026-11-30T14:00")
        let today = try #require(LocalDate("2026-11-30"))
        let match = try #require(try store.read { try $0.matchesToMeet(since: today) }.first?.uid)
        let lapsing = try store.read { try $0.lapsingMail(of: match, after: today) }.goesNoMore
        #expect(Set(lapsing.map(\.kind)) == [.after, .nudge])
        try store.write { try $0.endMatch(match, 1, on: today, outcome: nil) }
        // The question of two o'clock's meeting was due at a quarter past three today.
        #expect(
            try house.messages().filter { $0.kind == "after" || $0.kind == "nudge" }.allSatisfy {
                $0.state == .cancelled
            })
        #expect(try sendsOnTuesday() == 0)
    }

    @Test func `a match that ends later has every letter until its last day`() throws {
        try house.importing(#"{"matches":[{"ref":"m1","until":"2026-12-01"}]}"#)
        #expect(try ready().count { $0 == "after" } == 2)
        #expect(try ready().count { $0 == "nudge" } == 0)
        try house.pass(until: "2026-11-30T17:00")
        #expect(try sendsOnTuesday() > 0)
    }
}

/// A buddy of two parents, whose letters were joined into one mail that a relay's trouble keeps, and one match that ends.
struct EndedMatchOfTwoTests {
    private let queue: Queue

    init() throws {
        queue = try Queue(settings: ["cap_buddy_day": "1"])
    }

    // Esdoorn's meeting is tomorrow; Wilg's and Iep's were today at one.
    private func joined(_ meetings: String) throws -> Uid {
        try queue.house.importing(
            """
            {"requesters":[{"ref":"p2","kind":"parent","name":"Ouder 2"},
                {"ref":"p3","kind":"parent","name":"Ouder 3"}],
             "matches":[{"ref":"m2","buddy":"b1","requester":"p2","since":"2026-01-01","label":"Wilg"},
                {"ref":"m3","buddy":"b1","requester":"p3","since":"2026-01-01","label":"Iep"}],
             "meetings":[\(meetings)]}
            """)
        let claimed = try queue.claimAtFour()
        let mail = try #require(try claimed.lazy.compactMap { try queue.intend($0) }.first)
        #expect(mail.parts.count == 2)
        try queue.settle(mail, .waits(until: queue.house.now + .minutes(5), .later, .relayTrouble))
        return mail.uid
    }

    private func end(_ label: String) throws {
        let today = try #require(LocalDate("2026-11-30"))
        let match = try #require(
            try queue.store.read { try $0.matchesToMeet(since: today) }.first { $0.label == label }
        )
        let lapsing = try queue.store.read { try $0.lapsingMail(of: match.uid, after: today) }.goesNoMore
        #expect(lapsing.map(\.kind).contains(.after))
        try queue.store.write { try $0.endMatch(match.uid, 1, on: today, outcome: nil) }
    }

    private func next(_ mail: Uid) throws -> [LetterFacts.Part] {
        queue.house.pass(.minutes(6))
        return try queue.claim().compactMap { try queue.intend($0) }.first { $0.uid == mail }?.parts ?? []
    }

    private static func past(_ match: Int) -> String {
        #"{"ref":"p\#(match)","match":"m\#(match)","starts":"2026-11-30T13:0\#(match)","minutes":45}"#
    }

    @Test func `the question about the other match still goes, and the one about this match does not`() throws {
        // Tomorrow's reminder out of the way.
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        let mail = try joined([Self.past(2), Self.past(3)].joined(separator: ","))
        try end("Wilg")
        #expect(try next(mail).map(\.label) == ["Iep"])
        let apart = try #require(try queue.house.messages().first { $0.events.first == "set-aside" })
        #expect(apart.state == .cancelled && apart.events == ["set-aside", "cancelled-by-person"])
        #expect(apart.reasons.count == 1 && apart.kind == "after")
        try queue.store.write { try $0.replanAll() }
        #expect(try queue.house.messages().filter { $0.uid == apart.uid }.map(\.state) == [.cancelled])
    }

    @Test func `a reminder that took the question along goes without it`() throws {
        let mail = try joined(Self.past(2))
        #expect(try queue.house.messages().first { $0.uid == mail.text }?.kind == "before-day")
        try end("Wilg")
        #expect(try next(mail).map(\.kind) == [.beforeDay])
    }

    @Test func `a mail that asks of this match alone does not go`() throws {
        try queue.house.importing(Programmes.change(#""cancelled":true"#))
        let mail = try joined(
            [Self.past(2), #"{"ref":"x","match":"m2","starts":"2026-11-30T12:30","minutes":30}"#].joined(separator: ",")
        )
        try end("Wilg")
        #expect(try next(mail).isEmpty)
        #expect(try queue.house.messages().first { $0.uid == mail.text }?.state == .cancelled)
    }
}
