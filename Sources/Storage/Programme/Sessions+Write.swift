import Domain
import SQLite

extension TenantWriter {
    /// Enters or changes an intervision, training or information meeting; its letters follow at once.
    ///
    /// - Parameter version: the version that the form was filled in from; nil for a new one.
    /// - Throws: `unknown`, `stale`, or `refused` for a time that no clock shows.
    @discardableResult
    package func saveSession(_ draft: SessionDraft, over uid: Uid? = nil, version: Int? = nil) throws -> Uid {
        guard MeetingDraft.lengths.contains(draft.minutes) else { throw StoreError.refused("no such length") }
        guard try settings.zone.instant(draft.starts) != nil else { throw StoreError.refused("no such time") }
        let work = try ImportWork(self, readsRefs: false)
        let state = Revisions.State(
            starts: draft.starts, place: draft.place, link: draft.link, isOff: draft.cancelled)
        guard let uid else {
            let uid = Uid.random()
            let new = try IntervisionRow(
                state, minutes: draft.minutes, participants: [], over: nil, row: nil, work)
            try setDetails(try new.insert(as: uid, ref: nil, work), draft)
            try log(.added, .session, uid)
            return uid
        }
        let row = try sessionRow(uid, version: version)
        let before = try IntervisionRow(reading: row, work)
        let after = try IntervisionRow(
            state, minutes: draft.minutes, participants: before.participants, over: before, row: row, work)
        try after.update(row, from: before, work)
        try setDetails(row, draft)
        try log(.changed, .session, uid, after.changes(from: before))
        try replan(.intervision(uid))
        return uid
    }

    /// Invites buddies, each by a letter when its time has come; who was invited already is not asked again.
    ///
    /// - Returns: how many are new on the list.
    @discardableResult
    package func invite(_ buddies: Set<Uid>, groups: Set<BuddyGroup> = [], to session: Uid) throws -> Int {
        let row = try sessionRow(session)
        let states = Set(groups.flatMap(\.states))
        let wanted = try groupCandidates().filter { states.contains($0.state) || buddies.contains($0.buddy) }.compactMap
        {
            try db.first("SELECT id FROM buddy WHERE uid = ?1", $0.buddy.text) { $0.integer(0) }
        }
        let work = try ImportWork(self, readsRefs: false)
        let before = try IntervisionRow(reading: row, work)
        var after = before
        after.participants.formUnion(wanted.map(Target.known))
        guard after != before else { return 0 }
        try after.update(row, from: before, work)
        try log(.changed, .session, session, ["uitnodigingen"])
        try replan(.intervision(session))
        return after.participants.count - before.participants.count
    }

    /// Takes somebody off the list: what waits for them does not go, and who was told of it hears that, unless they said no.
    package func withdraw(_ buddy: Uid, from session: Uid) throws {
        let row = try sessionRow(session)
        let work = try ImportWork(self, readsRefs: false)
        let before = try IntervisionRow(reading: row, work)
        var after = before
        after.participants.remove(.known(try participantRow(buddy, in: row)))
        try after.update(row, from: before, work)
        try log(.changed, .session, session, ["uitnodigingen"])
        try replan(.intervision(session))
    }

    /// Notes what somebody said to the invitation, by phone or mail; nil takes it back.
    ///
    /// - Throws: `refused` when everybody who fits has said yes already.
    package func note(_ answer: IntervisionAnswer?, of buddy: Uid, to session: Uid) throws {
        let row = try sessionRow(session)
        let participant = try participantRow(buddy, in: row)
        try db.run(
            "UPDATE intervision_participant SET answer = ?3 WHERE session_id = ?1 AND buddy_id = ?2", row, participant,
            answer?.rawValue)
        guard try answer != .yes || !isOverfull(row) else { throw StoreError.refused("the session is full") }
        try noteTold(buddy, of: row, by: answer)
        try db.run("UPDATE intervision_session SET version = version + 1 WHERE id = ?1", row)
        try log(.changed, .session, session, ["antwoord"])
        try replan(.intervision(session))
    }

    /// Notes what people said and who was there, all in one list that was on one page.
    ///
    /// - Throws: `stale` when the list changed meanwhile, `refused` when more say yes than fit.
    package func note(_ list: [GroupSession.Note], at session: Uid, version: Int) throws {
        let row = try sessionRow(session, version: version)
        for note in list {
            try db.run(
                "UPDATE intervision_participant SET answer = ?3, attended = ?4 WHERE session_id = ?1 AND buddy_id = ?2",
                row, try participantRow(note.buddy, in: row), note.answer?.rawValue, note.attended)
            try noteTold(note.buddy, of: row, by: note.answer)
        }
        guard try !isOverfull(row) else { throw StoreError.refused("more say yes than fit") }
        try db.run("UPDATE intervision_session SET version = version + 1 WHERE id = ?1", row)
        try log(.changed, .session, session, ["antwoorden", "aanwezigheid"])
        try replan(.intervision(session))
    }

