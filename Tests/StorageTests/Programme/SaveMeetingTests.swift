import Domain
import Testing

@testable import Storage

/// What a form saves goes the way of an import, letters and all.
@Suite struct SaveMeetingTests {
    private let programme: ProgrammeFixture
    private let match: Uid

    init() throws {
        programme = try ProgrammeFixture()
        try programme.importing(contractExample)
        let text = try #require(try programme.value("SELECT uid FROM match"))
        match = try #require(Uid(text))
    }

    private func known(_ sql: StaticString) throws -> Uid {
        let text = try #require(try programme.value(sql))
        return try #require(Uid(text))
    }

    private func draft(_ starts: String, minutes: Int = 45) throws -> MeetingDraft {
        MeetingDraft(match: match, starts: try #require(LocalDateTime(starts)), minutes: minutes)
    }

    private func letters(_ uid: Uid) throws -> [String] {
        try programme.store.read { reader in
            try reader.lettersReady(about: .meeting(uid)).map {
                "\($0.kind.rawValue) \(Zone.amsterdam.local($0.due))"
            }
        }
    }

    private func meeting(_ uid: Uid) throws -> SchoolMeeting {
        try #require(try programme.store.read { try $0.meeting(uid) })
    }

    @Test func `a meeting that is typed has the letters of one that is imported`() throws {
        let imported = try known("SELECT uid FROM school_meeting")
        let typed = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        #expect(try letters(typed) == letters(imported))
        #expect(
            try letters(typed) == [
                "before-week 2026-11-24T16:00", "before-day 2026-11-30T16:00", "after 2026-12-01T16:15",
                "nudge 2026-12-04T16:00",
            ])
    }

