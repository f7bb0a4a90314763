import Domain
import SQLite

extension TenantReader {
    /// What one mail may tell for these reasons, all of one person; nil when nothing of it exists any more.
    func letterFacts(for reasons: [Reason]) throws -> LetterFacts? {
        guard let buddy = reasons.first?.buddy else { return nil }
        let parts = try reasons.compactMap(part)
        guard !parts.isEmpty,
            let name = try db.first("SELECT name FROM buddy WHERE uid = ?1", buddy.text, read: { $0.text(0) })
        else { return nil }
        let settings = try settings
        return LetterFacts(
            tenantName: settings.senderName.isEmpty ? settings.name : settings.senderName,
            coordinatorName: settings.coordinatorName, coordinatorPhone: settings.coordinatorPhone,
            replyTo: settings.replyTo, recipientFirstName: firstName(name),
            today: settings.zone.local(now).date, zone: settings.zone, parts: parts.sorted { $0.starts < $1.starts })
    }

    private func part(_ reason: Reason) throws -> LetterFacts.Part? {
        switch reason.subject {
        case .meeting(let uid): try meetingPart(uid, reason)
        case .intervision(let uid): try intervisionPart(uid, reason)
        }
    }

    // To who had the meeting before stands the label under which they knew it, or none; never one of somebody else's match.
    private func meetingPart(_ uid: Uid, _ reason: Reason) throws -> LetterFacts.Part? {
        try db.first(
            """
            SELECT CASE WHEN b.uid = ?2 THEN k.label ELSE
                    (SELECT e.label FROM match e JOIN buddy f ON f.id = e.buddy_id
                        WHERE f.uid = ?2 AND e.requester_id = k.requester_id ORDER BY e.since DESC, e.id DESC LIMIT 1) END,
                m.starts, m.minutes, m.change_count,
                NOT m.cancelled AND (NOT m.buddy_attends OR b.uid <> ?2 OR k.until < substr(m.starts, 1, 10)) IS TRUE,
                t.starts, t.place, t.cancelled, t.link, t.at
            FROM school_meeting m JOIN match k ON k.id = m.match_id
                JOIN buddy b ON b.id = coalesce(m.past_buddy_id, k.buddy_id)
                LEFT JOIN told t ON t.buddy_uid = ?2 AND t.subject_uid = m.uid
            WHERE m.uid = ?1
            """, uid.text, reason.buddy.text
        ) { row -> LetterFacts.Part? in
            guard let starts = LocalDateTime(row.text(1)) else { return nil }
            return LetterFacts.Part(
                kind: reason.kind, subject: reason.subject, label: row.textOrNil(0), starts: starts,
                minutes: row.int(2), previous: told(row, from: 5), goesOnWithout: row.bool(4), changeCount: row.int(3))
        }.flatMap { $0 }
    }

    // An appointment goes with a reminder and a move after a yes, which may be another answer now: those letters are known.
    private func intervisionPart(_ uid: Uid, _ reason: Reason) throws -> LetterFacts.Part? {
        try db.first(
            """
            SELECT s.starts, s.minutes, s.place, s.link, p.answer, s.change_count, s.kind,
                NOT s.cancelled AND p.buddy_id IS NULL,
                ?4 AND EXISTS (SELECT 1 FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
                    WHERE r.subject = ?3 AND o.person = ?2 AND o.state = 'sent'
                        AND o.kind IN ('moved', 'intervision-before')),
                t.starts, t.place, t.cancelled, t.link, t.at
            FROM intervision_session s JOIN buddy b ON b.uid = ?2
                LEFT JOIN intervision_participant p ON p.session_id = s.id AND p.buddy_id = b.id
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = s.uid
            WHERE s.uid = ?1
            """, uid.text, reason.buddy.text, reason.subject.description, reason.kind == .cancelled
        ) { row -> LetterFacts.Part? in
            guard let starts = LocalDateTime(row.text(0)) else { return nil }
            return LetterFacts.Part(
                kind: reason.kind, subject: reason.subject, label: nil, starts: starts, minutes: row.int(1),
                previous: told(row, from: 9), gathering: Gathering(rawValue: row.text(6)) ?? .intervision,
                place: row.textOrNil(2), link: row.textOrNil(3),
                answer: row.textOrNil(4).flatMap(IntervisionAnswer.init(rawValue:)), goesOnWithout: row.bool(7),
                mayStandInCalendar: row.bool(8), changeCount: row.int(5))
        }.flatMap { $0 }
    }
}
