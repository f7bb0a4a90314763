import Domain
import SQLite

/// Why a coordinator gets a notice; unique for ever, as a programme's `Reason`.
///
/// Written `digest:2026-12-07:coordinator:<uid>`, `alarm:<uid of the message>:coordinator:<uid>`, and for mail that
/// stopped `pause:<moment>:coordinator:<uid>`; to the helpdesk as `HouseTrouble` says. When a person sent the message again
/// and it failed once more, that is news: `alarm:<uid of the message>:2:coordinator:<uid>`, and so on.
struct NoticeReason {
    let subject: String
    let coordinator: String

    static func digest(_ monday: LocalDate, _ coordinator: String) -> Self {
        Self(subject: "digest:\(monday)", coordinator: coordinator)
    }

    /// - Parameter failure: 1 for the first time that the message failed.
    static func alarm(_ message: Uid, failure: Int, _ coordinator: String) -> Self {
        Self(subject: failure == 1 ? "alarm:\(message)" : "alarm:\(message):\(failure)", coordinator: coordinator)
    }

    var text: String { "\(subject):coordinator:\(coordinator)" }
}

extension TenantWriter {
    /// Tells the coordinators at once that a letter about something still to come did not go.
    ///
    /// What fails together goes in one mail: an alarm joins one that waits, and the next waits a minute for others.
    func alarm(about message: Uid, _ id: Int64) throws {
        guard try settings.alarms, let start = try starts(of: noticeItems(of: id)).min() else { return }
        let due = QuietTimes(try settings)
            .departure(at: now, Usefulness(expires: start, before: start, isUrgent: true))
        let again = try db.first(
            "SELECT count(*) FROM event WHERE outbox_id = ?1 AND kind IN ('retried', 'released')", id
        ) { $0.int(0) }
        for coordinator in try coordinators() {
            let reason = NoticeReason.alarm(message, failure: 1 + (again ?? 0), coordinator.uid)
            try plan(reason, to: coordinator, due: due, expires: start)
        }
    }

    private func plan(
        _ reason: NoticeReason, to coordinator: (uid: String, email: String), due: Instant, expires: Instant
    ) throws {
        guard try noticeRow(reason) == nil, due < expires else { return }
        guard let waiting = try waitingAlarm(to: coordinator.uid) else {
            let gathered = try lastAlarm(to: coordinator.uid).map { max(due, $0 + .minutes(1)) } ?? due
            return try insertNotice(
                .alarm, reason, to: coordinator, due: gathered < expires ? gathered : due, expires: expires)
        }
        try link(reason, to: waiting.id)
        let due = waiting.due <= due + .minutes(1) ? waiting.due : due
        try db.run(
            "UPDATE outbox SET due = ?2, local_time = ?3, expires = max(expires, ?4) WHERE id = ?1", waiting.id,
            due.milliseconds, settings.zone.local(due).description, expires.milliseconds)
        noteDue(due)
    }

    // What it says is read at its intent: until then another can join it, unless it may have arrived once.
    private func waitingAlarm(to person: String) throws -> (id: Int64, due: Instant)? {
        try db.first(
            """
            SELECT id, due FROM (SELECT * FROM outbox WHERE person = ?1 AND state = 'ready' AND kind = 'alarm'
                UNION ALL SELECT * FROM outbox WHERE person = ?1 AND state = 'leased' AND kind = 'alarm'
                    AND intent_at IS NULL AND cancel_asked = 0) o
            WHERE attempts + interruptions = 0
                AND EXISTS (SELECT 1 FROM outbox_reason
                    WHERE outbox_id = o.id AND subject >= 'alarm:' AND subject < 'alarm;')
                AND NOT EXISTS (SELECT 1 FROM event WHERE outbox_id = o.id AND kind = 'doubt')
            ORDER BY due, id LIMIT 1
            """, person
        ) { (id: $0.integer(0), due: Instant(milliseconds: $0.integer(1))) }
    }

