import Domain
import SQLite

extension TenantWriter {
    /// Enters or changes a school meeting by the code that an import uses, so that its letters follow at once.
    ///
    /// - Parameters:
    ///   - uid: the meeting to change; nil for a new one.
    ///   - version: the version that the form was filled in from; nil for a new meeting.
    /// - Throws: `unknown` without such a match or meeting, `stale` when somebody changed it meanwhile, `refused` for a
    ///   time that no clock shows or a length that cannot be.
    @discardableResult
    package func saveMeeting(_ draft: MeetingDraft, over uid: Uid? = nil, version: Int? = nil) throws -> Uid {
        guard MeetingDraft.lengths.contains(draft.minutes) else { throw StoreError.refused("no such length") }
        guard try settings.zone.instant(draft.starts) != nil else { throw StoreError.refused("no such time") }
        let match = try db.first("SELECT id FROM match WHERE uid = ?1", draft.match.text) { $0.integer(0) }
        guard let match else { throw StoreError.unknown }
        let work = try ImportWork(self, readsRefs: false)
        guard let uid else { return try add(draft, match, work) }
        let found = try db.first("SELECT id, version FROM school_meeting WHERE uid = ?1", uid.text) {
            (row: $0.integer(0), version: $0.int(1))
        }
        guard let found else { throw StoreError.unknown }
        guard found.version == version else { throw StoreError.stale }
        try change(uid, found.row, to: draft, match, work)
        return uid
    }

    private func add(_ draft: MeetingDraft, _ match: Int64, _ work: ImportWork) throws -> Uid {
        let uid = Uid.random()
        let row = try MeetingRow(draft, match, over: nil, row: nil, work).insert(as: uid, ref: nil, work)
        try setDetails(row, draft)
        try log(.added, .meeting, uid)
        try replan(.meeting(uid))
        return uid
    }

    private func change(
        _ uid: Uid, _ row: Int64, to draft: MeetingDraft, _ match: Int64, _ work: ImportWork
    ) throws {
        let before = try MeetingRow(reading: row, work)
        let after = try MeetingRow(draft, match, over: before, row: row, work)
        let known = try details(row)
        var fields: [String] = []
        if after != before {
            try after.update(row, from: before, work)
            fields += after.changes(from: before)
        }
        if known.roles != draft.roles { fields.append("deelnemers") }
        if known.purpose != draft.purpose { fields.append("doel") }
        guard !fields.isEmpty else { return }
        // The row's own update has raised the version already.
        if after == before { try db.run("UPDATE school_meeting SET version = version + 1 WHERE id = ?1", row) }
        try setDetails(row, draft)
        try log(.changed, .meeting, uid, fields)
        if after != before { try replan(.meeting(uid)) }
    }

    private func setDetails(_ row: Int64, _ draft: MeetingDraft) throws {
        try db.run("UPDATE school_meeting SET purpose = ?2 WHERE id = ?1", row, draft.purpose?.rawValue)
        try db.run("DELETE FROM meeting_role WHERE meeting_id = ?1", row)
        for role in draft.roles {
            try db.run("INSERT INTO meeting_role(meeting_id, role) VALUES (?1, ?2)", row, role.rawValue)
        }
    }
}

extension TenantReader {
    fileprivate func details(_ row: Int64) throws -> (roles: Set<MeetingRole>, purpose: MeetingPurpose?) {
        let roles = try db.rows("SELECT role FROM meeting_role WHERE meeting_id = ?1", row) { $0.text(0) }
        let purpose = try db.first("SELECT purpose FROM school_meeting WHERE id = ?1", row) { $0.text(0) }
        return (Set(roles.compactMap(MeetingRole.init)), purpose.flatMap(MeetingPurpose.init))
    }
}

extension MeetingRow {
    fileprivate init(
        _ draft: MeetingDraft, _ match: Int64, over known: Self?, row: Int64?, _ work: ImportWork
    ) throws {
        try self.init(
            match: .known(match), starts: draft.starts, minutes: draft.minutes, buddyAttends: draft.buddyAttends,
            cancelled: draft.cancelled, over: known, row: row, work)
    }

    fileprivate func changes(from known: Self) -> [String] {
        var fields: [String] = []
        if match != known.match { fields.append("koppeling") }
        if revisions.current.state.starts != known.revisions.current.state.starts { fields.append("datum en tijd") }
        if minutes != known.minutes { fields.append("duur") }
        if buddyAttends != known.buddyAttends { fields.append("buddy gaat mee") }
        if cancelled != known.cancelled { fields.append("afgezegd") }
        return fields
    }
}
