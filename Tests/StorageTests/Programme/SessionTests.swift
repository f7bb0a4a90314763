import Domain
import Testing

@testable import Storage

@Suite struct SessionTests {
    private let programme: ProgrammeFixture

    init() throws {
        programme = try ProgrammeFixture()
        try programme.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Een","email":"b1@example.org","state":"training"},
                {"ref":"b2","name":"Noor Twee","email":"b2@example.org","state":"training"},
                {"ref":"b3","name":"Kim Drie","state":"available"},
                {"ref":"b4","name":"Alex Vier","email":"b4@example.org","state":"stopped"}]}
            """)
    }

    private func known(_ sql: StaticString) throws -> Uid {
        let text = try #require(try programme.value(sql))
        return try #require(Uid(text))
    }

    private func draft(_ gathering: Gathering = .training, capacity: Int? = nil) throws -> SessionDraft {
        SessionDraft(
            gathering: gathering, starts: try #require(LocalDateTime("2026-12-10T19:30")), place: "De Schakel",
            capacity: capacity)
    }

    private func session(_ uid: Uid) throws -> GroupSession {
        try #require(try programme.store.read { try $0.session(uid) })
    }

    private func kinds(_ uid: Uid) throws -> [String] {
        try programme.store.read { try $0.lettersReady(about: .intervision(uid)) }.map(\.kind.rawValue)
    }

    private func planned(capacity: Int? = nil) throws -> Uid {
        try programme.store.write { writer in
            let uid = try writer.saveSession(try draft(capacity: capacity))
            try writer.invite([], groups: [.training, .pool], to: uid)
            return uid
        }
    }

    @Test func `a group is invited, and each hears once; who has no address stands on the list too`() throws {
        let uid = try planned()
        #expect(try session(uid).participants.map(\.name) == ["Kim Drie", "Noor Twee", "Sam Een"])
        #expect(try session(uid).participants.map(\.hasMail) == [false, true, true])
        #expect(try kinds(uid).filter { $0 == "intervision-invite" }.count == 2)
        #expect(try programme.store.write { try $0.invite([], groups: [.training], to: uid) } == 0)
    }

    @Test func `a buddy is in the group that their matches put them in, whatever is stored`() throws {
        try programme.importing(
            """
            {"buddies":[{"ref":"c1","name":"Net Gekoppeld","state":"available"},
                {"ref":"c2","name":"Weer Klaar","state":"matched"},{"ref":"c3","name":"Van Elders","state":"matched"}],
             "requesters":[{"ref":"p1","kind":"parent","name":"Ouder 1"}],
             "matches":[{"ref":"m1","buddy":"c1","requester":"p1","since":"2026-09-01","label":"Iep"},
                {"ref":"m2","buddy":"c2","requester":"p1","since":"2026-09-01","until":"2026-11-20","label":"Eik"}]}
            """)
        func invited(_ group: BuddyGroup) throws -> [String] {
            let uid = try programme.store.write { writer in
                let uid = try writer.saveSession(try draft(.intervision))
                try writer.invite([], groups: [group], to: uid)
                return uid
            }
            return try session(uid).participants.map(\.name)
        }
        #expect(try invited(.matched) == ["Net Gekoppeld", "Van Elders"])
        #expect(try invited(.pool) == ["Kim Drie", "Weer Klaar"])
    }

    @Test func `nobody who stopped is invited, not even by name`() throws {
        let uid = try planned()
        let stopped = try known("SELECT uid FROM buddy WHERE ref = 'b4'")
        #expect(try programme.store.write { try $0.invite([stopped], to: uid) } == 0)
    }

    @Test func `the letter to a training says training`() throws {
        let uid = try planned()
        let parts = try programme.store.read { reader -> [LetterFacts.Part] in
            let buddy = try reader.lettersReady(about: .intervision(uid))[0].buddy
            let reason = Reason(subject: .intervision(uid), kind: .intervisionInvite, revision: .time(1), buddy: buddy)
            return try reader.letterFacts(for: [reason])?.parts ?? []
        }
        #expect(parts.map(\.gathering) == [.training])
    }

    @Test func `an answer steers the letters, and no more say yes than fit`() throws {
        let uid = try planned(capacity: 1)
        let people = try session(uid).participants
        try programme.store.write { try $0.note(.no, of: people[1].buddy, to: uid) }
        #expect(try kinds(uid).filter { $0 == "intervision-invite" }.count == 1)
        try programme.store.write { try $0.note(.yes, of: people[2].buddy, to: uid) }
        #expect(throws: StoreError.refused("the session is full")) {
            try programme.store.write { try $0.note(.yes, of: people[0].buddy, to: uid) }
        }
        #expect(try session(uid).isFull)
        #expect(try kinds(uid) == ["intervision-before"])
    }

    @Test func `who is taken off the list before the invitation went hears nothing`() throws {
        let uid = try planned()
        for participant in try session(uid).participants where participant.hasMail {
            try programme.store.write { try $0.withdraw(participant.buddy, from: uid) }
        }
        #expect(try kinds(uid).isEmpty)
        #expect(throws: StoreError.unknown) { try programme.store.write { try $0.withdraw(.random(), from: uid) } }
    }

    @Test func `a list that changed meanwhile is not overwritten`() throws {
        let uid = try planned()
        let version = try session(uid).version
        let buddy = try session(uid).participants[0].buddy
        try programme.store.write { try $0.note(.maybe, of: buddy, to: uid) }
        let note = GroupSession.Note(buddy: buddy, answer: .no, attended: nil)
        #expect(throws: StoreError.stale) {
            try programme.store.write { try $0.note([note], at: uid, version: version) }
        }
        #expect(try session(uid).participants[0].answer == .maybe)
    }

    @Test func `who was at a training is trained on its day, in one go, and never earlier than known`() throws {
        let uid = try planned()
        let people = try session(uid).participants
        let notes = people.map { GroupSession.Note(buddy: $0.buddy, answer: nil, attended: $0.name != "Kim Drie") }
        let version = try session(uid).version
        try programme.store.write { try $0.note(notes, at: uid, version: version) }
        #expect(try programme.store.write { try $0.noteTrained(by: uid) } == 2)
        #expect(try session(uid).participants.map { $0.trainedOn?.description } == [nil, "2026-12-10", "2026-12-10"])
        #expect(try programme.store.write { try $0.noteTrained(by: uid) } == 0)
    }

    @Test func `intervision trains nobody`() throws {
        let uid = try programme.store.write { writer in
            let uid = try writer.saveSession(try draft(.intervision))
            try writer.invite([], groups: [.training], to: uid)
            return uid
        }
        let notes = try session(uid).participants.map {
            GroupSession.Note(buddy: $0.buddy, answer: .yes, attended: true)
        }
        let version = try session(uid).version
        try programme.store.write { try $0.note(notes, at: uid, version: version) }
        #expect(try programme.store.write { try $0.noteTrained(by: uid) } == 0)
    }

    @Test func `an import leaves what it does not know: the sort and the places`() throws {
        try programme.importing(
            #"{"intervisions":[{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"participants":["b1"]}]}"#)
        let uid = try known("SELECT uid FROM intervision_session")
        var draft = try session(uid).draft
        #expect(draft.gathering == .intervision)
        draft.capacity = 8
        _ = try programme.store.write { try $0.saveSession(draft, over: uid, version: 1) }
        try programme.importing(#"{"intervisions":[{"ref":"i1","minutes":60}]}"#)
        #expect(try session(uid).draft.capacity == 8)
        #expect(try session(uid).draft.minutes == 60)
    }

    @Test(arguments: [Gathering.intervision, .training, .information])
    func `who wants no invitations to one kind of session still gets those to another`(refused: Gathering) throws {
        let buddy = try known("SELECT uid FROM buddy WHERE ref = 'b1'")
        try programme.store.write { try $0.optOut(buddy: buddy, of: .invite(refused)) }
        for gathering in Gathering.allCases {
            let uid = try programme.store.write { writer in
                let uid = try writer.saveSession(try draft(gathering))
                _ = try writer.invite([buddy], to: uid)
                return uid
            }
            #expect(try kinds(uid).contains("intervision-invite") == (gathering != refused), "\(gathering)")
        }
    }

    @Test func `a refusal stops the invitation that waits, of that kind of session alone`() throws {
        let buddy = try known("SELECT uid FROM buddy WHERE ref = 'b1'")
        let uid = try planned()
        let before = try kinds(uid).count { $0 == "intervision-invite" }
        try programme.store.write { try $0.optOut(buddy: buddy, of: .invite(.intervision)) }
        #expect(try kinds(uid).count { $0 == "intervision-invite" } == before)
        try programme.store.write { try $0.optOut(buddy: buddy, of: .invite(.training)) }
        #expect(try kinds(uid).count { $0 == "intervision-invite" } == before - 1)
    }
}
