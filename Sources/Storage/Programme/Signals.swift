import Domain
import SQLite

/// One signal as the steunpunt itself sees it.
package struct RecordedSignal: Hashable, Sendable {
    package let uid: Uid
    package let theme: SignalTheme
    package let sector: Sector
    package let kind: SignalKind
    package let recorded: LocalDate
    /// The request from which it came; nil when it stands alone.
    package let request: Uid?
    package let swv: String?
    package let note: String?
    package let source: SignalSource
    package let version: Int
}

/// How often a theme was recorded in a month.
package struct SignalCount: Hashable, Sendable {
    package let theme: SignalTheme
    package let kind: SignalKind
    /// The first of the month.
    package let month: LocalDate
    package let count: Int
}

extension TenantReader {
    /// The newest signals first.
    package func signals(limit: Int = 50, offset: Int = 0) throws -> [RecordedSignal] {
        try db.rows(
            """
            SELECT s.uid, s.theme, s.sector, s.kind, s.recorded, r.uid, coalesce(r.swv, s.swv), s.note, s.version,
                s.source
            FROM signal s LEFT JOIN support_request r ON r.id = s.request_id
            ORDER BY s.recorded DESC, s.id DESC LIMIT ?1 OFFSET ?2
            """, limit, offset
        ) { RecordedSignal($0) }.compactMap { $0 }
    }

    /// - Throws: `unknown`.
    package func signal(_ uid: Uid) throws -> RecordedSignal {
        let found = try db.first(
            """
            SELECT s.uid, s.theme, s.sector, s.kind, s.recorded, r.uid, coalesce(r.swv, s.swv), s.note, s.version,
                s.source
            FROM signal s LEFT JOIN support_request r ON r.id = s.request_id WHERE s.uid = ?1
            """, uid.text
        ) { RecordedSignal($0) }.flatMap { $0 }
        guard let found else { throw StoreError.unknown }
        return found
    }

    /// The exact counts since a day, by theme, kind and month: for the steunpunt's own eyes.
    package func signalCounts(since first: LocalDate) throws -> [SignalCount] {
        try db.rows(
            """
            SELECT theme, kind, substr(recorded, 1, 7) || '-01', count(*) FROM signal WHERE recorded >= ?1
            GROUP BY 1, 2, 3
            """, first.description
        ) { row -> SignalCount? in
            guard let theme = SignalTheme(rawValue: row.text(0)), let kind = SignalKind(rawValue: row.text(1)),
                let month = LocalDate(row.text(2))
            else { return nil }
            return SignalCount(theme: theme, kind: kind, month: month, count: row.int(3))
        }.compactMap { $0 }
    }

    /// Requests from which a signal may come, in words without a name: the newest 40.
    package func signalRequests() throws -> [(uid: Uid, label: String?, received: LocalDate)] {
        try db.rows(
            """
            SELECT r.uid, (SELECT label FROM match k WHERE k.request_id = r.id ORDER BY k.id DESC LIMIT 1), r.received
            FROM support_request r ORDER BY r.received DESC, r.id DESC LIMIT 40
            """
        ) { row -> (uid: Uid, label: String?, received: LocalDate)? in
            guard let uid = Uid(row.text(0)), let received = LocalDate(row.text(2)) else { return nil }
            return (uid, row.textOrNil(1), received)
        }.compactMap { $0 }
    }

    /// Whether this coordinator is of school or SWV, and keeps free text only with the parent's word (DOMAIN.md).
    package var needsConsentForNotes: Bool {
        get throws {
            try !settings.position.mayKeepNotes
        }
    }
}

/// A signal as somebody records or corrects it.
package struct SignalText: Hashable, Sendable {
    package var theme: SignalTheme
    package var sector: Sector
    package var kind: SignalKind
    package var request: Uid?
    /// Counts only when no request tells it.
    package var swv: String?
    package var note: String?
    package var source: SignalSource
    /// The parent or youth agreed that the note is kept.
    package var noteIsAgreed: Bool

    package init(
        theme: SignalTheme, sector: Sector, kind: SignalKind, request: Uid? = nil, swv: String? = nil,
        note: String? = nil, noteIsAgreed: Bool = false, source: SignalSource = .coordinator
    ) {
        self.theme = theme
        self.sector = sector
        self.kind = kind
        self.request = request
        self.swv = swv
        self.note = note
        self.noteIsAgreed = noteIsAgreed
        self.source = source
    }
}

extension TenantWriter {
    /// Records a signal of today.
    ///
    /// Its release key is random and never changes, as for one that is imported.
    /// - Throws: `unknown` for a request that is not there; `refused` for a note that was not agreed on.
    package func recordSignal(_ text: SignalText) throws -> Uid {
        let uid = Uid.random()
        let today = try settings.zone.local(now).date
        try db.run(
            """
            INSERT INTO signal(uid, theme, sector, kind, recorded, request_id, swv, note, release_key, entered_at,
                quarter, source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """, uid.text, text.theme.rawValue, text.sector.rawValue, text.kind.rawValue, today.description,
            row(of: text.request), text.swv, note(of: text), Int64(bitPattern: UInt64.random(in: .min ... .max)),
            now.milliseconds, Quarter(of: today).description, text.source.rawValue)
        try log(.added, .signal, uid)
        return uid
    }

    /// Corrects a signal; the day on which it was recorded stays.
    ///
    /// - Throws: `unknown`; `stale` when somebody else changed it; `refused` for a note that was not agreed on.
    package func changeSignal(_ uid: Uid, version: Int, _ text: SignalText) throws {
        let known = try signal(uid)
        var text = text
        // What was agreed on before stays so.
        if text.note == known.note { text.noteIsAgreed = true }
        try db.run(
            """
            UPDATE signal SET theme = ?3, sector = ?4, kind = ?5, request_id = ?6, swv = ?7, note = ?8, source = ?9,
                version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, uid.text, version, text.theme.rawValue, text.sector.rawValue, text.kind.rawValue,
            row(of: text.request), text.swv, note(of: text), text.source.rawValue)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.changed, .signal, uid)
    }

    /// - Throws: `unknown`; `stale` when somebody else changed it.
    package func removeSignal(_ uid: Uid, version: Int) throws {
        _ = try signal(uid)
        try db.run("DELETE FROM signal WHERE uid = ?1 AND version = ?2", uid.text, version)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.removed, .signal, uid)
    }

    private func row(of request: Uid?) throws -> Int64? {
        guard let request else { return nil }
        let row = try db.first("SELECT id FROM support_request WHERE uid = ?1", request.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        return row
    }

    private func note(of text: SignalText) throws -> String? {
        guard let note = text.note else { return nil }
        guard try text.noteIsAgreed || !needsConsentForNotes else {
            throw StoreError.refused("a dependent coordinator keeps no note without the parent's word")
        }
        return note
    }
}

extension RecordedSignal {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)), let theme = SignalTheme(rawValue: row.text(1)),
            let sector = Sector(rawValue: row.text(2)), let kind = SignalKind(rawValue: row.text(3)),
            let recorded = LocalDate(row.text(4)), let source = SignalSource(rawValue: row.text(9))
        else { return nil }
        self.init(
            uid: uid, theme: theme, sector: sector, kind: kind, recorded: recorded,
            request: row.textOrNil(5).flatMap { Uid($0) }, swv: row.textOrNil(6), note: row.textOrNil(7),
            source: source, version: row.int(8))
    }
}
