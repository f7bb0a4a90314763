import Domain
import SQLite

struct IntervisionRow: ImportedRow {
    var minutes: Int
    var participants: Set<Target>
    var revisions: Revisions

    init(reading row: Int64, _ work: ImportWork) throws {
        self = try work.db.first(
            """
            SELECT minutes, link, starts, place, cancelled, time_revision, place_revision, changed_at, settled_starts,
                settled_place, settled_off, settled_revision, settled_place_revision, settled_changed_at,
                revisions_used, places_used, change_count, settles_at, settled_link
            FROM intervision_session WHERE id = ?1
            """, row
        ) { Self($0) }.flatMap { $0 }.found()
        let buddies = try work.db.rows("SELECT buddy_id FROM intervision_participant WHERE session_id = ?1", row) {
            Target.known($0.integer(0))
        }
        participants = Set(buddies)
    }

    init(_ record: IntervisionRecord, over known: Self?, row: Int64?, _ work: ImportWork) throws {
        let before = known?.revisions.current.state
        try self.init(
            Revisions.State(
                starts: record.starts.always(over: before?.starts),
                place: record.location.applied(to: before?.place), link: record.link.applied(to: before?.link),
                isOff: record.cancelled.applied(to: before?.isOff) ?? false),
            minutes: record.minutes.always(over: known?.minutes),
            participants: record.participants.map { Set($0.map(work.target)) }.applied(to: known?.participants) ?? [],
            over: known, row: row, work)
    }

    /// The row as somebody wants it, whoever they are: a file or a form.
    init(
        _ state: Revisions.State, minutes: Int, participants: Set<Target>, over known: Self?, row: Int64?,
        _ work: ImportWork
    ) throws {
        (self.minutes, self.participants) = (minutes, participants)
        revisions = known?.revisions ?? Revisions(state, at: work.now)
        if let row, state != revisions.current.state {
            let wasTold = try Self.wasTold(row, revisions.current.state, work)
            revisions.change(to: state, at: work.now, settle: work.settings.settle, wasTold: wasTold)
        }
    }

    private init?(_ row: Row) {
        guard let starts = LocalDateTime(row.text(2)), let settledStarts = LocalDateTime(row.text(8)) else {
            return nil
        }
        minutes = row.int(0)
        participants = []
        let state = Revisions.State(
            starts: starts, place: row.textOrNil(3), link: row.textOrNil(1), isOff: row.bool(4))
        let settled = Revisions.State(
            starts: settledStarts, place: row.textOrNil(9), link: row.textOrNil(18), isOff: row.bool(10))
        revisions = Revisions(
            current: Revisions.Version(
                state: state, timeRevision: row.int(5), placeRevision: row.int(6), changedAt: row.instant(7)),
            settled: Revisions.Version(
                state: settled, timeRevision: row.int(11), placeRevision: row.int(12), changedAt: row.instant(13)),
            timeRevisionsUsed: row.int(14), placeRevisionsUsed: row.int(15), changeCount: row.int(16),
            settlesAt: Instant(milliseconds: row.integer(17)))
    }

    func insert(ref: String, _ work: ImportWork) throws -> Int64 { try insert(as: .random(), ref: ref, work) }

    /// A session that was typed into a form has no ref.
    func insert(as uid: Uid, ref: String?, _ work: ImportWork) throws -> Int64 {
        let state = revisions.current.state
        try work.db.run(
            """
            INSERT INTO intervision_session(uid, ref, starts, zone, minutes, place, link, cancelled, entered_at,
                settled_starts, settled_place, settled_link, settled_off, settles_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?3, ?6, ?7, ?8, ?10)
            """, uid.text, ref, state.starts.description, work.settings.zone.identifier, minutes, state.place,
            state.link, state.isOff, work.now.milliseconds, revisions.settlesAt.milliseconds)
        let row = work.db.lastInsertedRow
        for buddy in participants { try Self.invite(work.row(buddy, .buddy), to: row, work) }
        return row
    }

    func update(_ row: Int64, from known: Self, _ work: ImportWork) throws {
        let (current, settled) = (revisions.current, revisions.settled)
        try work.db.run(
            """
            UPDATE intervision_session SET minutes = ?2, link = ?3, starts = ?4, place = ?5, cancelled = ?6,
                time_revision = ?7, place_revision = ?8, changed_at = ?9, settled_starts = ?10, settled_place = ?11,
                settled_off = ?12, settled_revision = ?13, settled_place_revision = ?14, settled_changed_at = ?15,
                revisions_used = ?16, places_used = ?17, change_count = ?18, settles_at = ?19,
                settled_link = ?20, version = version + 1
            WHERE id = ?1
            """, row, minutes, current.state.link, current.state.starts.description, current.state.place,
            current.state.isOff,
            current.timeRevision, current.placeRevision, current.changedAt?.milliseconds,
            settled.state.starts.description, settled.state.place, settled.state.isOff, settled.timeRevision,
            settled.placeRevision, settled.changedAt?.milliseconds, revisions.timeRevisionsUsed,
            revisions.placeRevisionsUsed, revisions.changeCount, revisions.settlesAt.milliseconds,
            settled.state.link)
        if current.state.starts != known.revisions.current.state.starts {
            let zone = work.settings.zone.identifier
            try work.db.run("UPDATE intervision_session SET zone = ?2 WHERE id = ?1", row, zone)
        }
        for buddy in known.participants.subtracting(participants) {
            try Self.withdraw(work.row(buddy, .buddy), from: row, work)
        }
        for buddy in participants.subtracting(known.participants) {
            try Self.invite(work.row(buddy, .buddy), to: row, work)
        }
    }

    func concernsLetters(from known: Self) -> Bool { true }

    private static func invite(_ buddy: Int64, to session: Int64, _ work: ImportWork) throws {
        try work.db.run(
            "INSERT INTO intervision_participant(session_id, buddy_id, entered_at) VALUES (?1, ?2, ?3)", session, buddy,
            work.now.milliseconds)
    }

    // Who was told of it hears of this too, which needs a count of its own; who said no knows it already.
    private static func withdraw(_ buddy: Int64, from session: Int64, _ work: ImportWork) throws {
        try work.db.run(
            """
            UPDATE told SET cancelled = 1 WHERE buddy_uid = (SELECT uid FROM buddy WHERE id = ?2)
                AND subject_uid = (SELECT uid FROM intervision_session WHERE id = ?1)
                AND (SELECT answer FROM intervision_participant WHERE session_id = ?1 AND buddy_id = ?2) = 'no'
            """, session, buddy)
        try work.db.run(
            "DELETE FROM intervision_participant WHERE session_id = ?1 AND buddy_id = ?2", session, buddy)
        try work.db.run("UPDATE intervision_session SET change_count = change_count + 1 WHERE id = ?1", session)
    }

    private static func wasTold(_ row: Int64, _ state: Revisions.State, _ work: ImportWork) throws -> Bool {
        try work.db.first(
            """
            SELECT 1 FROM told t JOIN intervision_session s ON s.uid = t.subject_uid
            WHERE s.id = ?1 AND t.starts = ?2 AND t.place IS ?3 AND t.cancelled = ?4
                AND t.link IS ?5
            """, row, state.starts.description, state.place, state.isOff, state.link
        ) { _ in true } ?? false
    }
}
