import Domain
import SQLite

/// What hangs on a row that a spreadsheet made, so that it cannot simply go.
struct SpreadsheetTies {
    static let inUse = "Aan deze rij hangt intussen iets anders, zoals een koppeling, een aanvraag of een gesprek."

    private let reader: TenantReader
    private let since: Instant

    init(_ reader: TenantReader, since: Instant) {
        self.reader = reader
        self.since = since
    }

    private var db: Connection { reader.db }

    /// Why this row must stay, in a sentence that says what to do; nil when it may go.
    func reason(to kind: RecordKind, _ row: Int64) throws -> String? {
        if try wasTouched(kind, row) { return "Deze rij is daarna veranderd." }
        switch kind {
        case .meeting, .intervision:
            guard try wasTold(kind, row) else { return nil }
            return "Hierover is al een mail weggegaan. Zeg het af in de agenda: dan krijgt de buddy bericht."
        case .buddy, .requester, .request, .match: return try isTied(kind, row) ? Self.inUse : nil
        case .signal: return nil
        }
    }

    // Somebody did something with it: the log knows, whatever it was.
    private func wasTouched(_ kind: RecordKind, _ row: Int64) throws -> Bool {
        let uid = try uid(kind, row)
        return try db.first(
            "SELECT 1 FROM change WHERE subject_uid = ?1 AND at > ?2", uid, since.milliseconds
        ) { _ in true } ?? false
    }

    private func uid(_ kind: RecordKind, _ row: Int64) throws -> String? {
        switch kind {
        case .buddy: try db.first("SELECT uid FROM buddy WHERE id = ?1", row) { $0.text(0) }
        case .requester: try db.first("SELECT uid FROM requester WHERE id = ?1", row) { $0.text(0) }
        case .request: try db.first("SELECT uid FROM support_request WHERE id = ?1", row) { $0.text(0) }
        case .match: try db.first("SELECT uid FROM match WHERE id = ?1", row) { $0.text(0) }
        case .meeting: try db.first("SELECT uid FROM school_meeting WHERE id = ?1", row) { $0.text(0) }
        case .intervision: try db.first("SELECT uid FROM intervision_session WHERE id = ?1", row) { $0.text(0) }
        case .signal: try db.first("SELECT uid FROM signal WHERE id = ?1", row) { $0.text(0) }
        }
    }

    // What would go along in silence, and the one reference that the file checks only at the end.
    private func isTied(_ kind: RecordKind, _ row: Int64) throws -> Bool {
        let isTied: Bool? =
            switch kind {
            case .buddy:
                try db.first(
                    """
                    SELECT 1 WHERE EXISTS (SELECT 1 FROM match_proposal WHERE buddy_id = ?1)
                        OR EXISTS (SELECT 1 FROM opt_out WHERE buddy_id = ?1)
                        OR (SELECT count(*) FROM buddy_step WHERE buddy_id = ?1) > 1
                    """, row
                ) { _ in true }
            case .request:
                try db.first(
                    """
                    SELECT 1 WHERE EXISTS (SELECT 1 FROM match_proposal WHERE request_id = ?1)
                        OR EXISTS (SELECT 1 FROM match WHERE request_id = ?1)
                    """, row
                ) { _ in true }
            case .match:
                try db.first(
                    """
                    SELECT 1 WHERE EXISTS (SELECT 1 FROM match_evaluation WHERE match_id = ?1)
                        OR EXISTS (SELECT 1 FROM match_proposal WHERE match_id = ?1)
                    """, row
                ) { _ in true }
            case .requester, .meeting, .intervision, .signal: nil
            }
        return isTied ?? false
    }

    // A letter that went, or is on its way at this moment.
    private func wasTold(_ kind: RecordKind, _ row: Int64) throws -> Bool {
        guard let uid = try uid(kind, row).flatMap({ Uid($0) }) else { return false }
        let subject: Reason.Subject = kind == .meeting ? .meeting(uid) : .intervision(uid)
        if try db.first("SELECT 1 FROM told WHERE subject_uid = ?1", uid.text, read: { _ in true }) == true {
            return true
        }
        return try db.first(
            """
            SELECT 1 FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 AND o.state IN ('leased', 'sent', 'held')
            """, subject.description
        ) { _ in true } ?? false
    }
}
