import Domain
import Storage
import TestSupport
import Testing

/// Who is on a session's list, what they said, and what they then hear.
struct SessionListTests {
    private let house: TestHouse
    private let store: TenantStore

    // Invited on Monday 30 November for Thursday 10 December.
    init() throws {
        house = try TestHouse()
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Een","email":"sam@example.org","state":"available"},
                        {"ref":"b2","name":"Kim Twee","state":"available"}],
             "intervisions":[{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"place":"online","participants":["b1"]}]}
            """)
        store = try house.store()
        #expect(try sendAll().map(\.kind) == [.intervisionInvite])
    }

    private func sendAll() throws -> [IntendedMessage] {
        let claimed = try store.write { try $0.claim(limit: 8) }.messages
        return try claimed.compactMap { one in
            guard let message = try store.write({ try $0.intend(one) }) else { return nil }
            try store.write { _ = try $0.settle(message, .sent(.fine)) }
            return message
        }
    }

    private func answer(_ answer: IntervisionAnswer?) throws {
        let session = try session()
        try store.write { try $0.note(answer, of: session.buddy, to: session.uid) }
    }

    private func session() throws -> (uid: Uid, buddy: Uid) {
        let message = try #require(try house.messages().first { $0.kind == "intervision-invite" })
        let reason = try #require(message.reasons.first.flatMap { Reason($0) })
        return (reason.subject.uid, reason.buddy)
    }

    private func listing(_ participants: String) throws {
        try house.importing(#"{"intervisions":[{"ref":"i1","participants":[\#(participants)]}]}"#)
    }

    @Test func `who is taken off the list after the invitation hears so, when that has settled`() throws {
        try answer(.yes)
        try listing("")
        #expect(try sendAll().isEmpty)
        house.pass(.minutes(3))
        // Planning again does not put it off.
        try store.write { try $0.replanAll() }
        house.pass(.minutes(2))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.cancelled])
        #expect(sent.first?.parts.first?.goesOnWithout == true && sent.first?.parts.first?.mayStandInCalendar == false)
        house.pass(.hours(1))
        #expect(try sendAll().isEmpty)
    }

    @Test func `taken off by mistake and put back nobody hears anything`() throws {
        try listing("")
        house.pass(.minutes(4))
        try listing(#""b1""#)
        house.pass(.days(3))
        #expect(try sendAll().isEmpty)
    }

    @Test func `put back after they heard that they are off, it settles as any change does`() throws {
        try listing("")
        house.pass(.minutes(6))
        #expect(try sendAll().map(\.kind) == [.cancelled])
        house.pass(.hours(1))
        try listing(#""b1""#)
        #expect(try sendAll().isEmpty)
        house.pass(.minutes(4))
        try listing("")
        house.pass(.hours(1))
        #expect(try sendAll().isEmpty)
        try listing(#""b1""#)
        house.pass(.minutes(5))
        #expect(try sendAll().map(\.kind) == [.moved])
    }

    @Test(arguments: [true, false])
    func `whose address is corrected still hears that they are off the list`(byFile: Bool) throws {
        let buddy = try session().buddy
        try house.importing(#"{"buddies":[{"ref":"b1","email":null}]}"#)
        try listing("")
        house.pass(.hours(1))
        if byFile {
            try house.importing(#"{"buddies":[{"ref":"b1","email":"sam.een@example.org"}]}"#)
        } else {
            let right = BuddyParticulars(name: "Sam Een", email: EmailAddress("sam.een@example.org"))
            try store.write { try $0.changeBuddy(buddy, version: 2, right) }
        }
        house.pass(.minutes(6))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.cancelled] && sent[0].recipient.description == "sam.een@example.org")
    }

    @Test func `who said no and is taken off the list hears nothing`() throws {
        try answer(.no)
        try listing("")
        house.pass(.hours(1))
        #expect(try sendAll().isEmpty)
    }

    @Test func `what a yes brought into the calendar leaves it with the cancellation, whatever they said since`() throws
    {
        try answer(.yes)
        try house.importing(#"{"intervisions":[{"ref":"i1","starts":"2026-12-11T19:30"}]}"#)
        house.pass(.minutes(6))
        #expect(try sendAll().map(\.kind) == [.moved])
        try answer(.maybe)
        try house.importing(#"{"intervisions":[{"ref":"i1","cancelled":true}]}"#)
        house.pass(.minutes(6))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.cancelled])
        #expect(sent.first?.parts.first?.answer == .maybe && sent.first?.parts.first?.mayStandInCalendar == true)
    }

    @Test func `an invitation that brought no appointment takes none away`() throws {
        try house.importing(#"{"intervisions":[{"ref":"i1","cancelled":true}]}"#)
        house.pass(.minutes(6))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.cancelled] && sent.first?.parts.first?.mayStandInCalendar == false)
    }
}
