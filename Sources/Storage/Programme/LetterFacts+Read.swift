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

    private func meetingPart(_ uid: Uid, _ reason: Reason) throws -> LetterFacts.Part? {
        try db.first(
            """
            SELECT k.label, m.starts, m.minutes, m.change_count, t.starts, t.place, t.cancelled, t.at
            FROM school_meeting m JOIN match k ON k.id = m.match_id
                LEFT JOIN told t ON t.buddy_uid = ?2 AND t.subject_uid = m.uid
            WHERE m.uid = ?1
            """, uid.text, reason.buddy.text
        ) { row -> LetterFacts.Part? in
            guard let starts = LocalDateTime(row.text(1)) else { return nil }
            return LetterFacts.Part(
                kind: reason.kind, subject: reason.subject, label: row.text(0), starts: starts, minutes: row.int(2),
                previous: told(row, from: 4), changeCount: row.int(3))
        }.flatMap { $0 }
    }

    private func intervisionPart(_ uid: Uid, _ reason: Reason) throws -> LetterFacts.Part? {
        try db.first(
            """
            SELECT s.starts, s.minutes, s.place, s.link, p.answer, s.change_count, t.starts, t.place, t.cancelled, t.at, s.kind
            FROM intervision_session s JOIN buddy b ON b.uid = ?2
                JOIN intervision_participant p ON p.session_id = s.id AND p.buddy_id = b.id
                LEFT JOIN told t ON t.buddy_uid = b.uid AND t.subject_uid = s.uid
            WHERE s.uid = ?1
            """, uid.text, reason.buddy.text
        ) { row -> LetterFacts.Part? in
            guard let starts = LocalDateTime(row.text(0)) else { return nil }
            return LetterFacts.Part(
                kind: reason.kind, subject: reason.subject, label: nil, starts: starts, minutes: row.int(1),
                previous: told(row, from: 6), gathering: Gathering(rawValue: row.text(10)) ?? .intervision,
                place: row.textOrNil(2), link: row.textOrNil(3),
                answer: row.textOrNil(4).flatMap(IntervisionAnswer.init(rawValue:)), changeCount: row.int(5))
        }.flatMap { $0 }
    }
}
