import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// QUEUE.md's promises over a real file and the real sender, as time goes by.
struct QueuePromiseTests {
    private func house(
        at now: String = "2026-11-30T12:00", meeting: String = "2026-12-01T14:00", settings: [String: String] = [:]
    ) throws -> SendingHouse {
        let house = try SendingHouse(at: now, settings: settings)
        try house.house.importing(Programmes.meetings(meeting))
        return house
    }

    private func kinds(_ house: SendingHouse) -> [LetterKind] { house.delivered.map(\.kind) }

    @Test func `one mail for each reason, however often the programme is imported`() throws {
        let house = try house()
        for hour in 12...20 {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
            try house.live(until: "2026-11-30T\(hour):30")
        }
        #expect(kinds(house) == [.beforeDay])
        try house.live(until: "2026-12-10T12:00")
        #expect(kinds(house) == [.beforeDay, .after, .nudge])
    }

    @Test func `moved and moved back while it settles gives nothing, moved for good gives one letter`() throws {
        let house = try house()
        try house.live(until: "2026-11-30T16:30")
        try house.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        try house.live(until: "2026-11-30T16:33")
        try house.house.importing(Programmes.change(#""starts":"2026-12-01T14:00""#))
        try house.live(until: "2026-11-30T19:00")
        #expect(kinds(house) == [.beforeDay])
        try house.house.importing(Programmes.change(#""starts":"2026-12-03T10:00""#))
        try house.live(until: "2026-11-30T19:04")
        #expect(kinds(house) == [.beforeDay])
        try house.live(until: "2026-11-30T19:06")
        #expect(kinds(house) == [.beforeDay, .moved])
        #expect(house.box.mails.last?.text.contains("SEQUENCE") == true)
    }

    @Test func `cancelled while the reminder is on the wire: it went, so its cancelling is told`() throws {
        let house = try house()
        let made = house.house
        house.box.answer { _, count in
            if count == 0 { _ = try? made.importing(Programmes.change(#""cancelled":true"#)) }
            return .fine
        }
        try house.live(until: "2026-11-30T18:00")
        #expect(kinds(house) == [.beforeDay, .cancelled])
        #expect(try house.message(.after).state == .cancelled)
    }

    @Test func `cancelled while the reminder is refused: nothing goes`() throws {
        let house = try house()
        let made = house.house
        house.box.answer { _, _ in
            _ = try? made.importing(Programmes.change(#""cancelled":true"#))
            return .greylisted
        }
        try house.live(until: "2026-12-02T18:00")
        #expect(house.box.mails.count == 1)
        #expect(try house.message().events == ["planned", "superseded"])
    }

    @Test func `a person's cancelling holds, also when the message was only claimed`() throws {
        let house = try SendingHouse(connections: 1)
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 6))
        let made = house.house
        let store = try made.store()
        // While the first is on the wire the others are claimed; then the relay goes away and they are given back.
        house.box.answer { _, count in
            guard let waiting = try? made.messages().filter({ $0.kind == "before-day" && $0.state == .leased }) else {
                return .fine
            }
            for message in waiting { _ = try? store.write { try $0.cancel(Uid(message.uid) ?? .random()) } }
            return .gone
        }
        try house.live(until: "2026-11-30T16:00")
        house.box.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T19:00")
        let before = try made.messages().filter { $0.kind == "before-day" }
        #expect(before.allSatisfy { $0.state == .cancelled && $0.events.last == "cancelled-by-person" })
        #expect(house.delivered.isEmpty)
    }

    @Test func `over the cap a day's letters go in one mail, and the queue shows its reasons`() throws {
        let house = try house()
        let more = (2...5).map { number in
            #"{"ref":"g\#(number)","match":"m1","starts":"2026-12-01T1\#(number + 4):00","minutes":30,"buddy_attends":true}"#
        }
        try house.house.importing(#"{"meetings":[\#(more.joined(separator: ","))]}"#)
        try house.live(until: "2026-11-30T19:00")
        #expect((1...2).contains(house.box.mails.count))
        let sent = try house.house.messages().filter { $0.state == .sent }
        #expect(sent.flatMap(\.reasons).count == 5)
        #expect(sent.contains { $0.reasons.count > 1 })
        let joined = try house.house.messages().filter { $0.events.last == "joined" }
        #expect(joined.count == 5 - sent.count)
        #expect(
            joined.allSatisfy {
                $0.reasons.isEmpty && $0.history.last?.text == sent.first { $0.reasons.count > 1 }?.uid
            })
    }

    @Test func `a mail of several reasons that was greylisted goes without the one that is off by then`() throws {
        let house = try house(settings: ["cap_buddy_day": "1"])
        try house.house.importing(
            #"{"meetings":[{"ref":"g2","match":"m1","starts":"2026-12-01T16:00","minutes":30,"buddy_attends":true}]}"#)
        house.box.answer { _, count in count == 0 ? .greylisted : .fine }
        try house.pass(until: "2026-11-30T16:00")
        let joined = try #require(try house.house.messages().first { $0.reasons.count == 2 })
        #expect(joined.state == .ready)
        try house.house.importing(Programmes.change(#""cancelled":true"#, of: "g2"))
        try house.live(until: "2026-11-30T16:02")
        #expect(house.delivered.count == 1)
        #expect(house.box.mails.last?.text.contains("16.00") == false)
        // On again: nobody was told of it, so its letter goes after all.
        try house.house.importing(Programmes.change(#""cancelled":false"#, of: "g2"))
        try house.live(until: "2026-12-01T12:00")
        #expect(kinds(house).filter { $0 == .beforeDay }.count == 2)
    }

    @Test func `what could not go in time is recorded as expired`() throws {
        let house = try house()
        try house.pass(until: "2026-12-01T13:00")
        #expect(try house.message().events == ["planned", "expired"])
        #expect(house.box.mails.isEmpty)
    }

    @Test func `refused until its end: the last try is just before it, and then it expires by itself`() throws {
        let house = try house()
        house.box.answer { _, _ in .greylisted }
        try house.live(until: "2026-12-01T13:00")
        #expect(try house.message().state == .expired)
        let last = try #require(house.box.mails.last)
        #expect(last.at == (try moment("2026-12-01T13:00")) - .milliseconds(1))
    }

    @Test(arguments: [("14:00", "08:00"), ("10:30", "08:00"), ("09:30", "02:00")])
    func `found at night after a stop, it waits for the morning unless that is too late`(
        meeting: String, goes: String
    ) throws {
        let house = try house(meeting: "2026-12-01T\(meeting)")
        // Down from before four o'clock until two at night.
        try house.pass(until: "2026-12-01T02:00")
        try house.live(until: "2026-12-01T08:01")
        #expect(kinds(house) == [.beforeDay])
        #expect(house.box.mails.first?.at == (try moment("2026-12-01T\(goes)")))
        let events = try house.message().events
        #expect(events == (goes == "02:00" ? ["planned", "sent"] : ["planned", "quiet-hours", "sent"]))
    }

    @Test func `suspended nothing goes, resumed what is still of use goes`() throws {
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"])
        for tenant in ["duinrand", "rivierenland"] {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00"), into: tenant)
        }
        house.sender.dismiss(try slug("duinrand"))
        try house.live(until: "2026-11-30T18:00")
        #expect(house.delivered.map(\.slug.text) == ["rivierenland"])
        #expect(try house.message().state == .ready)
        try house.sender.admit(slug("duinrand"))
        try house.rest()
        #expect(house.delivered.map(\.slug.text) == ["rivierenland", "duinrand"])
    }

    @Test func `who opts out gets no more of that kind, and the others still`() throws {
        let house = try house()
        let buddy = try #require(try buddy(of: house))
        try house.house.store().write { try $0.optOut(buddy: buddy, of: .after) }
        try house.house.store().write { try $0.optOut(buddy: buddy, of: .after) }
        try house.live(until: "2026-12-10T12:00")
        #expect(kinds(house) == [.beforeDay, .nudge])
        #expect(throws: StoreError.unknown) {
            try house.house.store().write { try $0.optOut(buddy: .random(), of: .after) }
        }
    }

    @Test func `opting out while the letter is claimed or waits for another try holds as well`() throws {
        let house = try house()
        let buddy = try #require(try buddy(of: house))
        let store = try house.house.store()
        house.box.answer { _, _ in
            _ = try? store.write { try $0.optOut(buddy: buddy, of: .beforeDay) }
            return .greylisted
        }
        try house.live(until: "2026-12-01T13:30")
        #expect(house.box.mails.count == 1)
        #expect(try house.message().state == .cancelled)
    }

    @Test func `a dead address stops the rest, and sending again on purpose trusts it again`() throws {
        let house = try house()
        house.box.answer { _, count in count == 0 ? .nobody : .fine }
        try house.live(until: "2026-11-30T18:00")
        #expect(try house.message().state == .dead)
        #expect(try house.message(.after).state == .cancelled)
        let uid = try #require(Uid(house.message().uid))
        try house.house.store().write { try $0.retry(uid) }
        try house.live(until: "2026-12-10T12:00")
        #expect(kinds(house) == [.beforeDay, .after, .nudge])
    }

    @Test func `five policy refusals pause the tenant; what was claimed or on the wire does not die of it`() throws {
        let house = try SendingHouse(connections: 4)
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 30))
        house.box.answer { _, _ in .spam }
        try house.pass(until: "2026-11-30T16:00")
        let before = try house.house.messages().filter { $0.kind == "before-day" }
        #expect(before.count { $0.state == .dead } == 0)
        #expect((5...8).contains(before.count { $0.state == .held }))
        #expect(before.count { $0.state == .ready } == 30 - before.count { $0.state == .held })
        #expect(house.box.mails.count == before.count { $0.state == .held })
        house.box.answer { _, _ in .fine }
        try house.house.store().write { try $0.resumeSending() }
        try house.rest()
        #expect(house.delivered.count == 30 - before.count { $0.state == .held })
    }

    @Test func `a doubt that is cancelled meanwhile is in the history and does not go again`() throws {
        let house = try house()
        let made = house.house
        house.box.answer { _, count in
            if count == 0 { _ = try? made.importing(Programmes.change(#""cancelled":true"#)) }
            return .silent
        }
        try house.live(until: "2026-11-30T16:01")
        #expect(try house.message().events == ["planned", "doubt", "cancelled-in-doubt"])
        #expect(house.box.mails.count == 1)
    }

    @Test func `the clock set back a day sends nothing twice, set forward a day nothing too late`() throws {
        let house = try house()
        try house.live(until: "2026-11-30T16:01")
        house.house.clock.jump(toWallMilliseconds: try moment("2026-11-29T16:01").milliseconds)
        while house.alarm.ring() { try house.rest() }
        try house.live(until: "2026-11-30T17:00")
        #expect(kinds(house) == [.beforeDay])

        let other = try self.house()
        other.house.clock.jump(toWallMilliseconds: try moment("2026-12-01T12:30").milliseconds)
        while other.alarm.ring() { try other.rest() }
        try other.rest()
        #expect(kinds(other) == [.beforeDay])
    }

    @Test func `a letter's message carries the row's Message-ID on every try`() throws {
        let house = try house()
        house.box.answer { _, count in count < 2 ? .greylisted : .fine }
        try house.live(until: "2026-11-30T17:00")
        let ids = Set(house.box.mails.map { $0.header("Message-ID") })
        #expect(house.box.mails.count == 3)
        #expect(ids.count == 1 && !ids.contains(nil))
    }

    private func buddy(of house: SendingHouse) throws -> Uid? {
        try house.message().reasons.first.flatMap { Reason($0)?.buddy }
    }
}
