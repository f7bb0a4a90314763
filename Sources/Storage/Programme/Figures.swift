import Domain
import SQLite

extension TenantReader {
    /// The exact figures of one year, of the whole or of one SWV: for the steunpunt's own eyes.
    ///
    /// A match, meeting or signal belongs to the SWV of its request.
    package func figures(of year: Int, _ scope: ReportScope = .whole) throws -> YearFigures {
        var figures = YearFigures(year: year, scope: scope)
        let span = FigureSpan(year: year, scope: scope, zone: try settings.zone)
        try addRequests(to: &figures, span)
        try addMatches(to: &figures, span)
        try addSignals(to: &figures, span)
        guard scope == .whole else { return figures }
        try addBuddies(to: &figures, span)
        try addGatherings(to: &figures, span)
        try addMail(to: &figures, span)
        return figures
    }

    /// The years of which there is something to tell, the newest first; always the present one.
    package func figureYears() throws -> [Int] {
        let first = try db.first(
            """
            SELECT min(substr(day, 1, 4)) FROM (
                SELECT min(received) AS day FROM support_request UNION ALL SELECT min(since) FROM match
                UNION ALL SELECT min(recorded) FROM signal UNION ALL SELECT min(starts) FROM intervision_session)
            """
        ) { $0.textOrNil(0) }.flatMap { $0 }.flatMap { Int($0) }
        let now = try settings.zone.local(now).date.year
        return Array((min(first ?? now, now)...now).reversed())
    }

    private func addRequests(to figures: inout YearFigures, _ span: FigureSpan) throws {
        let rows = try db.rows(
            """
            SELECT kind, mode, CAST(substr(received, 6, 2) AS INTEGER), count(*) FROM support_request
            WHERE received >= ?1 AND received < ?2 AND (?3 IS NULL OR swv = ?3) GROUP BY 1, 2, 3
            """, span.first, span.next, span.swv
        ) { (SupportKind(rawValue: $0.text(0)), SupportMode(rawValue: $0.text(1)), $0.int(2), $0.int(3)) }
        for case (let kind?, let mode?, let month, let count) in rows {
            figures.counts[.request(kind, mode), default: 0] += count
            if (1...12).contains(month) { figures.requestsByMonth[month - 1] += count }
        }
    }

    private func addMatches(to figures: inout YearFigures, _ span: FigureSpan) throws {
        figures.counts[.begun] = try db.first(
            """
            SELECT count(*) FROM match k LEFT JOIN support_request r ON r.id = k.request_id
            WHERE k.since >= ?1 AND k.since < ?2 AND (?3 IS NULL OR r.swv = ?3)
            """, span.first, span.next, span.swv
        ) { $0.int(0) }
        // Who got another buddy later did not wait anew.
        figures.waits = try db.rows(
            """
            SELECT r.received, min(k.since) AS begun FROM match k JOIN support_request r ON r.id = k.request_id
            WHERE ?3 IS NULL OR r.swv = ?3 GROUP BY r.id HAVING begun >= ?1 AND begun < ?2
            """, span.first, span.next, span.swv
        ) { row -> Int? in
            guard let received = LocalDate(row.text(0)), let begun = LocalDate(row.text(1)) else { return nil }
            return max(0, begun - received)
        }.compactMap { $0 }
        let ended = try db.rows(
            """
            SELECT coalesce(k.outcome, 'unknown'), count(*)
            FROM match k LEFT JOIN support_request r ON r.id = k.request_id
            WHERE k.until >= ?1 AND k.until < ?2 AND (?3 IS NULL OR r.swv = ?3) GROUP BY 1
            """, span.first, min(span.next, span.tomorrow(now)), span.swv
        ) { (ReportedOutcome(rawValue: $0.text(0)), $0.int(1)) }
        for case (let outcome?, let count) in ended { figures.counts[.outcome(outcome)] = count }
        figures.ended = figures.count(.outcomes)
        figures.counts[.meetings] = try db.first(
            """
            SELECT count(*) FROM school_meeting m JOIN match k ON k.id = m.match_id
                LEFT JOIN support_request r ON r.id = k.request_id
            WHERE m.starts >= ?1 AND m.starts < ?2 AND m.cancelled = 0 AND m.buddy_attends = 1
                AND (?3 IS NULL OR r.swv = ?3)
            """, span.first, min(span.next, span.moment(now)), span.swv
        ) { $0.int(0) }
    }

