import Domain
import SQLite

/// An intervision, training or information meeting, with everybody who was invited.
package struct GroupSession: Sendable {
    package let uid: Uid
    package let version: Int
    package let draft: SessionDraft
    /// By name.
    package let participants: [Participant]

    package struct Participant: Hashable, Sendable {
        package let buddy: Uid
        package let name: String
        package let answer: IntervisionAnswer?
        /// Nil until it was noted.
        package let attended: Bool?
        /// Mail reaches them: an address that works, and still in the programme.
        package let hasMail: Bool
        package let trainedOn: LocalDate?
    }

    /// What a coordinator or trainer notes of one person on the list.
    package struct Note: Hashable, Sendable {
        package let buddy: Uid
        package let answer: IntervisionAnswer?
        package let attended: Bool?

        package init(buddy: Uid, answer: IntervisionAnswer?, attended: Bool?) {
            self.buddy = buddy
            self.answer = answer
            self.attended = attended
        }
    }

    package func count(_ answer: IntervisionAnswer?) -> Int { participants.count { $0.answer == answer } }
    /// Everybody who fits has said yes.
    package var isFull: Bool { draft.capacity.map { count(.yes) >= $0 } ?? false }
}

extension TenantReader {
    /// One session with its list; nil when there is none.
    package func session(_ uid: Uid) throws -> GroupSession? {
        let head = try db.first(
            """
            SELECT version, kind, starts, minutes, place, link, capacity, cancelled FROM intervision_session
            WHERE uid = ?1
            """, uid.text
        ) { row -> (version: Int, draft: SessionDraft)? in
            guard let gathering = Gathering(rawValue: row.text(1)), let starts = LocalDateTime(row.text(2)) else {
                return nil
            }
            let draft = SessionDraft(
                gathering: gathering, starts: starts, minutes: row.int(3), place: row.textOrNil(4),
                link: row.textOrNil(5), capacity: row.isNull(6) ? nil : row.int(6), cancelled: row.bool(7))
            return (row.int(0), draft)
        }.flatMap { $0 }
        guard let head else { return nil }
        return GroupSession(
            uid: uid, version: head.version, draft: head.draft, participants: try participants(of: uid))
    }

    /// Buddies who could be invited: everybody who has not stopped, by name.
    package func invitableBuddies() throws -> [(uid: Uid, name: String)] {
        try db.rows("SELECT uid, name FROM buddy WHERE state <> 'stopped' ORDER BY name COLLATE NOCASE, id LIMIT 1000")
        {
            row in Uid(row.text(0)).map { ($0, row.text(1)) }
        }.compactMap { $0 }
    }

    private func participants(of session: Uid) throws -> [GroupSession.Participant] {
        try db.rows(
            """
            SELECT b.uid, b.name, p.answer, p.attended,
                b.state <> 'stopped' AND b.email IS NOT NULL AND d.address IS NULL, b.trained_on
            FROM intervision_session s JOIN intervision_participant p ON p.session_id = s.id
                JOIN buddy b ON b.id = p.buddy_id LEFT JOIN dead_address d ON d.address = b.email
            WHERE s.uid = ?1 ORDER BY b.name COLLATE NOCASE, b.id
            """, session.text
        ) { row -> GroupSession.Participant? in
            guard let buddy = Uid(row.text(0)) else { return nil }
            return GroupSession.Participant(
                buddy: buddy, name: row.text(1), answer: row.textOrNil(2).flatMap(IntervisionAnswer.init),
                attended: row.isNull(3) ? nil : row.bool(3), hasMail: row.bool(4),
                trainedOn: row.textOrNil(5).flatMap { LocalDate($0) })
        }.compactMap { $0 }
    }
}
