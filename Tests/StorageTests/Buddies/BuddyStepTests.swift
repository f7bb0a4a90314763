import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct BuddyStepTests {
    private let fixture: ProgrammeFixture

    init() throws {
        fixture = try ProgrammeFixture()
    }

    private func only() throws -> BuddySummary {
        try #require(try fixture.store.read { try $0.buddies() }.first)
    }

    private func file() throws -> BuddyFile {
        let uid = try only().uid
        return try fixture.store.read { try $0.buddy(uid) }
    }

    private func add(_ state: BuddyState) throws -> Uid {
        try fixture.store.write { writer in
            try writer.addBuddy(
                BuddyParticulars(name: "Sanne", email: EmailAddress("sanne@example.org")), state: state)
        }
    }

    private func take(_ step: BuddyStep, _ details: BuddyStepDetails = BuddyStepDetails()) throws -> BuddyStepRefusal? {
        let file = try file()
        return try fixture.store.write { try $0.take(step, file.uid, version: file.version, details) }
    }

    private func takeBack() throws -> BuddyStepRefusal? {
        let file = try file()
        return try fixture.store.write { try $0.takeBack(file.uid, version: file.version) }
    }

    @Test func `an import writes the steps of what it made and changed, and nothing the second time`() throws {
        let first = #"{"buddies":[{"ref":"b1","name":"Sanne","state":"training"}]}"#
        let later = #"{"buddies":[{"ref":"b1","name":"Sanne","state":"available"}]}"#
        for text in [first, first, later, later] { try fixture.importing(text) }
        let steps = try file().steps
        #expect(steps.map(\.step) == [.imported, .imported])
        #expect(steps.map(\.state) == [.available, .training])
        #expect(steps.map(\.before) == [.training, nil])
        #expect(try file().lastStep == nil)
        #expect(try file().version == 2)
    }

    @Test func `a match that begins and ends changes the state by itself`() throws {
        func importing(_ until: String) throws {
            try fixture.importing(
                """
                {"buddies":[{"ref":"b1","name":"Sanne","state":"available"}],
                 "requesters":[{"ref":"p1","kind":"parent","name":"Ouder"}],
                 "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2026-11-20","until":\(until),"label":"Esdoorn"}]}
                """)
        }
        try importing("null")
        #expect(try only().state == .matched)
        #expect(try only().labels == ["Esdoorn"] && only().since.description == "2026-11-20")
        #expect(try take(.stop) == .matchesRun)
        try importing("\"2026-11-21\"")
        #expect(try only().state == .matched)
        // It ends on its last day: who rounded it off this morning has a buddy who is free.
        fixture.passMinutes(24 * 60)
        #expect(try only().state == .available)
        #expect(try only().since.description == "2026-11-21" && only().labels.isEmpty)
        #expect(try take(.stop) == nil)
    }

    @Test func `the whole way from sign-up to available, and each step back again`() throws {
        _ = try add(.applied)
        let day = try #require(LocalDate("2026-11-25"))
        #expect(try take(.planInterview, BuddyStepDetails(day: day, time: TimeOfDay(hour: 10, minute: 0))) == nil)
        #expect(try only().interviewAt?.description == "2026-11-25T10:00")
        let held = BuddyStepDetails(
            day: LocalDate("2026-11-20"), findings: [.listening: .present, .reflection: .attention],
            note: "oefenen met stilte")
        #expect(try take(.suited, held) == nil)
        #expect(try only().interviewAt == nil && only().lastContact?.description == "2026-11-20")
        #expect(try file().findings == held.findings && file().interviewNote == "oefenen met stilte")
        #expect(try take(.makeAvailable) == .notTrained)
        #expect(try take(.train) == nil)
        #expect(try take(.makeAvailable) == .noCertificate)
        #expect(try take(.seeCertificate) == nil)
        #expect(try take(.makeAvailable) == nil)
        // Judgement is kept no longer than needed.
        #expect(try file().findings.isEmpty && file().interviewNote == nil)
        #expect(try file().state == .available)

        for state: BuddyState in [.training, .training, .training, .interview, .applied] {
            #expect(try takeBack() == nil)
            #expect(try file().state == state)
        }
        #expect(try takeBack() == .nothingToTakeBack)
        let summary = try only()
        #expect(summary.trainedOn == nil && summary.certificateSeenOn == nil && summary.interviewAt == nil)
        #expect(try file().steps.count == 6 && file().steps.count { $0.undoneAt != nil } == 5)
    }

    @Test func `an interview taken back is planned again as it was`() throws {
        _ = try add(.applied)
        let (first, second) = (try #require(LocalDate("2026-11-25")), try #require(LocalDate("2026-11-27")))
        let time = TimeOfDay(hour: 10, minute: 0)
        #expect(try take(.planInterview, BuddyStepDetails(day: first, time: time)) == nil)
        #expect(try take(.planInterview, BuddyStepDetails(day: second, time: time)) == nil)
        #expect(try take(.unsuited) == nil)
        #expect(try only().state == .stopped && only().interviewAt == nil)
        #expect(try takeBack() == nil)
        #expect(try only().interviewAt?.date == second)
        #expect(try takeBack() == nil)
        #expect(try only().interviewAt?.date == first && only().state == .interview)
    }

    @Test func `a newer certificate taken back leaves the older one`() throws {
        _ = try add(.available)
        let old = try #require(LocalDate("2023-05-01"))
        #expect(try take(.seeCertificate, BuddyStepDetails(day: old)) == nil)
        #expect(try take(.seeCertificate) == nil)
        #expect(try takeBack() == nil)
        #expect(try only().certificateSeenOn == old)
    }

    @Test func `a pause has an end that goes with it`() throws {
        _ = try add(.available)
        let until = try #require(LocalDate("2027-01-01"))
        #expect(try take(.pause, BuddyStepDetails(until: until)) == nil)
        #expect(try only().pausedUntil == until)
        #expect(try take(.resume) == nil)
        #expect(try only().state == .available && only().pausedUntil == nil)
    }

    @Test func `somebody else's change in between is not overwritten`() throws {
        let uid = try add(.available)
        #expect(throws: StoreError.stale) { try fixture.store.write { try $0.take(.pause, uid, version: 9) } }
        #expect(throws: StoreError.stale) { try fixture.store.write { try $0.takeBack(uid, version: 9) } }
        #expect(throws: StoreError.stale) {
            try fixture.store.write { try $0.changeBuddy(uid, version: 9, BuddyParticulars(name: "X")) }
        }
        #expect(throws: StoreError.unknown) {
            try fixture.store.write { try $0.take(.pause, .random(), version: 1) }
        }
        #expect(try only().state == .available && only().name == "Sanne")
    }
}