    private func addSignals(to figures: inout YearFigures, _ span: FigureSpan) throws {
        let rows = try db.rows(
            """
            SELECT s.theme, s.kind, count(*) FROM signal s LEFT JOIN support_request r ON r.id = s.request_id
            WHERE s.recorded >= ?1 AND s.recorded < ?2 AND (?3 IS NULL OR coalesce(r.swv, s.swv) = ?3) GROUP BY 1, 2
            """, span.first, span.next, span.swv
        ) { (SignalTheme(rawValue: $0.text(0)), SignalKind(rawValue: $0.text(1)), $0.int(2)) }
        for case (let theme?, let kind?, let count) in rows {
            figures.counts[kind == .concern ? .concern(theme) : .example(theme)] = count
        }
    }

    // As they were at the end of the year, by their last step before it; who has no steps is taken as they are.
    private func addBuddies(to figures: inout YearFigures, _ span: FigureSpan) throws {
        // A match makes who is available matched, on the last day as on every other.
        let rows = try db.rows(
            """
            SELECT coalesce((SELECT t.state FROM buddy_step t
                    WHERE t.buddy_id = b.id AND t.at < ?1 AND t.undone_at IS NULL ORDER BY t.id DESC LIMIT 1), b.state),
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id AND since < ?2 AND (until IS NULL OR until >= ?2)),
                EXISTS (SELECT 1 FROM match WHERE buddy_id = b.id AND until < ?2), count(*)
            FROM buddy b WHERE b.entered_at < ?1 GROUP BY 1, 2, 3
            """, min(span.end, now).milliseconds, min(span.next, span.tomorrow(now))
        ) { (BuddyState(rawValue: $0.text(0)), $0.int(1), $0.bool(2), $0.int(3)) }
        for case (let stored?, let running, let had, let count) in rows {
            let state = BuddyStanding.settled(stored, runningMatches: running, hadMatches: had)
            guard let group = ReportedBuddies(state) else { continue }
            figures.counts[.buddies(group), default: 0] += count
        }
        figures.trained =
            try db.first(
                "SELECT count(*) FROM buddy WHERE trained_on >= ?1 AND trained_on < ?2", span.first, span.next
            ) { $0.int(0) } ?? 0
    }

    // Who was ticked as present came; before anybody ticks, who said yes.
    private func addGatherings(to figures: inout YearFigures, _ span: FigureSpan) throws {
        let until = min(span.next, span.moment(now))
        let rows = try db.rows(
            """
            SELECT s.kind, count(DISTINCT s.id), count(p.buddy_id) FROM intervision_session s
                LEFT JOIN intervision_participant p
                    ON p.session_id = s.id AND coalesce(p.attended, p.answer = 'yes') = 1
            WHERE s.cancelled = 0 AND s.starts >= ?1 AND s.starts < ?2 GROUP BY 1
            """, span.first, until
        ) { ($0.text(0), $0.int(1), $0.int(2)) }
        for (kind, held, guests) in rows {
            switch kind {
            case "training": figures.trainings = held
            case "intervision": (figures.intervisions, figures.intervisionGuests) = (held, guests)
            default: break
            }
        }
    }

    private func addMail(to figures: inout YearFigures, _ span: FigureSpan) throws {
        let rows = try db.rows(
            """
            SELECT state, count(*) FROM outbox
            WHERE state IN ('sent', 'dead', 'expired') AND finished_at >= ?1 AND finished_at < ?2 GROUP BY 1
            """, span.start.milliseconds, span.end.milliseconds
        ) { ($0.text(0), $0.int(1)) }
        for (state, count) in rows {
            if state == "sent" { figures.mailsSent += count } else { figures.mailsFailed += count }
        }
    }
}

/// One year as the tables' columns compare with it.
private struct FigureSpan {
    /// `2026-01-01` and `2027-01-01`; a wall time compares with them too.
    let first: String
    let next: String
    let start: Instant
    let end: Instant
    let swv: String?
    private let zone: Zone

    init(year: Int, scope: ReportScope, zone: Zone) {
        first = "\(year)-01-01"
        next = "\(year + 1)-01-01"
        func midnight(_ text: String) -> Instant {
            guard let date = LocalDate(text) else { return Instant(milliseconds: 0) }
            return zone.nearestInstant(LocalDateTime(date, TimeOfDay(minuteOfDay: 0)))
        }
        start = midnight(first)
        end = midnight(next)
        swv = scope == .whole ? nil : scope.name
        self.zone = zone
    }

    func moment(_ now: Instant) -> String { zone.local(now).description }
    func tomorrow(_ now: Instant) -> String { (zone.local(now).date + 1).description }
}
