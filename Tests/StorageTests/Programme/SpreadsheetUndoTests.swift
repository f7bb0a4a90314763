import Domain
import TestSupport
import Testing

@testable import Storage

/// A spreadsheet read in and taken back: what was there is there again.
@Suite struct SpreadsheetUndoTests {
    private let house: ProgrammeFixture
    private let member = Uid.random()

    init() throws {
        house = try ProgrammeFixture()
        try house.importing(contractExample)
        try house.importing(
            #"{"buddies":[{"ref":"b2","name":"Tweede","state":"available"}],"requesters":[{"ref":"p2","kind":"parent","name":"Ouder 2"}],"requests":[{"ref":"h2","requester":"p2","kind":"one-off","mode":"online","received":"2026-11-01"}]}"#
        )
    }

    @discardableResult
    private func readIn(_ kind: SheetKind, _ csv: String) throws -> Uid {
        let outcome = try house.store.write { writer in
            let uid = try writer.keepSpreadsheet(Array(csv.utf8), kind, of: member)
            return try writer.readIn(try writer.spreadsheetDraft(uid, of: member), of: member)
        }
        guard case .done = outcome else { throw Mistake("refused: \(outcome)") }
        return try #require(try house.store.read { try $0.readSpreadsheets() }.first).uid
    }

    private func undo(_ uid: Uid) throws -> [String] {
        try house.store.write { try $0.undoSpreadsheet(uid) }.map { "\($0.line ?? 0): \($0.words)" }
    }

    // All that a programme is, without how often it was changed.
    private func programme() throws -> [String] {
        try house.store.read { reader in
            try reader.db.rows(
                """
                SELECT 'b', ref, name, email, phone, state, paused_until, call_on FROM buddy
                UNION ALL SELECT 'p', ref, kind, name, email, NULL, NULL, NULL FROM requester
                UNION ALL SELECT 'h', ref, requester_id, kind, mode, received, state, finished_on FROM support_request
                UNION ALL SELECT 'm', ref, buddy_id, requester_id || coalesce(request_id, ''), since, until, label, NULL FROM match
                UNION ALL SELECT 'g', ref, match_id, starts, minutes, buddy_attends, cancelled, NULL FROM school_meeting
                UNION ALL SELECT 'i', ref, starts, minutes, place, link, cancelled, NULL FROM intervision_session
                UNION ALL SELECT 'd', session_id, buddy_id, answer, attended, entered_at, NULL, NULL FROM intervision_participant
                UNION ALL SELECT 's', buddy_id, step, state, state_before, at, NULL, NULL FROM buddy_step
                UNION ALL SELECT 'n', buddy_id, note, NULL, NULL, NULL, NULL, NULL FROM buddy_interview_note
                UNION ALL SELECT 'w', request_id, buddy_id, withdrawn_at, NULL, NULL, NULL, NULL FROM match_proposal
                """
            ) { row in (0..<8).map { row.textOrNil($0) ?? "∅" }.joined(separator: "|") }.sorted()
        }
    }

    private func ready() throws -> [String] {
        try house.store.read { try $0.messages(state: .ready) }.map { "\($0.kind) \($0.due.milliseconds)" }.sorted()
    }

    @Test(arguments: [
        (
            SheetKind.buddies,
            "kenmerk;naam;e-mail;telefoon;status\nb1;Anders;nieuw@example.org;123;pauze\nb9;Nieuw;;;scholing"
        ),
        (.requesters, "kenmerk;wie;naam;e-mail\np1;jeugdige;Iemand;x@example.org\np9;ouder;Nieuw;"),
        (
            .requests,
            "kenmerk;ouder;soort;vorm;ontvangen\nh2;p2;langdurig;persoonlijk;1-1-2026\nh9;p1;eenmalig;online;2-1-2026"
        ),
        (.matches, "kenmerk;buddy;ouder;aanvraag;sinds;tot\nm1;b1;p1;h1;1-9-2026;1-10-2026\nm9;b2;p2;h2;1-11-2026;"),
        (
            .meetings,
            "kenmerk;koppeling;begint;minuten;afgezegd\ng1;m1;3-12-2026 15.00;60;nee\ng9;m1;10-12-2026 9.00;45;nee"
        ),
        (
            .intervisions,
            "kenmerk;begint;minuten;plaats;link;deelnemers\ni1;12-12-2026 20.00;60;Zaal;-;b2\ni9;20-12-2026 20.00;60;;;b1"
        ),
    ])
    func `what was there is there again, and the letters with it`(kind: SheetKind, csv: String) throws {
        try house.store.write { writer in
            try writer.db.run("UPDATE intervision_participant SET answer = 'yes', attended = 1")
            try writer.db.run("UPDATE buddy SET state = 'paused', paused_until = '2026-12-24' WHERE ref = 'b2'")
            try writer.replanAll()
        }
        house.passMinutes(30)
        let (before, letters) = (try programme(), try ready())
        let uid = try readIn(kind, csv)
        #expect(try programme() != before)
        house.passMinutes(4)
        #expect(try undo(uid) == [])
        #expect(try programme() == before)
        let after = try ready()
        #expect(after == letters, "\(after) / \(letters)")
        #expect(try house.value("SELECT count(*) FROM spreadsheet_row") == "0")
    }

