import Domain
import Testing

@testable import Storage

/// Every problem of a file at once: those of the file itself, and those that only the rows together show.
@Suite struct ImportProblemsTests {
    private let programme: ProgrammeFixture

    init() throws {
        programme = try ProgrammeFixture()
        try programme.importing(contractExample)
    }

    @Test func `a wrong date hides nothing of what is wrong with the matches`() throws {
        #expect(
            try programme.problems(
                """
                {"matches":[{"ref":"m1","until":"2026-08-31"},
                            {"ref":"m2","buddy":"b1","requester":"p2","request":"h1","since":"2026-09-01","label":"Fatima"},
                            {"ref":"m3","buddy":"b1","requester":"p2","since":"2026-09-01","label":"Eik"},
                            {"ref":"m4","buddy":"b1","requester":"p2","since":"2026-10-01","label":"Eik"}],
                 "requesters":[{"ref":"p2","kind":"parent","name":"Fatima Z"}],
                 "meetings":[{"ref":"g1","starts":"2026-13-01T14:00"}]}
                """) == [
                    "matches[0].until: lies before since",
                    "matches[1].request: is a request of another requester",
                    "matches[1].label: is part of the name of somebody in this match; it stands in mail so that no name has to",
                    "matches[2].label: this buddy has another match named Eik at the same time; give one of them another label",
                    "matches[3].label: this buddy has another match named Eik at the same time; give one of them another label",
                    "meetings[0].starts: is not a local time such as 2026-12-01T14:00 (no seconds, no zone)",
                ])
        #expect(try programme.value("SELECT count(*) FROM match") == "1")
    }

    @Test func `a match that is wrong in itself is held against what it refers to as well`() throws {
        #expect(
            try programme.problems(
                """
                {"requesters":[{"ref":"p2","kind":"parent","name":"Fatima Z"}],
                 "matches":[{"ref":"m2","buddy":"b1","requester":"p2","request":"h1","since":"1-9-2026","label":"Fatima"}]}
                """) == [
                    "matches[0].since: is not a date such as 2026-12-01",
                    "matches[0].request: is a request of another requester",
                    "matches[0].label: is part of the name of somebody in this match; it stands in mail so that no name has to",
                ])
    }

    @Test(arguments: [
        // Nothing is said of a request whose own requester cannot be read.
        (
            #"{"requests":[{"ref":"h1","requester":"p9"}],"matches":[{"ref":"m1","requester":"p1","request":"h1"}]}"#,
            ["requests[0].requester: there is no requester with this ref, in this file or before"]
        ),
        (
            #"{"requests":[{"ref":"h2","kind":"long-term"}],"matches":[{"ref":"m1","request":"h2"}]}"#,
            [
                "requests[0]: a new request needs \"requester\"", "requests[0]: a new request needs \"mode\"",
                "requests[0]: a new request needs \"received\"",
            ]
        ),
        (
            #"{"matches":[{"ref":"m1","label":"Eik"},{"ref":"m2","buddy":"b1","requester":"p1","since":"x","label":"Eik"}]}"#,
            ["matches[1].since: is not a date such as 2026-12-01"]
        ),
        (
            #"{"matches":[{"ref":"m1","since":"2027-01-01","until":"x"},{"ref":"m1","label":"Eik"}]}"#,
            [
                "matches[0].until: is not a date such as 2026-12-01",
                "matches[1].ref: is the ref of matches[0] too; each stands once in its list",
            ]
        ),
        (
            #"{"buddies":[{"ref":"b2","name":"B"}],"matches":[{"ref":"m2","buddy":"b2","requester":"p1","since":"2026-09-01"}]}"#,
            ["buddies[0]: a new buddy needs \"state\""]
        ),
    ])
    func `what only follows from another problem is none`(file: String, found: [String]) throws {
        #expect(try programme.problems(file) == found)
    }

    @Test(arguments: [
        ("Fatima", false), ("fatima 2", false), ("Bij Zoë", false), ("Östergård", false), ("Eerste", false),
        ("Esdoorn", true), ("Van Eik", true), ("Groep 3", true),
    ])
    func `a label is no part of the name of the buddy or of who asks`(label: String, fits: Bool) throws {
        let file =
            #"{"requesters":[{"ref":"p1","name":"Fatima Zoe van Ostergard 3"}],"matches":[{"ref":"m1","label":"\#(label)"}]}"#
        let expected =
            fits
            ? []
            : [
                "matches[0].label: is part of the name of somebody in this match; it stands in mail so that no name has to"
            ]
        #expect(try programme.problems(file) == expected)
    }

    @Test func `a label that Naast picks is no name either`() throws {
        // All but two names of trees and herbs.
        let names = MatchLabel.suggestions.filter { $0 != "Esdoorn" && $0 != "Iep" }.joined(separator: " ")
        try programme.store.write { writer in
            try writer.db.run("UPDATE requester SET name = ?1", names)
            try writer.db.run("UPDATE buddy SET name = 'Sam Iep'")
        }
        try programme.importing(#"{"matches":[{"ref":"m2","buddy":"b1","requester":"p1","since":"2027-01-01"}]}"#)
        #expect(try programme.value("SELECT label FROM match WHERE ref = 'm2'") == "Esdoorn")
    }
}
