import Domain
import TestSupport
import Testing

@testable import Storage

/// When a coordinator's digest goes, and how settings and people reach the one that waits.
struct DigestTests {
    private func house(at now: String = "2026-11-26T12:00", settings: [String: String] = [:]) throws -> TestHouse {
        let house = try TestHouse(at: now, tenants: [])
        try house.add("duinrand", settings: settings, coordinators: ["noor@example.org"])
        return house
    }

    private func set(_ key: String, _ value: String, _ house: TestHouse) throws {
        try house.store().write { writer in
            try writer.set(key, value)
            try writer.replanAll()
        }
    }

    private func claimed(_ house: TestHouse) throws -> [IntendedMessage] {
        let store = try house.store()
        let claim = try store.write { try $0.claim(limit: 8) }
        return try claim.messages.compactMap { message in try store.write { try $0.intend(message) } }
    }

    /// Something to tell: a buddy's address that does not work.
    private func lose(_ house: TestHouse) throws {
        try house.importing(Programmes.meetings("2027-12-01T14:00"))
        try house.store().write { try $0.markDead(mailAddress("buddy1@example.org"), .no) }
    }

    @Test(arguments: [
        ("2026-05-20T12:00", "08:30", "2026-05-26T08:30"), ("2026-11-26T12:00", "07:00", "2026-11-30T08:00"),
        ("2026-05-26T07:00", "08:30", "2026-05-26T08:30"), ("2026-05-26T09:00", "08:30", "2026-06-01T08:30"),
    ])
    func `no digest on Whit Monday or in the quiet hours`(now: String, time: String, due: String) throws {
        let house = try house(at: now, settings: ["digest_time": time])
        #expect(try house.messages().map(\.due) == [moment(due)])
    }

    @Test func `found at night after a stop, a digest waits for the morning`() throws {
        let house = try house()
        try lose(house)
        try house.pass(until: "2026-11-30T23:00")
        #expect(try claimed(house).isEmpty)
        let digest = try #require(try house.messages().first { $0.kind == "digest" })
        #expect(digest.state == .ready && digest.lastEvent == "quiet-hours")
        #expect(digest.due == (try moment("2026-12-01T08:00")))
        try house.pass(until: "2026-12-01T08:00")
        #expect(try claimed(house).map(\.kind) == [.digest])
    }

    @Test func `turned off, the waiting digest does not go; turned on again, it does`() throws {
        let house = try house()
        try lose(house)
        try set("digest", "off", house)
        #expect(try house.messages().first { $0.kind == "digest" }?.events == ["planned", "superseded"])
        try set("digest", "on", house)
        try set("digest_time", "09:15", house)
        let digests = try house.messages().filter { $0.kind == "digest" }
        #expect(digests.map(\.state) == [.ready])
        #expect(digests.map(\.due) == [try moment("2026-11-30T09:15")])
        try house.pass(until: "2026-11-30T09:15")
        #expect(try claimed(house).map(\.kind) == [.digest])
    }

    @Test func `a time that has passed already this Monday: it goes at once, but not before the quiet hours end`()
        throws
    {
        let house = try house(at: "2026-11-30T06:00")
        try set("digest_time", "05:00", house)
        let first = try #require(try house.messages().first)
        #expect(first.due == (try moment("2026-11-30T08:00")))
    }

    @Test func `turned off while it was claimed, a digest does not go`() throws {
        let house = try house()
        try lose(house)
        try house.pass(until: "2026-11-30T08:30")
        let store = try house.store()
        let claimed = try #require(try store.write { try $0.claim(limit: 8) }.messages.first)
        try store.write { try $0.set("digest", "off") }
        #expect(try store.write { try $0.intend(claimed) } == nil)
        #expect(try house.messages().filter { $0.kind == "digest" }.map(\.lastEvent) == ["superseded"])
    }

    @Test func `a person cancels one digest, and the next week's is planned`() throws {
        let house = try house()
        let uid = try #require(Uid(house.messages()[0].uid))
        try house.store().write { try $0.cancel(uid) }
        let digests = try house.messages()
        #expect(digests.map(\.state) == [.cancelled, .ready])
        #expect(digests.map(\.due) == [try moment("2026-11-30T08:30"), try moment("2026-12-07T08:30")])
    }

    @Test func `a person cancels a digest that was claimed, and the next week's is planned`() throws {
        let house = try house()
        try house.pass(until: "2026-11-30T08:30")
        let store = try house.store()
        let claimed = try #require(try store.write { try $0.claim(limit: 8) }.messages.first)
        let uid = try #require(Uid(house.messages()[0].uid))
        try store.write { try $0.cancel(uid) }
        #expect(try store.write { try $0.intend(claimed) } == nil)
        #expect(try house.messages().map(\.state) == [.cancelled, .ready])
    }
}
