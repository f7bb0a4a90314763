import Domain
import Storage
import TestSupport
import Testing

/// What the first page of the day finds, in one read.
struct AttentionTests {
    private let house: TestHouse
    private let store: TenantStore

    init() throws {
        house = try TestHouse(settings: ["digest": "off", "alarms": "off"])
        store = try house.store()
    }

    private func attention() throws -> Attention { try store.read { try $0.attention() } }
    private func week() throws -> [WeekEntry] { try store.read { try $0.week(meetings: true) } }

    @Test func `an empty programme asks for nothing`() throws {
        let attention = try attention()
        #expect(attention.pausedBecause == nil && attention.ready == 0 && attention.sentThisWeek == 0)
        #expect(attention.requests.count + attention.buddies.pool.count + attention.lookBacks.count == 0)
        #expect(try week().isEmpty)
    }

    @Test func `a meeting whose buddy stays away is found, and not when it is off or over`() throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 2))
        #expect(try attention().meetingsWithoutBuddy.count == 0)
        try house.importing(Programmes.change(#""buddy_attends":false"#))
        let found = try attention().meetingsWithoutBuddy
        #expect(found.count == 1 && found.first.first?.changedAt == house.now)
        try house.importing(Programmes.change(#""cancelled":true"#))
        #expect(try attention().meetingsWithoutBuddy.count == 0)
        try house.importing(#"{"buddies":[{"ref":"b2","state":"stopped"}]}"#)
        #expect(try attention().meetingsWithoutBuddy.count == 1)
        try house.pass(until: "2026-12-01T14:01")
        #expect(try attention().meetingsWithoutBuddy.count == 0)
    }

    @Test func `a request waits until there is a match`() throws {
        try house.importing(
            """
            {"requesters":[{"ref":"p1","kind":"youth","name":"Iemand"}],
             "requests":[{"ref":"h1","requester":"p1","kind":"one-off","mode":"online","received":"2026-11-20"}]}
            """)
        let waiting = try attention().requests
        #expect(waiting.count == 1 && waiting.first.first?.requester == .youth)
        #expect(waiting.first.first?.received == LocalDate("2026-11-20"))
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam","email":"sam@example.org","state":"matched"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-11-29"}]}
            """)
        #expect(try attention().requests.count == 0)
    }

    @Test(arguments: [
        ("2026-12-02T13:59", 0), ("2026-12-02T14:01", 1), ("2026-12-28T14:00", 1), ("2027-01-02T14:00", 0),
    ])
    func `a look-back is missed from a day after the meeting for four weeks`(now: String, count: Int) throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: now)
        #expect(try attention().lookBacks.count == count)
    }

    @Test func `a buddy in the pool is found after six weeks without contact`() throws {
        try house.importing(#"{"buddies":[{"ref":"b1","name":"Sam","state":"available"}]}"#)
        #expect(try attention().buddies.pool.count == 0)
        house.pass(.days(43))
        let waiting = try attention().buddies.pool
        #expect(waiting.count == 1)
        #expect(waiting.first?.lastContact == nil && waiting.first?.since == LocalDate("2026-11-30"))
        try house.importing(#"{"buddies":[{"ref":"b1","state":"paused"}]}"#)
        #expect(try attention().buddies.pool.count == 0)
    }

    @Test func `buddies are found by what they need`() throws {
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Nieuw","state":"applied"},{"ref":"b2","name":"Klaar","state":"available"},
             {"ref":"b3","name":"Scholing","state":"training"},{"ref":"b4","name":"Weg","state":"stopped"}]}
            """)
        let now = try attention().buddies
        #expect(now.newcomers.map(\.name) == ["Nieuw"] && now.incomplete.map(\.name) == ["Klaar"] && now.calls.isEmpty)
        house.pass(.days(42))
        let later = try attention().buddies
        #expect(later.calls.map(\.name) == ["Scholing"] && later.pool.map(\.name) == ["Klaar"])
        try store.write { try $0.set("certificate_needed", "off") }
        #expect(try attention().buddies.incomplete.map(\.name) == ["Klaar"])
    }

    @Test func `what the coordinator said they would do is found on its day`() throws {
        let today = try #require(LocalDate("2026-11-30"))
        try store.write { writer in
            try writer.addTask("Bel de school", owner: .coordinator, due: today, meeting: nil)
            try writer.addTask("Stuur een kaart", owner: .buddy, due: today, meeting: nil)
            try writer.addTask("Later", owner: .coordinator, due: today + 1, meeting: nil)
        }
        #expect(try attention().tasks.first.map(\.text) == ["Bel de school"])
    }

    @Test func `who signed up, whose interview is past and whom to call again wait for a call`() throws {
        try house.importing(
            #"{"buddies":[{"ref":"b1","name":"Sam","state":"applied"},{"ref":"b2","name":"Noa","state":"paused"}]}"#)
        #expect(try attention().buddies.newcomers.map(\.name) == ["Sam"])
        let sam = try #require(try attention().buddies.newcomers.first).uid
        let day = try #require(LocalDate("2026-12-02"))
        try store.write { writer in
            _ = try writer.take(.planInterview, sam, version: 1, BuddyStepDetails(day: day))
        }
        #expect(try toCall() == [])
        house.pass(.days(3))
        #expect(try attention().buddies.interviews.map(\.name) == ["Sam"])
        try store.write { try $0.noteContact(sam, callOn: day + 8) }
        house.pass(.days(40))
        #expect(try toCall() == ["Sam", "Noa"])
    }

    private func toCall() throws -> Set<String> {
        let buddies = try attention().buddies
        return Set((buddies.newcomers + buddies.calls + buddies.interviews + buddies.pauses).map(\.name))
    }

    @Test func `the weeks of the rhythm are the tenant's own`() throws {
        try store.write { try $0.set("contact_weeks", "2") }
        try house.importing(#"{"buddies":[{"ref":"b1","name":"Sam","state":"available"}]}"#)
        house.pass(.days(15))
        #expect(try attention().buddies.pool.count == 1)
    }

    @Test func `a dead address says which meeting is next, and its messages have no line of their own`() throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        try settleAll(.dead(.no, .address))
        let attention = try attention()
        #expect(attention.deadAddresses.first.map(\.on) == [LocalDate("2026-12-01")])
        #expect(attention.failedMessages.count == 0)
    }

    @Test(arguments: [Settlement.dead(.no, .content), .doubted(.init(text: "dropped"))])
    func `a message that did not arrive is found while it is of use`(settlement: Settlement) throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        try store.write { try $0.set("doubt_policy", "hold") }
        try settleAll(settlement)
        #expect(try attention().failedMessages.count == 1)
        try house.pass(until: "2026-12-01T13:30")
        #expect(try attention().failedMessages.count == 0)
    }

    @Test func `the week tells how the letter of a meeting stands`() throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        guard case .meeting(_, _, _, true, .goes(let due))? = try week().first else {
            Issue.record("\(try week())")
            return
        }
        #expect(due == (try moment("2026-11-30T16:00")))
        try house.pass(until: "2026-11-30T16:00")
        try settleAll(.sent(.fine))
        guard case .meeting(_, _, _, true, .went)? = try week().first else {
            Issue.record("\(try week())")
            return
        }
        #expect(try attention().sentThisWeek == 1)
        #expect(try store.read { try $0.week(meetings: false) }.isEmpty)
    }

    @Test func `paused sending and who wants no mail stand in it`() throws {
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        let buddy = try #require(try store.read { try $0.groupCandidates() }.first).buddy
        try store.write { writer in
            try writer.pauseSending(because: "x")
            try writer.optOut(buddy: buddy, of: .nudge)
        }
        #expect(try attention().pausedBecause == "x")
        #expect(try attention().optOuts.count == 1)
        house.pass(.days(8))
        #expect(try attention().optOuts.count == 0)
    }

    @Test func `the pool is whole, in the order of waiting`() throws {
        let people = (1...9).map { #"{"ref":"b\#($0)","name":"Sam \#($0)","state":"available"}"# }
        try house.importing(#"{"buddies":[\#(people.joined(separator: ","))]}"#)
        house.pass(.days(50))
        let waiting = try attention().buddies.pool
        #expect(waiting.count == 9 && waiting.first?.name == "Sam 1")
    }

    private func settleAll(_ settlement: Settlement) throws {
        for message in try store.write({ try $0.claim(limit: 8) }).messages {
            guard let intended = try store.write({ try $0.intend(message) }) else { continue }
            _ = try store.write { try $0.settle(intended, settlement) }
        }
    }
}