    @Test func `a move keeps the letters in step, and taking it back restores them`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        let before = try letters(uid)
        _ = try programme.store.write { try $0.saveMeeting(try draft("2026-12-03T10:00"), over: uid, version: 1) }
        #expect(try letters(uid).contains("before-day 2026-12-02T16:00"))
        _ = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00"), over: uid, version: 2) }
        #expect(try letters(uid) == before)
        #expect(try programme.value("SELECT count(*) FROM change WHERE fields = 'datum en tijd'") == "2")
    }

    @Test func `once moved, it keeps its letter of the week before when something else changes near it`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2027-01-12T14:00")) }
        programme.passMinutes(60)
        var moved = try draft("2027-01-13T14:00")
        _ = try programme.store.write { try $0.saveMeeting(moved, over: uid, version: 1) }
        #expect(try letters(uid).first == "before-week 2027-01-06T16:00")
        programme.passMinutes(45 * 24 * 60)
        moved.buddyAttends = false
        _ = try programme.store.write { try $0.saveMeeting(moved, over: uid, version: 2) }
        #expect(try letters(uid).first == "before-week 2027-01-06T16:00")
    }

    @Test func `a cancelled meeting has no letters, and has them again when it goes on`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        var off = try draft("2026-12-01T14:00")
        off.cancelled = true
        _ = try programme.store.write { try $0.saveMeeting(off, over: uid, version: 1) }
        #expect(try letters(uid).isEmpty)
        _ = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00"), over: uid, version: 2) }
        #expect(try letters(uid).count == 4)
    }

    @Test func `the same again changes nothing, roles and purpose change no letter`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        _ = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00"), over: uid, version: 1) }
        #expect(try meeting(uid).version == 1)
        var more = try draft("2026-12-01T14:00")
        more.roles = [.mentor, .outsideHelp]
        more.purpose = .review
        _ = try programme.store.write { try $0.saveMeeting(more, over: uid, version: 1) }
        #expect(try meeting(uid).draft == more)
        #expect(try meeting(uid).version == 2)
        #expect(try letters(uid).count == 4)
    }

    @Test func `what is refused writes nothing`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        func save(_ draft: MeetingDraft, over: Uid? = nil, version: Int? = nil) throws {
            _ = try programme.store.write { try $0.saveMeeting(draft, over: over, version: version) }
        }
        #expect(throws: StoreError.stale) { try save(try draft("2026-12-02T14:00"), over: uid, version: 2) }
        #expect(throws: StoreError.stale) { try save(try draft("2026-12-02T14:00"), over: uid) }
        #expect(throws: StoreError.unknown) { try save(try draft("2026-12-02T14:00"), over: .random(), version: 1) }
        var stranger = try draft("2026-12-02T14:00")
        stranger.match = .random()
        #expect(throws: StoreError.unknown) { try save(stranger) }
        #expect(throws: StoreError.refused("no such time")) { try save(try draft("2027-03-28T02:30")) }
        #expect(throws: StoreError.refused("no such length")) { try save(try draft("2026-12-02T14:00", minutes: 4)) }
        #expect(try programme.value("SELECT count(*) || max(starts) FROM school_meeting") == "22026-12-01T14:00")
    }

    @Test func `an import makes a form that was open stale`() throws {
        let uid = try known("SELECT uid FROM school_meeting")
        try programme.importing(#"{"meetings":[{"ref":"g1","minutes":50}]}"#)
        #expect(throws: StoreError.stale) {
            _ = try programme.store.write { try $0.saveMeeting(try draft("2026-12-02T14:00"), over: uid, version: 1) }
        }
    }

    @Test func `a preview is what saving then does, and leaves nothing behind`() throws {
        let everything: StaticString =
            "SELECT (SELECT count(*) FROM school_meeting) || ' ' || (SELECT count(*) FROM outbox) || ' ' || (SELECT count(*) FROM change) || ' ' || (SELECT group_concat(state || due) FROM outbox)"
        let before = try programme.value(everything)
        let preview = try programme.store.write { writer in
            try writer.mail(because: { .meeting(try writer.saveMeeting(try draft("2026-12-15T09:30"))) })
        }
        #expect(try programme.value(everything) == before)
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-15T09:30")) }
        #expect(preview.goesNoMore.isEmpty)
        #expect(try programme.store.read { try $0.lettersReady(about: .meeting(uid)) } == preview.goes)
    }

    @Test func `a preview of a cancellation tells what does not go any more`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-15T09:30")) }
        var off = try draft("2026-12-15T09:30")
        off.cancelled = true
        let preview = try programme.store.write { writer in
            try writer.mail(
                because: { .meeting(try writer.saveMeeting(off, over: uid, version: 1)) }, over: .meeting(uid))
        }
        #expect(preview.goes.isEmpty)
        #expect(preview.goesNoMore.map(\.kind) == [.beforeWeek, .beforeDay, .after, .nudge])
        #expect(try letters(uid).count == 4)
    }

    @Test func `a trial that fails takes everything back and lets the transaction go on`() throws {
        try programme.store.write { writer in
            #expect(throws: StoreError.unknown) {
                try writer.trying {
                    try writer.set("name", "Anders")
                    throw StoreError.unknown
                }
            }
            #expect(try writer.settings.name != "Anders")
            try writer.set("coordinator_name", "Noor")
        }
        #expect(try programme.store.read { try $0.settings.coordinatorName } == "Noor")
    }

    @Test func `an outcome stands only with the parent's agreement, and goes with it, tasks too`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        #expect(throws: StoreError.self) {
            try programme.store.write { try $0.note("Een plan", agreed: false, of: uid, version: 1) }
        }
        let day = try #require(LocalDate("2026-12-04"))
        #expect(throws: StoreError.unknown) {
            try programme.store.write { try $0.addTask("Bellen", owner: .school, due: day, meeting: uid) }
        }
        try programme.store.write { try $0.note("Een plan", agreed: true, of: uid, version: 1) }
        try programme.store.write { try $0.addTask("Bellen", owner: .school, due: day, meeting: uid) }
        #expect(try programme.store.read { try $0.openTasks(until: day) }.map(\.text) == ["Bellen"])
        #expect(try programme.store.read { try $0.openTasks(until: day - 1) }.isEmpty)
        try programme.store.write { try $0.note(nil, agreed: false, of: uid, version: 2) }
        #expect(try programme.store.read { try $0.tasks(of: uid) }.isEmpty)
    }

    @Test func `who has looked back is not asked again`() throws {
        let uid = try programme.store.write { try $0.saveMeeting(try draft("2026-12-01T14:00")) }
        try programme.store.write { try $0.noteLookBack(of: uid) }
        #expect(try letters(uid).allSatisfy { !$0.hasPrefix("nudge") })
    }
}
