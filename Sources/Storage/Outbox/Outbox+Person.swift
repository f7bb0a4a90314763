import Domain
import SQLite

extension TenantWriter {
    /// dead or held → ready, because a person says so: a dead message gets a new Message-ID, a held one keeps its own.
    ///
    /// - Throws: `refused` when the message is in another state, or past its use.
    package func retry(_ uid: Uid) throws {
        let row = try row(uid)
        guard row.state == .dead || row.state == .held else {
            throw StoreError.refused("only a dead or held message can be sent again; this one is \(row.state.rawValue)")
        }
        try requireUse(row)
        if row.state == .dead {
            try db.run("UPDATE outbox SET message_id = ?2, doubts = 0 WHERE id = ?1", row.id, Uid.random().text)
            try trustAddress(of: row.id)
        }
        try makeReady(row.id, event: "retried")
    }

    /// held → ready with the same Message-ID.
    package func releaseHold(_ uid: Uid) throws {
        let row = try row(uid)
        guard row.state == .held else {
            throw StoreError.refused("only a held message can be released; this one is \(row.state.rawValue)")
        }
        try requireUse(row)
        try makeReady(row.id, event: "released")
    }

    /// ready or held → cancelled; a message that is being sent now is cancelled unless the relay accepts it.
    package func cancel(_ uid: Uid) throws {
        let row = try row(uid)
        switch row.state {
        case .ready, .held:
            try finish(row.id, .cancelled, event: "cancelled-by-person")
            try planDigestsAfter(row.id)
        case .leased:
            try db.run("UPDATE outbox SET cancel_asked = 1 WHERE id = ?1", row.id)
            try record(row.id, "cancel-asked")
        case .sent, .dead, .expired, .cancelled:
            throw StoreError.refused("this message is \(row.state.rawValue): there is nothing left to cancel")
        }
    }

    // A person who sends again to an address that was marked says that it works.
    private func trustAddress(of id: Int64) throws {
        let owner = try db.first("SELECT person FROM outbox WHERE id = ?1", id) { $0.text(0) }
        guard let owner else { return }
        try trustAddress(ofMember: owner)
        guard hasProgramme else { return }
        let buddy = try db.first("SELECT id FROM buddy WHERE uid = ?1", owner) { $0.integer(0) }
        guard let buddy else { return }
        try db.run("DELETE FROM dead_address WHERE address = (SELECT email FROM buddy WHERE id = ?1)", buddy)
        if db.changes > 0 { try replanLetters(ofBuddy: buddy) }
    }

    /// A member's address works after all: alarms and digests go there again.
    func trustAddress(ofMember uid: String) throws {
        try db.run("DELETE FROM dead_address WHERE address = (SELECT email FROM coordinator WHERE uid = ?1)", uid)
        if db.changes > 0 { try planDigests() }
    }

    private func row(_ uid: Uid) throws -> (id: Int64, state: MessageState, expires: Instant) {
        let row = try db.first("SELECT id, state, expires FROM outbox WHERE uid = ?1", uid.text) {
            ($0.integer(0), MessageState(rawValue: $0.text(1)), Instant(milliseconds: $0.integer(2)))
        }
        guard let row, let state = row.1 else {
            throw StoreError.refused("there is no message \(uid); `naast queue SLUG` lists them")
        }
        return (row.0, state, row.2)
    }

    private func requireUse(_ row: (id: Int64, state: MessageState, expires: Instant)) throws {
        guard row.expires > now else {
            throw StoreError.refused("this message is of no use any more: it expired at \(row.expires.iso8601)")
        }
    }

    private func makeReady(_ id: Int64, event: StaticString) throws {
        try db.run(
            "UPDATE outbox SET state = 'ready', finished_at = NULL, due = ?2, local_time = ?3, doubts = 0 WHERE id = ?1",
            id, now.milliseconds, settings.zone.local(now).description)
        try record(id, event)
        noteDue(now)
    }
}
