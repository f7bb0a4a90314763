import Domain
import Foundation
import Platform
import SQLite

/// A row that an import can be taken back from: what it was, as texts that fit in the file.
protocol RestorableRow: ImportedRow {
    /// The row as texts, in an order of its own.
    func saved(_ row: Int64, _ work: ImportWork) throws -> [String?]
    /// The row as it was: a change like any other, so that people who were told hear of it.
    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws -> Self?
    /// What `update` does not bring back.
    func finishRestoring(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws
}

extension RestorableRow {
    func finishRestoring(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws {}
}

extension BuddyRow: RestorableRow {
    // Behind the row itself what a change of state forgets: plans, and what the interview showed.
    func saved(_ row: Int64, _ work: ImportWork) throws -> [String?] {
        let plans = try work.db.first(
            """
            SELECT paused_until, interview_at, call_on,
                (SELECT note FROM buddy_interview_note WHERE buddy_id = buddy.id),
                (SELECT max(id) FROM buddy_step WHERE buddy_id = buddy.id) FROM buddy WHERE id = ?1
            """, row
        ) { row in (0..<5).map { row.textOrNil($0) } }
        let findings = try work.db.rows("SELECT topic, finding FROM buddy_interview WHERE buddy_id = ?1", row) {
            [$0.text(0), $0.text(1)] as [String?]
        }
        return [name, email, phone, state] + (try plans.found()) + findings.flatMap { $0 }
    }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) -> Self? {
        guard saved.count >= 9, saved.count % 2 == 1, let name = saved[0], let state = saved[3] else {
            return nil
        }
        var copy = self
        (copy.name, copy.email, copy.phone, copy.state) = (name, saved[1], saved[2], state)
        return copy
    }

    func finishRestoring(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws {
        try work.db.run(
            "UPDATE buddy SET paused_until = ?2, interview_at = ?3, call_on = ?4 WHERE id = ?1", row, saved[4],
            saved[5],
            saved[6])
        if let note = saved[7] {
            try work.db.run(
                "INSERT INTO buddy_interview_note(buddy_id, note) VALUES (?1, ?2) ON CONFLICT DO NOTHING", row, note)
        }
        for index in stride(from: 9, to: saved.count, by: 2) {
            try work.db.run(
                "INSERT INTO buddy_interview(buddy_id, topic, finding) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", row,
                saved[index], saved[index + 1])
        }
        // The steps of the import and of its taking back: nothing else happened to this buddy since.
        try work.db.run(
            "DELETE FROM buddy_step WHERE buddy_id = ?1 AND id > coalesce(?2, 0)", row, saved[8].flatMap { Int64($0) })
    }
}

extension RequesterRow: RestorableRow {
    func saved(_ row: Int64, _ work: ImportWork) -> [String?] { [kind, name, email] }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) -> Self? {
        guard saved.count == 3, let kind = saved[0], let name = saved[1] else { return nil }
        var copy = self
        (copy.kind, copy.name, copy.email) = (kind, name, saved[2])
        return copy
    }
}

extension RequestRow: RestorableRow {
    func saved(_ row: Int64, _ work: ImportWork) -> [String?] { [requester.saved, kind, mode, received] }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws -> Self? {
        guard saved.count == 4, let requester = try Target.restored(saved[0], .requester, work), let kind = saved[1],
            let mode = saved[2], let received = saved[3]
        else { return nil }
        var copy = self
        (copy.requester, copy.kind, copy.mode, copy.received) = (requester, kind, mode, received)
        return copy
    }
}

extension MatchRow: RestorableRow {
    func saved(_ row: Int64, _ work: ImportWork) -> [String?] {
        [buddy.saved, requester.saved, request?.saved, since.description, until?.description, label]
    }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws -> Self? {
        guard saved.count == 6, let buddy = try Target.restored(saved[0], .buddy, work),
            let requester = try Target.restored(saved[1], .requester, work),
            let since = saved[3].flatMap({ LocalDate($0) }), let label = saved[5]
        else { return nil }
        let request = try saved[2].flatMap { try Target.restored($0, .request, work) }
        guard (request == nil) == (saved[2] == nil) else { return nil }
        var copy = self
        (copy.buddy, copy.requester, copy.request) = (buddy, requester, request)
        (copy.since, copy.until, copy.label) = (since, saved[4].flatMap { LocalDate($0) }, label)
        return copy
    }
}

extension MeetingRow: RestorableRow {
    func saved(_ row: Int64, _ work: ImportWork) -> [String?] {
        [
            match.saved, revisions.current.state.starts.description, String(minutes), buddyAttends ? "1" : "0",
            cancelled ? "1" : "0",
        ]
    }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws -> Self? {
        guard saved.count == 5, let match = try Target.restored(saved[0], .match, work),
            let starts = saved[1].flatMap({ LocalDateTime($0) }), let minutes = saved[2].flatMap({ Int($0) })
        else { return nil }
        return try MeetingRow(
            match: match, starts: starts, minutes: minutes, buddyAttends: saved[3] == "1", cancelled: saved[4] == "1",
            over: self, row: row, work)
    }
}

extension IntervisionRow: RestorableRow {
    // Behind the session itself each participant: who, the answer, who came, and since when they are on the list.
    func saved(_ row: Int64, _ work: ImportWork) throws -> [String?] {
        let state = revisions.current.state
        let list = try work.db.rows(
            "SELECT buddy_id, answer, attended, entered_at FROM intervision_participant WHERE session_id = ?1", row
        ) { [$0.text(0), $0.textOrNil(1), $0.textOrNil(2), $0.text(3)] as [String?] }
        let session: [String?] = [
            state.starts.description, String(minutes), state.place, state.link, state.isOff ? "1" : "0",
        ]
        return session + list.flatMap { $0 }
    }

