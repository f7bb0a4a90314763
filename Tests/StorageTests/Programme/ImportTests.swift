import Domain
import Testing

@testable import Storage

@Suite struct ImportTests {
    private let programme: ProgrammeFixture

    init() throws {
        programme = try ProgrammeFixture()
    }

    @Test func `the contract's example is written whole, with its letters`() throws {
        let summary = try programme.importing(contractExample)
        #expect(RecordKind.allCases.allSatisfy { summary.counts[$0] == ImportSummary.Count(added: 1) })
        #expect(summary.replanned.count == 2)
        #expect(
            try programme.value(
                """
                SELECT b.name || ', ' || b.email || ', ' || b.state || ', ' || r.name || ', ' || q.mode || ', ' || k.since
                    || ', ' || m.starts || ', ' || m.zone || ', ' || s.note
                FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
                    JOIN requester r ON r.id = k.requester_id JOIN support_request q ON q.id = k.request_id
                    JOIN signal s ON s.request_id = q.id
                """)
                == "Eerste buddy, buddy1@example.org, available, Ouder 1, in-person, 2026-09-01, 2026-12-01T14:00, "
                + "Europe/Amsterdam, …")
        let label = try #require(try programme.value("SELECT label FROM match"))
        #expect(MatchLabel.suggestions.contains(label))
        let kinds = try programme.store.read { try $0.messages(state: .ready).map(\.kind) }
        #expect(Set(kinds).isSuperset(of: ["before-week", "before-day", "after", "nudge", "intervision-invite"]))
    }

    @Test func `imported again, ten times, it changes nothing`() throws {
        try programme.importing(contractExample)
        let before = try programme.value("SELECT group_concat(uid || state || due, ' ') FROM outbox")
        let label = try programme.value("SELECT label FROM match")
        let key = try programme.value("SELECT release_key || uid FROM signal")
        for _ in 0..<10 {
            programme.passMinutes(7)
            let summary = try programme.importing(contractExample)
            #expect(RecordKind.allCases.allSatisfy { summary.counts[$0] == ImportSummary.Count(unchanged: 1) })
            #expect(summary.replanned.isEmpty)
        }
        #expect(try programme.value("SELECT group_concat(uid || state || due, ' ') FROM outbox") == before)
        #expect(try programme.value("SELECT label FROM match") == label)
        #expect(try programme.value("SELECT release_key || uid FROM signal") == key)
    }

    @Test func `an absent key keeps, null clears, an absent record stays`() throws {
        try programme.importing(contractExample)
        try programme.importing(
            #"{"buddies":[{"ref":"b1","email":null}],"intervisions":[{"ref":"i1","place":null,"participants":null}],"#
                + #""signals":[{"ref":"s1","note":null,"request":null}],"matches":[{"ref":"m1","until":"2027-07-01"}]}"#
        )
        #expect(
            try programme.value("SELECT name || coalesce(email, '-') || state FROM buddy") == "Eerste buddy-available")
        #expect(
            try programme.value("SELECT starts || coalesce(place, '-') || link FROM intervision_session")
                == "2026-12-10T19:30-https://example.org/x")
        #expect(try programme.value("SELECT count(*) FROM intervision_participant") == "0")
        #expect(try programme.value("SELECT coalesce(note, '-') || coalesce(request_id, '-') FROM signal") == "--")
        #expect(try programme.value("SELECT until || (request_id IS NOT NULL) FROM match") == "2027-07-011")
        #expect(try programme.value("SELECT count(*) FROM school_meeting") == "1")
    }

    @Test func `a refused file writes nothing, and says everything`() throws {
        try programme.importing(contractExample)
        let found = try programme.problems(
            """
            {"buddies":[{"ref":"b1","name":"Ander"},{"ref":"b2","name":"Tweede"}],
             "meetings":[{"ref":"g1","starts":"2027-03-28T02:30"},{"ref":"g2","match":"m9","starts":"2026-12-02T09:00","minutes":30}]}
            """)
        #expect(
            found == [
                "buddies[1]: a new buddy needs \"state\"",
                "meetings[0].starts: does not exist: the clock skips this hour when summer time begins",
                "meetings[1].match: there is no match with this ref, in this file or before",
            ])
        #expect(try programme.value("SELECT group_concat(name) FROM buddy") == "Eerste buddy")
    }

    @Test func `what the rows together make impossible is refused with its path`() throws {
        try programme.importing(contractExample)
        #expect(
            try programme.problems(#"{"matches":[{"ref":"m1","until":"2026-08-31"}]}"#) == [
                "matches[0].until: lies before since"
            ])
        #expect(
            try programme.problems(
                #"{"requesters":[{"ref":"p2","kind":"carer","name":"B"}],"matches":[{"ref":"m1","requester":"p2"}]}"#)
                == ["matches[0].request: is a request of another requester"])
        #expect(
            try programme.problems(
                #"{"requesters":[{"ref":"p2","kind":"carer","name":"B"}],"requests":[{"ref":"h1","requester":"p2"}]}"#)
                == ["requests[0].requester: cannot change: a match of the earlier one is for it"])
        // Both together may move.
        #expect(
            try programme.problems(
                #"{"requesters":[{"ref":"p2","kind":"carer","name":"B"}],"requests":[{"ref":"h1","requester":"p2"}],"#
                    + #""matches":[{"ref":"m1","requester":"p2"}]}"#) == [])
        #expect(
            try programme.value("SELECT r.ref FROM match k JOIN requester r ON r.id = k.requester_id") == "p2")
    }

    @Test func `a dry run counts and writes nothing`() throws {
        let summary = try programme.importing(contractExample, dryRun: true)
        #expect(summary.counts[.meeting] == ImportSummary.Count(added: 1))
        #expect(try programme.value("SELECT (SELECT count(*) FROM buddy) + (SELECT count(*) FROM outbox)") == "0")
        try programme.importing(contractExample)
        let changed = try programme.importing(#"{"buddies":[{"ref":"b1","name":"Ander"}]}"#, dryRun: true)
        #expect(changed.description == "buddies: 1 changed")
        #expect(try programme.value("SELECT name FROM buddy") == "Eerste buddy")
    }

    @Test func `who goes, comes or loses an address has letters planned again`() throws {
        try programme.importing(contractExample)
        #expect(try programme.importing(#"{"buddies":[{"ref":"b1","state":"stopped"}]}"#).replanned.count == 2)
        #expect(try programme.store.read { try $0.messages(state: .ready).count } == 0)
        #expect(try programme.importing(#"{"buddies":[{"ref":"b1","state":"matched"}]}"#).replanned.count == 2)
        #expect(try programme.store.read { try $0.messages(state: .ready).count } > 0)
        #expect(try programme.importing(#"{"buddies":[{"ref":"b1","phone":"06-12345678"}]}"#).replanned.isEmpty)
        #expect(try programme.importing(#"{"matches":[{"ref":"m1","until":"2026-11-25"}]}"#).replanned.count == 1)
    }

    @Test func `five thousand records are one import`() throws {
        let buddies = (0..<500).map {
            #"{"ref":"b\#($0)","name":"Buddy \#($0)","email":"b\#($0)@example.org","state":"matched"}"#
        }
        let requesters = (0..<500).map { #"{"ref":"p\#($0)","kind":"parent","name":"Ouder \#($0)"}"# }
        let matches = (0..<1_000).map {
            #"{"ref":"m\#($0)","buddy":"b\#($0 % 500)","requester":"p\#($0 % 500)","since":"2026-09-01"}"#
        }
        let meetings = (0..<3_000).map {
            #"{"ref":"g\#($0)","match":"m\#($0 % 1_000)","starts":"2026-12-\#(10 + $0 % 20)T14:00","minutes":45}"#
        }
        let lists = [("buddies", buddies), ("requesters", requesters), ("matches", matches), ("meetings", meetings)]
        let text = "{" + lists.map { "\"\($0)\":[\($1.joined(separator: ","))]" }.joined(separator: ",") + "}"
        var heard: [String] = []
        let draft = ProgrammeFile.parse(Array(text.utf8), zone: .amsterdam)
        let result = try programme.store.write { try $0.importProgramme(draft) { heard.append($0) } }
        #expect(try result.get().replanned.count == 3_000)
        #expect(heard.first == "5000 records are right" && heard.contains("meetings: 3000 of 3000 written"))
        #expect(try programme.value("SELECT count(*) FROM (SELECT 1 FROM match GROUP BY buddy_id, label)") == "1000")
    }

    @Test(
        arguments: [
            "UPDATE school_meeting SET starts = '2026-12-0?T14:00'", "UPDATE match SET since = 'x'",
            "UPDATE intervision_session SET settled_starts = ''",
        ] as [StaticString])
    func `a record that is damaged sets the tenant apart when it is imported again`(harm: StaticString) throws {
        try programme.importing(contractExample)
        try programme.store.write { writer in
            // A disk keeps no rule of the schema.
            try writer.db.script("PRAGMA ignore_check_constraints = ON")
            try writer.db.run(harm)
        }
        let why = "a record is damaged: restore the file from a backup; then: naast tenant resume duinrand"
        #expect(throws: StoreError.quarantined(why)) { try programme.importing(contractExample) }
        #expect(programme.store.quarantine != nil)
    }
}