    /// Gives everybody who was at a training its day as "getraind op", unless a later day stands there (N08).
    ///
    /// - Returns: how many got it.
    @discardableResult
    package func noteTrained(by session: Uid) throws -> Int {
        let row = try sessionRow(session)
        let before = try db.rows(
            """
            SELECT b.uid, b.trained_on FROM buddy b JOIN intervision_participant p ON p.buddy_id = b.id
            WHERE p.session_id = ?1
            """, row
        ) { ($0.text(0), $0.textOrNil(1)) }
        let day = try db.first("SELECT substr(starts, 1, 10) FROM intervision_session WHERE id = ?1", row) {
            $0.date(0)
        }
        let trained = try db.rows(
            """
            UPDATE buddy SET trained_on = (SELECT substr(starts, 1, 10) FROM intervision_session WHERE id = ?1),
                version = version + 1
            WHERE id IN (SELECT buddy_id FROM intervision_participant WHERE session_id = ?1 AND attended = 1)
                AND (trained_on IS NULL
                    OR trained_on < (SELECT substr(starts, 1, 10) FROM intervision_session WHERE id = ?1))
                AND (SELECT kind = 'training' AND NOT cancelled FROM intervision_session WHERE id = ?1)
            RETURNING uid
            """, row
        ) { $0.text(0) }
        for uid in trained.compactMap({ Uid($0) }) {
            // In the buddy's own history too, where it can be taken back.
            let buddy = try standing(uid)
            try recordStep(
                .train, buddy.row, state: buddy.standing.state, before: buddy.standing.state, day: day.flatMap { $0 },
                dayBefore: before.first { $0.0 == uid.text }.flatMap(\.1))
            try log(.changed, .buddy, uid, ["getraind op"])
        }
        return trained.count
    }

    // Who answered in a call knows when and where it is, and has to hear that it moved or is off like who read a letter. An
    // answer taken back was perhaps somebody else's.
    private func noteTold(_ buddy: Uid, of session: Int64, by answer: IntervisionAnswer?) throws {
        switch answer {
        case .yes, .maybe:
            try db.run(
                """
                INSERT INTO told(buddy_uid, subject_uid, starts, place, cancelled, at)
                SELECT ?2, uid, starts, place, 0, ?3 FROM intervision_session WHERE id = ?1 AND NOT cancelled
                ON CONFLICT DO NOTHING
                """, session, buddy.text, Told.byPhone.milliseconds)
        case .no: break
        case nil:
            try db.run(
                """
                DELETE FROM told WHERE buddy_uid = ?2 AND at = ?3
                    AND subject_uid = (SELECT uid FROM intervision_session WHERE id = ?1)
                """, session, buddy.text, Told.byPhone.milliseconds)
        }
    }

    private func setDetails(_ row: Int64, _ draft: SessionDraft) throws {
        try db.run(
            "UPDATE intervision_session SET kind = ?2, capacity = ?3 WHERE id = ?1", row, draft.gathering.rawValue,
            draft.capacity)
    }

    private func sessionRow(_ uid: Uid, version: Int?) throws -> Int64 {
        let found = try db.first("SELECT id, version FROM intervision_session WHERE uid = ?1", uid.text) {
            (row: $0.integer(0), version: $0.int(1))
        }
        guard let found else { throw StoreError.unknown }
        guard found.version == version else { throw StoreError.stale }
        return found.row
    }

    private func sessionRow(_ uid: Uid) throws -> Int64 {
        let row = try db.first("SELECT id FROM intervision_session WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        return row
    }

    private func participantRow(_ buddy: Uid, in session: Int64) throws -> Int64 {
        let row = try db.first(
            """
            SELECT b.id FROM intervision_participant p JOIN buddy b ON b.id = p.buddy_id
            WHERE p.session_id = ?1 AND b.uid = ?2
            """, session, buddy.text
        ) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        return row
    }

    private func isOverfull(_ session: Int64) throws -> Bool {
        try db.first(
            """
            SELECT count(*) FILTER (WHERE p.answer = 'yes') > s.capacity
            FROM intervision_session s LEFT JOIN intervision_participant p ON p.session_id = s.id WHERE s.id = ?1
            """, session
        ) { $0.bool(0) } ?? false
    }
}

extension IntervisionRow {
    fileprivate func changes(from known: Self) -> [String] {
        let (now, before) = (revisions.current.state, known.revisions.current.state)
        var fields: [String] = []
        if now.starts != before.starts { fields.append("datum en tijd") }
        if now.place != before.place { fields.append("plaats") }
        if now.isOff != before.isOff { fields.append("afgezegd") }
        if minutes != known.minutes { fields.append("duur") }
        if now.link != before.link { fields.append("link") }
        return fields
    }
}
