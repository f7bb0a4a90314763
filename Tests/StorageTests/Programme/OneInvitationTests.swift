import Domain
import Storage
import TestSupport
import Testing

/// Of invitation, nudge and reminder only the latest that is due goes (LETTERS.md).
struct OneInvitationTests {
    private let house: TestHouse
    private let store: TenantStore

    // On Tuesday 1 September, for Thursday 10 December; the buddy has no address yet.
    init() throws {
        house = try TestHouse(at: "2026-09-01T10:00", settings: ["intervision_remind_unanswered": "on"])
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Een","state":"available"}],
             "intervisions":[{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"participants":["b1"]}]}
            """)
        store = try house.store()
    }

    private func enterAddress(at moment: String) throws {
        try house.pass(until: moment)
        try house.importing(#"{"buddies":[{"ref":"b1","email":"sam@example.org"}]}"#)
    }

    private func ready() throws -> [String] { try house.messages().filter { $0.state == .ready }.map(\.kind) }

    @Test(arguments: [
        ("2026-11-20T10:00", ["invite", "nudge", "before"]), ("2026-11-26T16:30", ["nudge", "before"]),
        ("2026-12-09T15:59", ["nudge", "before"]), ("2026-12-09T16:30", ["before"]),
    ])
    func `an address that comes late brings one letter at once`(moment: String, kinds: [String]) throws {
        try enterAddress(at: moment)
        #expect(try ready() == kinds.map { "intervision-\($0)" })
        #expect(try house.messages().count { $0.due <= house.now } == 1)
    }

    @Test func `without reminders to who did not answer it is the last question that goes`() throws {
        try store.write { try $0.set("intervision_remind_unanswered", "off") }
        try enterAddress(at: "2026-12-09T16:30")
        #expect(try ready() == ["intervision-nudge"])
    }

    @Test func `after a long stop the letters that were overtaken are taken out, not lost`() throws {
        try enterAddress(at: "2026-10-01T10:00")
        try house.pass(until: "2026-12-09T16:30")
        let claimed = try store.write { try $0.claim(limit: 8) }.messages
        #expect(claimed.count == 3)
        let sent = try claimed.compactMap { one in try store.write { try $0.intend(one) } }
        #expect(sent.map(\.kind) == [.intervisionBefore])
        #expect(try house.messages().count { $0.state == .cancelled && $0.lastEvent == "superseded" } == 2)
    }

    @Test func `who wants no invitations is still reminded of a session that was planned late`() throws {
        try enterAddress(at: "2026-12-09T17:00")
        let buddy = try #require(try ready().isEmpty ? nil : buddy())
        try store.write { try $0.optOut(buddy: buddy, of: .invite(.intervision)) }
        try house.importing(
            #"{"intervisions":[{"ref":"i2","starts":"2026-12-10T15:00","minutes":90,"participants":["b1"]}]}"#)
        #expect(try ready() == ["intervision-before", "intervision-before"])
    }

    private func buddy() throws -> Uid? {
        try house.messages().first?.reasons.first.flatMap { Reason($0)?.buddy }
    }
}