    @Test func `a buddy's plans and what the interview showed come back with the state`() throws {
        try house.store.write { writer in
            try writer.db.run("UPDATE buddy SET state = 'interview' WHERE ref = 'b2'")
            try writer.db.run(
                "UPDATE buddy SET interview_at = '2026-12-01T10:00', call_on = '2026-12-02' WHERE ref = 'b2'")
            try writer.db.run(
                "INSERT INTO buddy_interview_note(buddy_id, note) SELECT id, 'Belt graag' FROM buddy WHERE ref = 'b2'")
        }
        let before = try programme()
        let uid = try readIn(.buddies, "kenmerk;status\nb2;gestopt")
        #expect(try house.value("SELECT count(*) FROM buddy_interview_note") == "0")
        #expect(try undo(uid) == [])
        let after = try programme()
        #expect(after == before, "\(Set(after).symmetricDifference(before))")
        #expect(try house.value("SELECT interview_at FROM buddy WHERE ref = 'b2'") == "2026-12-01T10:00")
    }

    @Test func `what was changed since is refused row by row, and nothing is taken back`() throws {
        let uid = try readIn(
            .buddies, "kenmerk;naam;status\nb1;Anders;beschikbaar\nb2;Nog iets;beschikbaar\nb9;Nieuw;beschikbaar")
        try house.importing(#"{"buddies":[{"ref":"b2","name":"Later"}]}"#)
        let before = try programme()
        #expect(try undo(uid) == ["3: Deze rij is daarna veranderd of weggehaald."])
        #expect(try programme() == before)
    }

    @Test func `a new row on which something hangs stays, with the others`() throws {
        let uid = try readIn(.buddies, "kenmerk;naam;status\nb8;Acht;beschikbaar\nb9;Negen;beschikbaar")
        try house.importing(#"{"matches":[{"ref":"m9","buddy":"b9","requester":"p2","since":"2026-11-01"}]}"#)
        let before = try programme()
        let problems = try undo(uid)
        #expect(problems.count == 1 && problems[0].hasPrefix("3: "), "\(problems)")
        #expect(try programme() == before)
    }

    @Test func `a meeting of which somebody was told is not taken away in silence`() throws {
        let uid = try readIn(.meetings, "kenmerk;koppeling;begint;minuten\ng9;m1;21-11-2026 9.00;45")
        try house.store.write { writer in
            try writer.db.run(
                """
                INSERT INTO told(buddy_uid, subject_uid, starts, cancelled, at)
                SELECT b.uid, m.uid, m.starts, 0, 1 FROM school_meeting m, buddy b WHERE m.ref = 'g9' AND b.ref = 'b1'
                """)
        }
        #expect(
            try undo(uid) == [
                "2: Hierover is al een mail weggegaan. Zeg het af in de agenda: dan krijgt de buddy bericht."
            ])
        #expect(try house.value("SELECT count(*) FROM school_meeting WHERE ref = 'g9'") == "1")
    }

    @Test func `a meeting moved back after the buddy was told is news to them`() throws {
        let uid = try readIn(.meetings, "kenmerk;begint\ng1;8-12-2026 9.00")
        try house.store.write { writer in
            try writer.db.run(
                """
                INSERT INTO told(buddy_uid, subject_uid, starts, cancelled, at)
                SELECT b.uid, m.uid, m.starts, 0, 1 FROM school_meeting m, buddy b WHERE m.ref = 'g1' AND b.ref = 'b1'
                """)
        }
        #expect(try undo(uid) == [])
        #expect(try house.value("SELECT starts FROM school_meeting WHERE ref = 'g1'") == "2026-12-01T14:00")
        #expect(
            try house.store.read { try $0.messages(state: .ready) }.contains { $0.kind == LetterKind.moved.rawValue })
    }

    @Test func `after an hour nothing is kept and nothing can be taken back`() throws {
        let uid = try readIn(.buddies, "kenmerk;naam\nb1;Anders")
        house.passMinutes(60)
        #expect(throws: StoreError.unknown) { try undo(uid) }
        try house.store.write { try $0.forgetSpreadsheets() }
        #expect(try house.value("SELECT count(*) FROM spreadsheet_row") == "0")
        #expect(try house.value("SELECT count(*) FROM spreadsheet") == "0")
    }

    @Test func `a refused file writes nothing, and the same file again changes nothing`() throws {
        let before = try programme()
        let outcome = try house.store.write { writer in
            let uid = try writer.keepSpreadsheet(
                Array("kenmerk;naam\nb1;Goed\nb7;Mist iets".utf8), .buddies, of: member)
            return try writer.readIn(try writer.spreadsheetDraft(uid, of: member), of: member)
        }
        guard case .refused(let problems) = outcome else { throw Mistake("not refused") }
        #expect(problems.map(\.line) == [3])
        #expect(try programme() == before)
        #expect(try house.store.read { try $0.readSpreadsheets() }.isEmpty)
    }
}
