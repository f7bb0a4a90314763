import Domain
import SQLite

extension TenantWriter {
    /// Keeps a new request and who asked.
    package func addRequest(_ contact: RequesterContact, _ facts: RequestFacts) throws -> Uid {
        try checkNote(facts)
        try db.run(
            "INSERT INTO requester(uid, kind, name, phone, email, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            Uid.random().text, contact.kind.rawValue, contact.name, contact.phone, contact.email?.description,
            now.milliseconds)
        let (requester, uid) = (db.lastInsertedRow, Uid.random())
        try db.run(
            """
            INSERT INTO support_request(uid, requester_id, kind, mode, received, entered_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """, uid.text, requester, facts.kind.rawValue, facts.mode.rawValue, facts.received.description,
            now.milliseconds)
        try write(facts, db.lastInsertedRow)
        try log(.added, .request, uid)
        return uid
    }

    /// Changes what was asked.
    ///
    /// - Throws: `stale` when somebody else changed it since that version.
    package func changeRequest(_ uid: Uid, _ version: Int, _ facts: RequestFacts) throws {
        try checkNote(facts)
        let row = try claimRequest(uid, version)
        try write(facts, row)
        try log(.changed, .request, uid, ["gegevens van de aanvraag"])
    }

    /// Name and phone of who asked, for somebody who presses the button; that they did is in the log.
    package func showContact(of request: Uid) throws -> (contact: RequesterContact, version: Int) {
        let row = try requestRow(request)
        let shown = try db.first(
            """
            SELECT q.kind, q.name, q.phone, q.email, q.version FROM support_request r
                JOIN requester q ON q.id = r.requester_id WHERE r.id = ?1
            """, row
        ) { row in RequesterContact(row).map { ($0, row.int(4)) } }.flatMap { $0 }
        guard let shown else { throw StoreError.unknown }
        try log(.seen, .request, request, ["naam en telefoon"])
        return shown
    }

    /// As `showContact(of:)`, for the requester of a match; one that was imported has no request.
    package func showContact(ofMatch match: Uid) throws -> RequesterContact {
        let row = try matchRow(match)
        let shown = try db.first(
            """
            SELECT q.kind, q.name, q.phone, q.email FROM match k JOIN requester q ON q.id = k.requester_id
            WHERE k.id = ?1
            """, row
        ) { RequesterContact($0) }.flatMap { $0 }
        guard let shown else { throw StoreError.unknown }
        try log(.seen, .match, match, ["naam en telefoon"])
        return shown
    }

    /// Mends a name, phone number or address.
    package func changeContact(
        of request: Uid, _ version: Int, name: String, phone: String?, email: EmailAddress?
    ) throws {
        let row = try requestRow(request)
        try db.run(
            """
            UPDATE requester SET name = ?3, phone = ?4, email = ?5, version = version + 1
            WHERE id = (SELECT requester_id FROM support_request WHERE id = ?1) AND version = ?2
            """, row, version, name, phone, email?.description)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.changed, .request, request, ["naam en telefoon"])
    }

    /// Ends a request: one-off advice was given, or it is withdrawn; what was still being asked is taken back.
    package func finishRequest(_ uid: Uid, _ version: Int, as state: RequestState) throws {
        guard state.isFinished else { throw StoreError.refused("a request finishes as given or closed") }
        let row = try claimRequest(uid, version)
        let current = try db.first("SELECT state, kind FROM support_request WHERE id = ?1", row) {
            (RequestState(rawValue: $0.text(0)), SupportKind(rawValue: $0.text(1)))
        }
        guard let current, current.0?.isFinished == false else { throw StoreError.stale }
        guard state == .closed || current.1 == .oneOff else {
            throw StoreError.refused("only one-off advice is given and done")
        }
        try withdrawProposals(of: row)
        let today = try today
        for match in try matches(ofRequest: row) where match.runs { try end(match.uid, on: today) }
        try db.run(
            "UPDATE support_request SET state = ?2, finished_on = ?3 WHERE id = ?1", row, state.rawValue,
            today.description)
        try log(.changed, .request, uid, [state == .given ? "gegeven en klaar" : "gesloten"])
    }

    /// Takes a finished request up again: it waits as before.
    package func reopenRequest(_ uid: Uid, _ version: Int) throws {
        let row = try claimRequest(uid, version)
        try db.run(
            """
            UPDATE support_request SET state = 'waiting', finished_on = NULL
            WHERE id = ?1 AND state IN ('given', 'closed')
            """, row)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.changed, .request, uid, ["weer open"])
    }

    /// The row of a request that nobody changed since that version; the version rises.
    func claimRequest(_ uid: Uid, _ version: Int) throws -> Int64 {
        let row = try requestRow(uid)
        try db.run(
            "UPDATE support_request SET version = version + 1 WHERE id = ?1 AND version = ?2", row, version)
        guard db.changes == 1 else { throw StoreError.stale }
        return row
    }

    private func write(_ facts: RequestFacts, _ row: Int64) throws {
        try db.run(
            """
            UPDATE support_request SET kind = ?2, mode = ?3, received = ?4, language = ?5, interpreter = ?6, region = ?7,
                school = ?8, swv = ?9, referrer = ?10, agreed_on = ?11, note = ?12, note_agreed_on = ?13
            WHERE id = ?1
            """, row, facts.kind.rawValue, facts.mode.rawValue, facts.received.description, facts.language?.rawValue,
            facts.hasInterpreter, facts.region, facts.school, facts.swv, facts.referrer?.rawValue,
            facts.agreedOn?.description, facts.note, facts.noteAgreedOn?.description)
        try db.run("DELETE FROM request_theme WHERE request_id = ?1", row)
        for theme in facts.themes {
            try db.run("INSERT INTO request_theme(request_id, theme) VALUES (?1, ?2)", row, theme.rawValue)
        }
    }

    private func checkNote(_ facts: RequestFacts) throws {
        guard try settings.position.mayKeepNotes || facts.note == nil || facts.noteAgreedOn != nil else {
            throw StoreError.refused("a dependent coordinator keeps no note without the requester's agreement")
        }
    }
}

extension RequesterContact {
    fileprivate init?(_ row: Row) {
        guard let kind = RequesterKind(rawValue: row.text(0)) else { return nil }
        let email = row.textOrNil(3).flatMap { EmailAddress($0) }
        self.init(kind: kind, name: row.text(1), phone: row.textOrNil(2), email: email)
    }
}