    func restored(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws -> Self? {
        guard saved.count >= 5, saved.count % 4 == 1, let starts = saved[0].flatMap({ LocalDateTime($0) }),
            let minutes = saved[1].flatMap({ Int($0) })
        else { return nil }
        var participants: Set<Target> = []
        for index in stride(from: 5, to: saved.count, by: 4) {
            guard let buddy = try Target.restored(saved[index], .buddy, work) else { return nil }
            participants.insert(buddy)
        }
        return try IntervisionRow(
            Revisions.State(starts: starts, place: saved[2], link: saved[3], isOff: saved[4] == "1"), minutes: minutes,
            participants: participants, over: self, row: row, work)
    }

    func finishRestoring(_ saved: [String?], _ row: Int64, _ work: ImportWork) throws {
        for index in stride(from: 5, to: saved.count, by: 4) {
            try work.db.run(
                """
                UPDATE intervision_participant SET answer = ?3, attended = ?4, entered_at = ?5
                WHERE session_id = ?1 AND buddy_id = ?2
                """, row, saved[index].flatMap { Int64($0) }, saved[index + 1], saved[index + 2].flatMap { Int64($0) },
                saved[index + 3].flatMap { Int64($0) })
        }
    }
}

extension Target {
    // A row that was read from the store has its key.
    fileprivate var saved: String? {
        if case .known(let row) = self { return String(row) }
        return nil
    }

    // Nil when that row is gone meanwhile.
    fileprivate static func restored(_ saved: String?, _ kind: RecordKind, _ work: ImportWork) throws -> Self? {
        guard let row = saved.flatMap({ Int64($0) }), try work.writer.rowHash(row, kind) != nil else { return nil }
        return .known(row)
    }
}

extension TenantReader {
    /// A hash of everything that stands in a row, and of who is on a session's list; nil when the row is gone.
    func rowHash(_ row: Int64, _ kind: RecordKind) throws -> [UInt8]? {
        func read(_ row: Row) -> [UInt8] { row.everything }
        let found: [UInt8]? =
            switch kind {
            case .buddy: try db.first("SELECT * FROM buddy WHERE id = ?1", row, read: read)
            case .requester: try db.first("SELECT * FROM requester WHERE id = ?1", row, read: read)
            case .request: try db.first("SELECT * FROM support_request WHERE id = ?1", row, read: read)
            case .match: try db.first("SELECT * FROM match WHERE id = ?1", row, read: read)
            case .meeting: try db.first("SELECT * FROM school_meeting WHERE id = ?1", row, read: read)
            case .intervision: try db.first("SELECT * FROM intervision_session WHERE id = ?1", row, read: read)
            case .signal: try db.first("SELECT * FROM signal WHERE id = ?1", row, read: read)
            }
        guard var bytes = found else { return nil }
        if kind == .intervision {
            bytes += try db.rows(
                "SELECT * FROM intervision_participant WHERE session_id = ?1 ORDER BY buddy_id", row, read: read
            ).flatMap { $0 }
        }
        return SHA256.hash(bytes)
    }
}

extension ImportPlan {
    /// Every step of a plan in the order of the file, for the log that takes it back.
    func remembered(_ work: ImportWork) throws -> [RememberedStep] {
        func remember<Row: RestorableRow>(_ steps: [ImportStep<Row>]) throws -> [RememberedStep] {
            try steps.enumerated().compactMap { index, step in
                guard step.row == nil || step.isChanged else { return nil }
                return RememberedStep(
                    kind: Row.Record.kind, index: index, ref: step.record.ref,
                    was: try step.row.flatMap { row in try step.before?.saved(row, work) })
            }
        }
        return try remember(buddies) + remember(requesters) + remember(requests) + remember(matches)
            + remember(meetings) + remember(intervisions)
    }
}

/// A row that an import makes or changes.
struct RememberedStep {
    let kind: RecordKind
    /// Its place in the file's list.
    let index: Int
    let ref: String
    /// Nil when it is new.
    let was: [String?]?
}