    // When the last one went or began to go; nil when that is more than a minute ago. A clock may have been set back since.
    private func lastAlarm(to person: String) throws -> Instant? {
        try db.first(
            """
            SELECT max(min(coalesce(o.finished_at, ?2), ?2)) FROM outbox_reason r CROSS JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject >= 'alarm:' AND r.subject < 'alarm;' AND o.person = ?1
                AND (o.state = 'leased' OR o.state = 'sent' AND o.finished_at > ?3)
            """, person, now.milliseconds, (now - .minutes(1)).milliseconds
        ) { $0.integerOrNil(0).map(Instant.init(milliseconds:)) }.flatMap { $0 }
    }

    /// – → ready, for a reason that is new.
    ///
    /// - Parameter ignoresPause: it goes as logins do, while the tenant's sending is paused.
    func insertNotice(
        _ kind: LetterKind, _ reason: NoticeReason, to coordinator: (uid: String, email: String), due: Instant,
        expires: Instant, ignoresPause: Bool = false
    ) throws {
        let id = try insert(kind, to: coordinator.email, person: coordinator.uid, due: due, expires: expires)
        if ignoresPause {
            try db.run("UPDATE outbox SET priority = ?2 WHERE id = ?1", id, LetterKind.login.priority)
        }
        try link(reason, to: id)
    }

    private func link(_ reason: NoticeReason, to id: Int64) throws {
        try db.run(
            "INSERT INTO outbox_reason(outbox_id, reason, subject) VALUES (?1, ?2, ?3)", id, reason.text,
            reason.subject)
    }

    /// Who is told of the programme.
    ///
    /// - Parameter evenIfDead: also those whose address does not work.
    func coordinators(evenIfDead: Bool = false) throws -> [(uid: String, email: String)] {
        try db.rows(
            """
            SELECT uid, email FROM coordinator WHERE role <> 'trainer'
                AND (?1 OR NOT EXISTS (SELECT 1 FROM dead_address WHERE address = email)) ORDER BY id
            """, evenIfDead
        ) { ($0.text(0), $0.text(1)) }
    }
}

extension TenantReader {
    /// What a coordinator is to be told now; nil when there is nothing to say.
    func noticeFacts(_ kind: LetterKind, of id: Int64) throws -> NoticeFacts? {
        let items = kind == .alarm ? try alarmItems(id) : try digestItems()
        guard !items.isEmpty else { return nil }
        let settings = try settings
        return NoticeFacts(
            tenantName: settings.sender, coordinatorName: settings.coordinatorName,
            today: settings.zone.local(now).date, items: items)
    }

    /// Where notices to this coordinator go, or to this account of the helpdesk; nil when there is none any more.
    func coordinatorAddress(_ person: String) throws -> EmailAddress? {
        try db.first("SELECT email FROM coordinator WHERE uid = ?1 AND role <> 'trainer'", person) {
            EmailAddress($0.text(0))
        }.flatMap(\.self)
    }

    /// The message that a notice became; nil when there is none for this reason.
    func noticeRow(_ reason: NoticeReason) throws -> Int64? {
        try db.first("SELECT outbox_id FROM outbox_reason WHERE reason = ?1", reason.text) { $0.integer(0) }
    }

    // The message that an alarm is about may have gone after all, sent again by a person; or it is too late to call. What
    // stopped may go on.
    private func alarmItems(_ id: Int64) throws -> [NoticeFacts.Item] {
        let subject = try db.first("SELECT subject FROM outbox_reason WHERE outbox_id = ?1", id) { $0.text(0) } ?? ""
        if let trouble = HouseTrouble(subject: subject), !hasProgramme { return try houseItems(trouble) }
        if subject.hasPrefix("pause:") { return try pauseReason() == nil ? [] : [.sendingPaused] }
        return try db.rows(
            """
            SELECT DISTINCT o.id, o.due FROM outbox_reason r JOIN outbox o ON o.uid = substr(r.subject, 7, ?2)
            WHERE r.outbox_id = ?1 ORDER BY o.due, o.id
            """, id, Uid.length
        ) { $0.integer(0) }
        .flatMap(noticeItems)
        .filter { try !starts(of: [$0]).isEmpty }
    }

