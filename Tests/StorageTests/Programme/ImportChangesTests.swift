import Domain
import Testing

@testable import Storage

@Suite struct ImportChangesTests {
    private let programme: ProgrammeFixture
    private static let meeting: StaticString =
        """
        SELECT starts || ' t' || time_revision || ' c' || change_count || ' off' || (cancelled OR NOT buddy_attends)
            || CASE WHEN changed_at IS NULL THEN '' ELSE ' changed' END
        FROM school_meeting
        """
    private static let session: StaticString =
        """
        SELECT starts || ' ' || coalesce(place, '-') || ' t' || time_revision || ' p' || place_revision || ' c'
            || change_count || CASE WHEN changed_at IS NULL THEN '' ELSE ' changed' END
        FROM intervision_session
        """

    init() throws {
        programme = try ProgrammeFixture()
        try programme.importing(contractExample)
    }

    private func meeting(_ keys: String) throws -> String? {
        try programme.importing(#"{"meetings":[{"ref":"g1",\#(keys)}]}"#)
        return try programme.value(Self.meeting)
    }

    private func session(_ keys: String) throws -> String? {
        try programme.importing(#"{"intervisions":[{"ref":"i1",\#(keys)}]}"#)
        return try programme.value(Self.session)
    }

    @Test func `a meeting moved and moved back within five minutes leaves the queue as it was`() throws {
        let before = try programme.value(
            "SELECT group_concat(uid || state || due, ' ') FROM outbox WHERE state = 'ready'")
        #expect(try meeting(#""starts":"2026-12-02T10:00""#) == "2026-12-02T10:00 t2 c1 off0 changed")
        programme.passMinutes(4)
        #expect(try meeting(#""starts":"2026-12-01T14:00""#) == "2026-12-01T14:00 t1 c2 off0")
        #expect(
            try programme.value("SELECT group_concat(uid || state || due, ' ') FROM outbox WHERE state = 'ready'")
                == before)
    }

    @Test func `what a file changes is stale on a page that was opened before it`() throws {
        let versions: StaticString =
            """
            SELECT (SELECT version FROM match) || (SELECT version FROM requester) || (SELECT version FROM support_request)
                || (SELECT version FROM signal)
            """
        func digits() throws -> [Int] { try (programme.value(versions) ?? "").compactMap(\.wholeNumberValue) }
        let before = try digits()
        try programme.importing(contractExample)
        #expect(try before.count == 4 && digits() == before)
        try programme.importing(
            """
            {"requesters":[{"ref":"p1","name":"Ouder A"}],"requests":[{"ref":"h1","mode":"online"}],
             "matches":[{"ref":"m1","until":"2026-12-31"}],"signals":[{"ref":"s1","sector":"vo"}]}
            """)
        #expect(try digits() == before.map { $0 + 1 })
        let match = try #require(try programme.value("SELECT uid FROM match").flatMap { Uid($0) })
        #expect(throws: StoreError.stale) {
            try programme.store.write { try $0.endMatch(match, 1, on: $0.today, outcome: nil) }
        }
    }

