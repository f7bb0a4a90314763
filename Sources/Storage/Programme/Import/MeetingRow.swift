import Domain
import SQLite

struct MeetingRow: ImportedRow {
    var match: Target
    var minutes: Int
    var buddyAttends: Bool
    var cancelled: Bool
    var revisions: Revisions

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first(
            """
            SELECT match_id, minutes, buddy_attends, cancelled, starts, time_revision, changed_at, settled_starts,
                settled_off, settled_revision, settled_changed_at, revisions_used, change_count, settles_at, timed_at,
                settled_timed_at
            FROM school_meeting WHERE id = ?1
            """, row
        ) { Self($0) }.flatMap { $0 }.found()
    }

    init(_ record: MeetingRecord, over known: Self?, row: Int64?, _ work: ImportWork) throws {
        try self.init(
            match: record.match.map(work.target).always(over: known?.match),
            starts: record.starts.always(over: known?.revisions.current.state.starts),
            minutes: record.minutes.always(over: known?.minutes),
            buddyAttends: record.buddyAttends.applied(to: known?.buddyAttends) ?? true,
            cancelled: record.cancelled.applied(to: known?.cancelled) ?? false, over: known, row: row, work)
    }

    /// The row as somebody wants it, whoever they are: a file or a form.
    init(
        match: Target, starts: LocalDateTime, minutes: Int, buddyAttends: Bool, cancelled: Bool, over known: Self?,
        row: Int64?, _ work: ImportWork
    ) throws {
        (self.match, self.minutes, self.buddyAttends, self.cancelled) = (match, minutes, buddyAttends, cancelled)
        let state = Revisions.State(starts: starts, isOff: cancelled || !buddyAttends)
        revisions = known?.revisions ?? Revisions(state, at: work.now)
        if let row, state != revisions.current.state {
            let wasTold = try Self.wasTold(row, revisions.current.state, work)
            revisions.change(to: state, at: work.now, settle: work.settings.settle, wasTold: wasTold)
        }
    }

    private init?(_ row: Row) {
        guard let starts = LocalDateTime(row.text(4)), let settledStarts = LocalDateTime(row.text(7)) else {
            return nil
        }
        match = .known(row.integer(0))
        minutes = row.int(1)
        buddyAttends = row.bool(2)
        cancelled = row.bool(3)
        let state = Revisions.State(
            starts: starts, isOff: row.bool(3) || !row.bool(2))
        let settled = Revisions.State(starts: settledStarts, isOff: row.bool(8))
        revisions = Revisions(
            current: Revisions.Version(
                state: state, timeRevision: row.int(5), changedAt: row.instant(6), timedAt: row.instant(14)),
            settled: Revisions.Version(
                state: settled, timeRevision: row.int(9), changedAt: row.instant(10), timedAt: row.instant(15)),
            timeRevisionsUsed: row.int(11), placeRevisionsUsed: 1, changeCount: row.int(12),
            settlesAt: Instant(milliseconds: row.integer(13)))
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 { try insert(as: .random(), ref: ref, work) }

    /// A meeting that was typed into a form has no ref.
    func insert(as uid: Uid, ref: String?, _ work: ImportWork) throws -> Int64 {
        let starts = revisions.current.state.starts.description
        try work.db.run(
            """
            INSERT INTO school_meeting(uid, ref, match_id, starts, zone, minutes, buddy_attends, cancelled, entered_at,
                settled_starts, settled_off, settles_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?4, ?10, ?11)
            """, uid.text, ref, work.row(match, .match), starts, work.settings.zone.identifier, minutes,
            buddyAttends, cancelled, work.now.milliseconds, revisions.current.state.isOff,
            revisions.settlesAt.milliseconds)
        return work.db.lastInsertedRow
    }

    // A change count that rose since it was read rose because the match has another buddy now.
    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        let (current, settled) = (revisions.current, revisions.settled)
        try work.db.run(
            """
            UPDATE school_meeting SET match_id = ?2, minutes = ?3, buddy_attends = ?4, cancelled = ?5, starts = ?6,
                time_revision = ?7, changed_at = CASE WHEN change_count > ?14 THEN changed_at ELSE ?8 END,
                settled_starts = ?9, settled_off = ?10, settled_revision = ?11,
                settled_changed_at = CASE WHEN change_count > ?14 THEN settled_changed_at ELSE ?12 END,
                revisions_used = ?13, change_count = max(change_count, ?14), settles_at = ?15, timed_at = ?16,
                settled_timed_at = ?17, version = version + 1
            WHERE id = ?1
            """, row, work.row(match, .match), minutes, buddyAttends, cancelled, current.state.starts.description,
            current.timeRevision, current.changedAt?.milliseconds, settled.state.starts.description,
            settled.state.isOff, settled.timeRevision, settled.changedAt?.milliseconds, revisions.timeRevisionsUsed,
            revisions.changeCount, revisions.settlesAt.milliseconds, current.timedAt?.milliseconds,
            settled.timedAt?.milliseconds)
        if current.state.starts != known.revisions.current.state.starts {
            let zone = work.settings.zone.identifier
            try work.db.run("UPDATE school_meeting SET zone = ?2 WHERE id = ?1", row, zone)
        }
        if match != known.match { try work.writer.handOver(meeting: row) }
        try work.db.run(
            "UPDATE school_meeting SET past_buddy_id = NULL WHERE id = ?1 AND (?2 OR starts >= ?3)", row,
            match != known.match, work.settings.zone.local(work.now).description)
    }

    func concernsLetters(from known: Self) -> Bool { true }

    private static func wasTold(_ row: Int64, _ state: Revisions.State, _ work: ImportWork) throws -> Bool {
        try work.db.first(
            """
            SELECT 1 FROM told t JOIN school_meeting m ON m.uid = t.subject_uid
            WHERE m.id = ?1 AND t.starts = ?2 AND t.cancelled = ?3
            """, row, state.starts.description, state.isOff
        ) { _ in true } ?? false
    }
}

extension TenantWriter {
    /// Notes that another buddy goes to a meeting now: who went before hears it when that has settled, as any change.
    func handOver(meeting row: Int64) throws {
        try db.run(
            """
            UPDATE school_meeting SET change_count = change_count + 1, changed_at = ?2, settled_changed_at =
                CASE WHEN starts = settled_starts AND (cancelled OR NOT buddy_attends) = settled_off THEN ?2
                    ELSE settled_changed_at END
            WHERE id = ?1
            """, row, now.milliseconds)
    }

    /// The same for every meeting of a match that is still to come; of one that is over who sat at it is asked how it went.
    func handOverMeetings(of match: Int64, from buddy: Int64) throws {
        let local = try settings.zone.local(now).description
        try db.run(
            """
            UPDATE school_meeting SET past_buddy_id = ?2
            WHERE match_id = ?1 AND starts < ?3 AND past_buddy_id IS NULL
            """, match, buddy, local)
        let ahead = try db.rows("SELECT id FROM school_meeting WHERE match_id = ?1 AND starts >= ?2", match, local) {
            $0.integer(0)
        }
        for row in ahead { try handOver(meeting: row) }
    }
}

extension Row {
    func instant(_ column: Int32) -> Instant? { integerOrNil(column).map(Instant.init(milliseconds:)) }
}