    /// When that which did not go is about begins, as far as that is to come.
    func starts(of items: [NoticeFacts.Item]) throws -> [Instant] {
        let zone = try settings.zone
        return items.compactMap { item in
            guard case .failed(_, _, _, let starts, _) = item else { return nil }
            let start = zone.nearestInstant(starts)
            return start > now ? start : nil
        }
    }

    private func digestItems() throws -> [NoticeFacts.Item] {
        var items: [NoticeFacts.Item] = try pauseReason() == nil ? [] : [.sendingPaused]
        items += try db.rows(
            """
            SELECT name FROM buddy b JOIN dead_address d ON d.address = b.email WHERE b.state <> 'stopped' ORDER BY b.id
            """
        ) { .deadAddress(buddy: firstName($0.text(0))) }
        let weekAgo = (now - .days(7)).milliseconds
        items += try failures(since: weekAgo, ofGroups: false, limit: 200).flatMap(noticeItems)
        let lost = try failures(since: weekAgo, ofGroups: true, limit: 10_000).count
        if lost > 0 { items.append(.groupMailFailed(count: lost)) }
        items += try db.rows(
            """
            SELECT DISTINCT b.name FROM opt_out o JOIN buddy b ON b.id = o.buddy_id
            WHERE o.at >= ?1 AND o.by_link = 1 ORDER BY b.id
            """, weekAgo
        ) { .optedOut(buddy: firstName($0.text(0))) }
        return items
    }

    // From what did not go, and from what came back: never from all that was sent in years.
    private func failures(since moment: Int64, ofGroups: Bool, limit: Int) throws -> [Int64] {
        try db.rows(
            """
            SELECT id FROM
                (SELECT id, kind, due FROM outbox WHERE state IN ('dead', 'held', 'expired')
                    AND finished_at IS NOT NULL AND finished_at >= ?1
                UNION SELECT o.id, o.kind, o.due FROM event e CROSS JOIN outbox o ON o.id = e.outbox_id
                    WHERE e.kind IN ('bounced', 'undelivered') AND (e.kind = 'bounced' OR o.kind = 'group')
                        AND o.state = 'sent' AND o.finished_at >= ?1)
            WHERE kind NOT IN ('digest', 'alarm', 'login') AND (kind = 'group') = ?2 ORDER BY due, id LIMIT ?3
            """, moment, ofGroups, limit
        ) { $0.integer(0) }
    }

    /// What a message that did not go was about.
    func noticeItems(of id: Int64) throws -> [NoticeFacts.Item] {
        let state = try db.first(
            """
            SELECT CASE WHEN state = 'sent' AND EXISTS
                (SELECT 1 FROM event WHERE outbox_id = o.id AND kind = 'bounced') THEN 'bounced' ELSE state END
            FROM outbox o WHERE id = ?1
            """, id
        ) { NoticeFacts.Failure(rawValue: $0.text(0)) }
        guard let failure = state.flatMap({ $0 }) else { return [] }
        let reasons = try db.rows("SELECT reason FROM outbox_reason WHERE outbox_id = ?1", id) { $0.text(0) }
            .compactMap { Reason($0) }
        guard let facts = try letterFacts(for: reasons) else { return [] }
        return facts.parts.map { part in
            .failed(
                buddy: facts.recipientFirstName, kind: part.kind, label: part.label, starts: part.starts, failure)
        }
    }
}

/// The part of a name before the first space.
func firstName(_ name: String) -> String { String(name.prefix { $0 != " " }) }
