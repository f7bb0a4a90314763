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
        #expect(try ready().isEmpty || ready() == ["after"])
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
