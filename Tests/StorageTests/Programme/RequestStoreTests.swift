import Domain
import SQLite
import Testing

@testable import Storage

/// Friday 20 November 2026 at Duinrand.
@Suite struct RequestStoreTests {
    private let fixture: ProgrammeFixture
    private let facts: RequestFacts
    private let contact = RequesterContact(kind: .parent, name: "Ans", phone: "06 00 00 00 09", email: nil)
    private let today = LocalDate(year: 2026, month: 11, day: 20) ?? LocalDate(daysSince1970: 0)

    init() throws {
        fixture = try ProgrammeFixture()
        facts = RequestFacts(kind: .longTerm, mode: .inPerson, received: today - 6)
        try fixture.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Voorbeeld","email":"sam@example.org","state":"available"},
                        {"ref":"b2","name":"Kim Voorbeeld","email":"kim@example.org","state":"stopped"}]}
            """)
    }

    private func buddy(_ ref: String = "b1") throws -> Uid {
        let uid = try fixture.store.read { reader in
            try reader.db.first("SELECT uid FROM buddy WHERE ref = ?1", ref) { Uid($0.text(0)) }
        }
        return try #require(uid.flatMap { $0 })
    }

    private func enter() throws -> Uid { try fixture.store.write { try $0.addRequest(contact, facts) } }

    /// Asks, both say yes, and gives the proposal with its version.
    private func agreed(_ request: Uid) throws -> (uid: Uid, version: Int) {
        let buddy = try buddy()
        return try fixture.store.write { writer in
            let uid = try writer.propose(buddy, for: request, try writer.request(request).version)
            try writer.answer(uid, of: request, 1, by: .buddy, yes: true)
            try writer.answer(uid, of: request, 2, by: .requester, yes: true)
            return (uid, 3)
        }
    }

    private func matched(_ request: Uid, _ name: String = "Esdoorn") throws -> Uid {
        let (proposal, version) = try agreed(request)
        let label = try #require(MatchLabel(name))
        let starts = try #require(LocalDateTime("2026-12-15T14:00"))
        let new = NewMatch(
            label: label, since: today, expectedUntil: nil,
            meeting: NewMatch.FirstMeeting(starts: starts, minutes: 45))
        return try fixture.store.write { try $0.makeMatch(proposal, of: request, version, new) }
    }

    private func state(_ request: Uid) throws -> RequestState {
        try fixture.store.read { try $0.request(request).state }
    }

    @Test func `matching sees all that is known of a buddy, and nobody who stopped`() throws {
        let request = try enter()
        try fixture.store.write { writer in
            try writer.db.run(
                """
                UPDATE buddy SET region = 'Zuid', online = 0, most_matches = 2, trained_on = '2026-01-02',
                    certificate_seen_on = '2026-01-03' WHERE ref = 'b1'
                """)
            try writer.db.run("INSERT INTO buddy_language SELECT id, 'tr' FROM buddy WHERE ref = 'b1'")
            try writer.db.run("INSERT INTO buddy_expertise SELECT id, 'thuiszitten' FROM buddy WHERE ref = 'b1'")
            try writer.db.run("INSERT INTO buddy_school SELECT id, 'De Regenboog' FROM buddy WHERE ref = 'b1'")
        }
        let candidates = try fixture.store.read { try $0.candidates(for: request) }
        let sam = try #require(candidates.first)
        #expect(try sam.uid == buddy())
        #expect(candidates.count == 1 && sam.firstName == "Sam")
        #expect(sam.region == "Zuid" && !sam.online && sam.inPerson && sam.mostMatches == 2 && sam.runningMatches == 0)
        #expect(sam.languages == [.turkish] && sam.expertise == [.notAtSchool] && sam.schools == ["De Regenboog"])
        #expect(sam.trainedOn?.description == "2026-01-02" && sam.certificateSeenOn?.description == "2026-01-03")
        #expect(sam.history.isEmpty)
        _ = try matched(request)
        #expect(try fixture.store.read { try $0.candidates(for: request).first?.runningMatches } == 1)
    }

    @Test func `the mail that is said before is what the match then makes, and leaves nothing behind`() throws {
        let request = try enter()
        let (proposal, version) = try agreed(request)
        let label = try #require(MatchLabel("Esdoorn"))
        let starts = try #require(LocalDateTime("2026-12-15T14:00"))
        let new = NewMatch(
            label: label, since: today, expectedUntil: nil,
            meeting: NewMatch.FirstMeeting(starts: starts, minutes: 45))
        let mail = try fixture.store.write { try $0.mail(matching: proposal, of: request, version, new) }
        #expect(mail.preview.goes.map(\.kind) == [.beforeWeek, .beforeDay, .after, .nudge] && mail.meetings == 1)
        #expect(try fixture.value("SELECT count(*) FROM match") == "0")
        #expect(try fixture.store.read { try $0.nextDue() } == nil)
        let match = try fixture.store.write { try $0.makeMatch(proposal, of: request, version, new) }
        #expect(try fixture.store.read { try $0.lapsingMail(of: match, after: today).goesNoMore } == mail.preview.goes)
    }

    @Test func `ending a match closes its request and cancels its letters; another buddy lets it wait again`() throws {
        let (closed, waiting) = (try enter(), try enter())
        let match = try matched(closed)
        #expect(try state(closed) == .matched)
        try fixture.store.write { try $0.endMatch(match, 1, on: today, outcome: .calmer) }
        #expect(try state(closed) == .closed)
        #expect(try fixture.value("SELECT count(*) FROM outbox WHERE state = 'ready'") == "0")
        let second = try matched(waiting, "Wilg")
        let request = try fixture.store.write { try $0.seekOtherBuddy(for: second, 1) }
        #expect(try state(waiting) == .waiting && request == waiting)
        #expect(try fixture.store.read { try $0.candidates(for: waiting).first?.history } == [.wasBuddy])
    }

    @Test func `a match that should have begun later can end before`() throws {
        let request = try enter()
        let (proposal, version) = try agreed(request)
        let label = try #require(MatchLabel("Iep"))
        let new = NewMatch(label: label, since: today + 30, expectedUntil: nil, meeting: nil)
        let match = try fixture.store.write { try $0.makeMatch(proposal, of: request, version, new) }
        try fixture.store.write { try $0.endMatch(match, 1, on: today, outcome: nil) }
        #expect(try fixture.store.read { try $0.match(match).line.runs } == false)
    }

    @Test func `requests follow what an import says of their matches`() throws {
        try fixture.importing(
            """
            {"requesters":[{"ref":"p1","kind":"parent","name":"Ouder 1"}],
             "requests":[{"ref":"h1","requester":"p1","kind":"long-term","mode":"online","received":"2026-10-01"},
                         {"ref":"h2","requester":"p1","kind":"long-term","mode":"online","received":"2026-10-02"},
                         {"ref":"h3","requester":"p1","kind":"long-term","mode":"online","received":"2026-10-03"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-10-05"},
                        {"ref":"m2","buddy":"b1","requester":"p1","request":"h2","since":"2026-10-05","until":"2026-11-01"}]}
            """)
        #expect(
            try fixture.value(
                "SELECT group_concat(state || coalesce(finished_on, ''), ' ') FROM support_request ORDER BY id")
                == "matched closed2026-11-01 waiting")
        fixture.passMinutes(1)
        try fixture.importing(#"{"matches":[{"ref":"m1","until":"2026-11-10"}]}"#)
        #expect(try fixture.value("SELECT state FROM support_request WHERE ref = 'h1'") == "closed")
    }

    @Test func `a request that waits for another buddy is not closed by the next import`() throws {
        let request = try enter()
        let match = try matched(request)
        _ = try fixture.store.write { try $0.seekOtherBuddy(for: match, 1) }
        fixture.passMinutes(1)
        try fixture.importing(#"{"buddies":[{"ref":"b1","phone":"06 00 00 00 02"}]}"#)
        #expect(try state(request) == .waiting)
    }

    @Test(
        arguments: [
            "UPDATE support_request SET referrer = 'leerkracht'", "UPDATE support_request SET state = 'closed'",
            "UPDATE support_request SET finished_on = '2026-11-20'", "UPDATE support_request SET swv = 'Elders'",
            "UPDATE match_proposal SET match_id = 1 WHERE buddy_answer IS NULL",
            "INSERT INTO match_proposal(uid, request_id, buddy_id, made_at) SELECT 'x', request_id, 2, 0 FROM match_proposal",
            "INSERT INTO match_evaluation VALUES (1, 'school', 'yes', 'yes', '2026-11-20')",
        ] as [StaticString])
    func `the file itself refuses what cannot be`(sql: StaticString) throws {
        let first = try enter()
        _ = try matched(first)
        let second = try enter()
        let buddy = try buddy()
        _ = try fixture.store.write { try $0.propose(buddy, for: second, 1) }
        #expect(throws: StoreError.self) { try fixture.store.write { try $0.db.run(sql) } }
    }

    @Test func `what was changed meanwhile is refused, verb by verb`() throws {
        let request = try enter()
        let buddy = try buddy()
        let store = fixture.store
        #expect(throws: StoreError.stale) { try store.write { _ = try $0.propose(buddy, for: request, 9) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.changeRequest(request, 9, facts) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.finishRequest(request, 9, as: .closed) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.reopenRequest(request, 1) } }
        let missing = Uid.random()
        #expect(throws: StoreError.unknown) { try store.write { _ = try $0.propose(missing, for: request, 1) } }
        let match = try matched(request)
        let outcome = MatchOutcome.calmer
        #expect(throws: StoreError.stale) { try store.write { try $0.endMatch(match, 9, on: today, outcome: nil) } }
        #expect(throws: StoreError.stale) { try store.write { _ = try $0.seekOtherBuddy(for: match, 9) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.changeOutcome(of: match, 9, to: outcome) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.evaluate(match, 9, by: .buddy, .yes, .no) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.changeExpectedEnd(of: match, 9, to: nil) } }
        #expect(throws: StoreError.unknown) { try store.read { _ = try $0.match(missing) } }
        #expect(throws: StoreError.unknown) { try store.write { _ = try $0.showContact(ofMatch: missing) } }
    }

    @Test func `a finished request keeps no proposal open and no match running`() throws {
        let (asked, running) = (try enter(), try enter())
        let match = try matched(running)
        let buddy = try buddy()
        try fixture.store.write { writer in
            _ = try writer.propose(buddy, for: asked, 1)
            try writer.finishRequest(asked, 2, as: .closed)
            try writer.finishRequest(running, try writer.request(running).version, as: .closed)
        }
        #expect(try fixture.store.read { try $0.request(asked).proposals.first?.isWithdrawn } == true)
        #expect(try fixture.store.read { try $0.match(match).line.until } == today)
    }
}
