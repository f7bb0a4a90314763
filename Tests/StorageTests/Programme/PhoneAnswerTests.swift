import Domain
import Storage
import TestSupport
import Testing

/// Who said in a call, before any letter went, that they come: they know of the session like who read one.
struct PhoneAnswerTests {
    private let house: TestHouse
    private let store: TenantStore

    // On Tuesday 1 September; the invitation goes six weeks before Thursday 10 December.
    init() throws {
        house = try TestHouse(at: "2026-09-01T10:00")
        try house.importing(
            #"{"buddies":[{"ref":"b1","name":"Sam Een","email":"sam@example.org","state":"available"}]}"#)
        store = try house.store()
        try session(#""starts":"2026-12-10T19:30","minutes":90,"place":"online","participants":["b1"]"#)
        #expect(try ready() == ["intervision-invite", "intervision-nudge"])
    }

    private func session(_ members: String) throws {
        try house.importing(#"{"intervisions":[{"ref":"i1",\#(members)}]}"#)
    }

    private func ready() throws -> [String] { try house.messages().filter { $0.state == .ready }.map(\.kind) }

    private func note(_ answer: IntervisionAnswer?, inList: Bool = false) throws {
        let reason = try #require(try house.messages().first?.reasons.first.flatMap { Reason($0) })
        let (session, buddy) = (reason.subject.uid, reason.buddy)
        try store.write { writer in
            guard inList, let known = try writer.session(session) else {
                return try writer.note(answer, of: buddy, to: session)
            }
            let note = GroupSession.Note(buddy: buddy, answer: answer, attended: nil)
            try writer.note([note], at: session, version: known.version)
        }
    }

    @Test(arguments: [IntervisionAnswer.yes, .maybe], [false, true])
    func `they hear that it moved, that it has another place and that it is off`(
        answer: IntervisionAnswer, inList: Bool
    ) throws {
        try note(answer, inList: inList)
        #expect(try ready() == ["intervision-before"])
        try session(#""place":"de bibliotheek""#)
        #expect(try ready() == ["moved", "intervision-before"])
        house.pass(.hours(1))
        try session(#""starts":"2026-12-11T19:30""#)
        #expect(try ready() == ["moved", "intervision-before"])
        house.pass(.hours(1))
        try session(#""cancelled":true"#)
        #expect(try ready() == ["cancelled"])
    }

    @Test func `taken off the list they hear that too`() throws {
        try note(.yes)
        try session(#""participants":[]"#)
        #expect(try ready() == ["cancelled"])
    }

    @Test func `who said no hears nothing`() throws {
        try note(.no)
        try session(#""cancelled":true"#)
        #expect(try ready().isEmpty)
    }

    @Test(arguments: [false, true])
    func `an answer that was somebody else's is taken back, and they are invited as if nothing had been`(
        inList: Bool
    ) throws {
        try note(.yes, inList: inList)
        try note(nil, inList: inList)
        #expect(try ready() == ["intervision-invite", "intervision-nudge"])
        try session(#""cancelled":true"#)
        #expect(try ready().isEmpty)
    }

    @Test func `a letter that told them stays told when their answer is taken back`() throws {
        try house.pass(until: "2026-10-29T19:30")
        for claimed in try store.write({ try $0.claim(limit: 8) }).messages {
            guard let message = try store.write({ try $0.intend(claimed) }) else { continue }
            try store.write { _ = try $0.settle(message, .sent(.fine)) }
        }
        try note(.yes)
        try note(nil)
        try session(#""cancelled":true"#)
        #expect(try ready() == ["cancelled"])
    }

    @Test func `a session planned after its reminder's moment still reminds them, for the letter has the link`() throws
    {
        try house.pass(until: "2026-12-09T16:30")
        try session(#""starts":"2026-12-10T10:00""#)
        house.pass(.minutes(1))
        try note(.yes)
        #expect(try ready() == ["intervision-before"])
    }

    @Test func `a yes to what is off already tells nobody anything`() throws {
        try session(#""cancelled":true"#)
        try note(.yes)
        #expect(try ready().isEmpty)
    }
}
