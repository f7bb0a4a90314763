import Domain
import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct DemoProgrammeTests {
    // A step of 97 hours meets every hour of the day, every weekday and every month; the nights of the changed clock
    // and some special days are looked at closely.
    static let moments: [Instant] = {
        let start = Instant(milliseconds: 1_767_225_600_000)  // 2026-01-01T00:00Z
        let year = (0..<91).map { start + .minutes($0 * 97 * 60 + $0 % 60) }
        let nights = ["2026-03-28T23:00", "2026-10-24T23:00", "2027-03-27T23:00"].compactMap { text in
            LocalDateTime(text).flatMap(Zone.amsterdam.instant)
        }
        let close = nights.flatMap { night in (0..<10).map { night + .minutes($0 * 30 + 10) } }
        let special = [
            "2026-12-25T03:00", "2026-12-31T23:59", "2027-01-01T00:00", "2026-11-22T23:59", "2028-02-29T12:00",
        ].compactMap { text in LocalDateTime(text).flatMap(Zone.amsterdam.instant) }
        return year + close + special
    }()

    @Test func `at any hour of any day each tenant has reminders within ten seconds, and more in the minutes after`()
        throws
    {
        #expect(Self.moments.count == 91 + 30 + 5)
        for (number, now) in Self.moments.enumerated() {
            let house = try TestHouse(at: "2020-01-01T00:00", tenants: [])
            house.pass(.seconds(Int((now.milliseconds - house.now.milliseconds) / 1_000)))
            let desk = AdminDesk(house)
            let index = number % DemoTenants.slugs.count
            let (slug, local) = (DemoTenants.slugs[index], Zone.amsterdam.local(now))
            let answer = try DemoTenants.prepare(index, in: desk, at: house.now)
            #expect(answer.code == .done, "\(local): \(answer.message)")
            let messages = try house.messages(slug)
            let soon = messages.filter { $0.due <= house.now + .seconds(10) && $0.expires > house.now + .minutes(10) }
            #expect(soon.count >= 5, "\(local): \(soon.map(\.kind))")
            #expect(Set(soon.map(\.kind)).isSuperset(of: ["after", "before-day", "intervision-invite"]), "\(local)")
            // One that is late already, and two in the twelve minutes to come.
            let afters = messages.filter { $0.kind == "after" && $0.due <= house.now + .minutes(13) }
            #expect(afters.count == 3, "\(local)")
        }
    }

    @Test func `an event of the story gives a reminder at once, at any hour`() throws {
        for now in Self.moments.enumerated().filter({ $0.offset % 6 == 0 || $0.offset >= 91 }).map(\.element) {
            let house = try TestHouse(at: "2020-01-01T00:00", tenants: [])
            house.pass(.seconds(Int((now.milliseconds - house.now.milliseconds) / 1_000)))
            let desk = AdminDesk(house)
            _ = try DemoTenants.prepare(0, in: desk, at: house.now)
            let before = Set(try house.messages().map(\.uid))
            house.pass(.seconds(30))
            let event = DemoEvent(0, round: "x", now: house.now)
            #expect(event.slug == "duinrand")
            let answer = desk.answer(.importProgramme(slug: event.slug, file: try event.json(), dryRun: false))
            #expect(answer.code == .done, "\(answer.message)")
            let fresh = try house.messages().filter { !before.contains($0.uid) && $0.due <= house.now }
            #expect(fresh.map(\.kind) == ["before-day"], "\(Zone.amsterdam.local(now))")
        }
    }

    @Test func `a second start adds a round of its own, and a closed tenant is passed over`() throws {
        let house = try TestHouse(tenants: [])
        let desk = AdminDesk(house)
        try DemoTenants.prepare(in: desk, at: house.now) { _ in }
        let first = try house.messages().count
        #expect(desk.answer(.closeTenant(slug: "balans")).code == .done)
        house.pass(.seconds(2))
        var said: [String] = []
        try DemoTenants.prepare(in: desk, at: house.now) { said.append($0) }
        #expect(try house.messages().count > first)
        #expect(said.count == 12 && said.last?.contains("passed over: ") == true, "\(said)")
    }
}