    @Test func `a meeting moved back later is a third time`() throws {
        _ = try meeting(#""starts":"2026-12-02T10:00""#)
        programme.passMinutes(5)
        #expect(try meeting(#""starts":"2026-12-01T14:00""#) == "2026-12-01T14:00 t3 c2 off0 changed")
    }

    @Test func `a meeting moved back after somebody was told is a third time, however soon`() throws {
        _ = try meeting(#""starts":"2026-12-02T10:00""#)
        try programme.store.write { writer in
            try writer.db.run(
                """
                INSERT INTO told SELECT b.uid, m.uid, m.starts, NULL, 0, 0, NULL FROM school_meeting m, buddy b
                """)
        }
        #expect(try meeting(#""starts":"2026-12-01T14:00""#) == "2026-12-01T14:00 t3 c2 off0 changed")
    }

    @Test func `a longer meeting is not a new one`() throws {
        #expect(try meeting(#""minutes":60"#) == "2026-12-01T14:00 t1 c0 off0")
    }

    @Test func `cancelled, or without the buddy, is off, and can be taken back`() throws {
        #expect(try meeting(#""cancelled":true"#) == "2026-12-01T14:00 t1 c1 off1 changed")
        #expect(try meeting(#""cancelled":false,"buddy_attends":false"#) == "2026-12-01T14:00 t1 c1 off1 changed")
        #expect(try meeting(#""buddy_attends":null"#) == "2026-12-01T14:00 t1 c2 off0")
    }

    @Test func `a session's place has revisions of its own`() throws {
        #expect(try session(#""place":"De Haven""#) == "2026-12-10T19:30 De Haven t1 p2 c1 changed")
        #expect(try session(#""place":null,"starts":"2026-12-11T19:30""#) == "2026-12-11T19:30 - t2 p3 c2 changed")
        #expect(try session(#""place":"online","starts":"2026-12-10T19:30""#) == "2026-12-10T19:30 online t1 p1 c3")
        programme.passMinutes(6)
        #expect(try session(#""minutes":60"#) == "2026-12-10T19:30 online t1 p1 c3")
        #expect(try session(#""link":"https://example.org/y""#) == "2026-12-10T19:30 online t1 p1 c4 changed")
        #expect(try session(#""cancelled":true"#) == "2026-12-10T19:30 online t1 p1 c5 changed")
    }

    @Test func `a participant who stays keeps the answer, a new one is asked`() throws {
        try programme.store.write { try $0.db.run("UPDATE intervision_participant SET answer = 'yes'") }
        try programme.importing(
            """
            {"buddies":[{"ref":"b2","name":"Tweede","email":"b2@example.org","state":"available"}],
             "intervisions":[{"ref":"i1","participants":["b2","b1"]}]}
            """)
        #expect(
            try programme.value(
                """
                SELECT group_concat(ref || coalesce(answer, '?')) FROM (
                    SELECT b.ref, p.answer FROM intervision_participant p JOIN buddy b ON b.id = p.buddy_id ORDER BY b.ref)
                """) == "b1yes,b2?")
    }

    @Test func `a label that Naast chose stays, one that a person chose goes with null`() throws {
        let chosen = try programme.value("SELECT label FROM match")
        try programme.importing(#"{"matches":[{"ref":"m1","label":null}]}"#)
        #expect(try programme.value("SELECT label FROM match") == chosen)
        try programme.importing(#"{"matches":[{"ref":"m1","label":"Familie 3"}]}"#)
        #expect(try programme.value("SELECT label FROM match") == "Familie 3")
        try programme.importing(#"{"matches":[{"ref":"m1","label":null}]}"#)
        let again = try #require(try programme.value("SELECT label FROM match"))
        #expect(MatchLabel.suggestions.contains(again))
    }

    @Test func `a buddy's labels differ while their matches run together`() throws {
        let match = { (ref: String, since: String, label: String) in
            #"{"ref":"\#(ref)","buddy":"b1","requester":"p1","since":"\#(since)","label":"\#(label)"}"#
        }
        #expect(try programme.problems(#"{"matches":[{"ref":"m1","label":"Eik","until":"2026-12-31"}]}"#) == [])
        let same = "this buddy has another match named Eik at the same time; give one of them another label"
        #expect(
            try programme.problems("{\"matches\":[\(match("m2", "2026-12-31", "Eik"))]}") == [
                "matches[0].label: \(same)"
            ])
        #expect(try programme.problems("{\"matches\":[\(match("m2", "2027-01-01", "Eik"))]}") == [])
        // Two that change places do not stand in each other's way.
        #expect(try programme.problems("{\"matches\":[\(match("m3", "2026-09-01", "Beuk"))]}") == [])
        #expect(
            try programme.problems(
                #"{"matches":[{"ref":"m1","label":"Beuk"},{"ref":"m3","label":"Eik","until":"2026-12-31"}]}"#)
                == [])
        #expect(
            try programme.problems(
                "{\"matches\":[\(match("m4", "2027-06-01", "Es")),\(match("m5", "2027-07-01", "Es"))]}")
                == ["matches[0].label: ", "matches[1].label: "].map { $0 + same.replacing("Eik", with: "Es") })
    }
}
