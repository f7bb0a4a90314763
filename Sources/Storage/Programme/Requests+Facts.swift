import Domain
import SQLite

/// What the coordinator keeps of a request, apart from who asked.
package struct RequestFacts: Hashable, Sendable {
    package var kind: SupportKind
    package var mode: SupportMode
    package var received: LocalDate
    package var themes: Set<SignalTheme>
    package var language: Language?
    package var hasInterpreter: Bool
    package var region: String?
    package var school: String?
    package var swv: String?
    /// Nil when the requester came by themselves.
    package var referrer: Referrer?
    /// When the requester agreed with being referred; never nil with a referrer (N18).
    package var agreedOn: LocalDate?
    package var note: String?
    /// When the requester said that a note may be kept.
    package var noteAgreedOn: LocalDate?

    package init(
        kind: SupportKind, mode: SupportMode, received: LocalDate, themes: Set<SignalTheme> = [],
        language: Language? = nil, hasInterpreter: Bool = false, region: String? = nil, school: String? = nil,
        swv: String? = nil, referrer: Referrer? = nil, agreedOn: LocalDate? = nil, note: String? = nil,
        noteAgreedOn: LocalDate? = nil
    ) {
        self.kind = kind
        self.mode = mode
        self.received = received
        self.themes = themes
        self.language = language == .dutch ? nil : language
        self.hasInterpreter = hasInterpreter
        self.region = region
        self.school = school
        self.swv = swv
        self.referrer = referrer
        self.agreedOn = referrer == nil ? nil : agreedOn
        self.note = note
        self.noteAgreedOn = note == nil ? nil : noteAgreedOn
    }

    package var wish: MatchWish {
        MatchWish(
            mode: mode, language: language, hasInterpreter: hasInterpreter, region: region, school: school,
            themes: themes)
    }
}

/// Who asks, as little as needed to call back.
package struct RequesterContact: Hashable, Sendable {
    package var kind: RequesterKind
    package var name: String
    package var phone: String?
    package var email: EmailAddress?

    package init(kind: RequesterKind, name: String, phone: String?, email: EmailAddress?) {
        self.kind = kind
        self.name = name
        self.phone = phone
        self.email = email
    }
}

/// One request with all that its own page shows but who asked.
package struct RequestDetail: Hashable, Sendable {
    package let uid: Uid
    package let version: Int
    package let state: RequestState
    package let finishedOn: LocalDate?
    package let requester: RequesterKind
    package let facts: RequestFacts
    /// The newest first.
    package let proposals: [ProposalLine]
    /// The newest first.
    package let matches: [MatchLine]

    package var openProposal: ProposalLine? { proposals.first(where: \.isOpen) }
}

extension TenantReader {
    /// One request.
    ///
    /// - Throws: `unknown`.
    package func request(_ uid: Uid) throws -> RequestDetail {
        let row = try requestRow(uid)
        let themes = try db.rows("SELECT theme FROM request_theme WHERE request_id = ?1", row) {
            SignalTheme(rawValue: $0.text(0))
        }
        let (proposals, matches) = (try self.proposals(of: row), try self.matches(ofRequest: row))
        let hidesNote = try !settings.position.mayKeepNotes
        let detail = try db.first(
            """
            SELECT r.version, r.state, r.finished_on, q.kind, r.kind, r.mode, r.received, r.language, r.interpreter,
                r.region, r.school, r.swv, r.referrer, r.agreed_on, r.note, r.note_agreed_on
            FROM support_request r JOIN requester q ON q.id = r.requester_id WHERE r.id = ?1
            """, row
        ) { row -> RequestDetail? in
            guard let state = RequestState(rawValue: row.text(1)), let requester = RequesterKind(rawValue: row.text(3)),
                let kind = SupportKind(rawValue: row.text(4)), let mode = SupportMode(rawValue: row.text(5)),
                let received = LocalDate(row.text(6))
            else { return nil }
            let noteAgreedOn = row.date(15)
            let facts = RequestFacts(
                kind: kind, mode: mode, received: received, themes: Set(themes.compactMap { $0 }),
                language: row.textOrNil(7).flatMap(Language.init(rawValue:)), hasInterpreter: row.bool(8),
                region: row.textOrNil(9), school: row.textOrNil(10), swv: row.textOrNil(11),
                referrer: row.textOrNil(12).flatMap(Referrer.init(rawValue:)), agreedOn: row.date(13),
                note: hidesNote && noteAgreedOn == nil ? nil : row.textOrNil(14), noteAgreedOn: noteAgreedOn)
            return RequestDetail(
                uid: uid, version: row.int(0), state: state, finishedOn: row.date(2), requester: requester,
                facts: facts,
                proposals: proposals, matches: matches)
        }.flatMap { $0 }
        guard let detail else { throw StoreError.unknown }
        return detail
    }

    func requestRow(_ uid: Uid) throws -> Int64 {
        guard let row = try db.first("SELECT id FROM support_request WHERE uid = ?1", uid.text, read: { $0.integer(0) })
        else { throw StoreError.unknown }
        return row
    }
}

extension TenantReader {
    /// The day it is now where the tenant is.
    package var today: LocalDate {
        get throws { try settings.zone.local(now).date }
    }
}
