import Domain
import SQLite

extension TenantReader {
    /// Which of these addresses a buddy has already, in lower case.
    package func knownBuddyAddresses(_ addresses: [EmailAddress]) throws -> Set<String> {
        var known: Set<String> = []
        for address in addresses where try buddyRow(address) != nil { known.insert(address.description.lowercased()) }
        return known
    }

    func buddyRow(_ address: EmailAddress) throws -> Int64? {
        try db.first("SELECT id FROM buddy WHERE email = ?1 COLLATE NOCASE ORDER BY id LIMIT 1", address.description) {
            $0.integer(0)
        }
    }
}

extension TenantWriter {
    /// Enters a buddy; who is in the programme already may begin in the middle of the way.
    package func addBuddy(_ particulars: BuddyParticulars, state: BuddyState) throws -> Uid {
        let (uid, _) = try insertBuddy(particulars, state: state, step: .enter)
        try log(.added, .buddy, uid)
        return uid
    }

    /// Changes what was filled in; a new address has the letters planned again, as an import does.
    ///
    /// - Throws: `stale` when somebody else changed the buddy meanwhile.
    package func changeBuddy(_ uid: Uid, version: Int, _ new: BuddyParticulars) throws {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        let old = try particulars(row)
        try db.run(
            """
            UPDATE buddy SET name = ?3, email = ?4, phone = ?5, region = ?6, availability = ?7, online = ?8,
                in_person = ?9, most_matches = ?10, adult_on = ?11, version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, uid.text, version, new.name, new.email?.description, new.phone, new.region, new.availability,
            new.online, new.inPerson, new.mostMatches, new.adultOn?.description)
        guard db.changes == 1 else { throw StoreError.stale }
        try setLists(new, row)
        if new.email != old.email {
            if let gone = old.email { try forgetDead(gone) }
            try replanLetters(ofBuddy: row)
        }
        let changes = new.changes(from: old)
        if !changes.isEmpty { try log(.changed, .buddy, uid, changes) }
    }

    /// Notes that somebody spoke with a buddy today, and when to call again.
    package func noteContact(_ uid: Uid, callOn: LocalDate?) throws {
        let row = try db.first("SELECT id FROM buddy WHERE uid = ?1", uid.text) { $0.integer(0) }
        guard let row else { throw StoreError.unknown }
        try touchContact(row, on: settings.zone.local(now).date)
        try db.run("UPDATE buddy SET call_on = ?2 WHERE id = ?1", row, callOn?.description)
        try log(.changed, .buddy, uid, callOn == nil ? ["contact"] : ["contact", "opnieuw bellen"])
    }

    /// Enters a pasted list; who is known by their address already is left alone.
    ///
    /// - Returns: how many came new.
    package func addBuddies(_ pasted: [PastedBuddy], state: BuddyState) throws -> Int {
        var count = 0
        for buddy in pasted where try buddyRow(buddy.email) == nil {
            _ = try addBuddy(
                BuddyParticulars(name: buddy.name, email: buddy.email, phone: buddy.phone), state: state)
            count += 1
        }
        return count
    }

    func insertBuddy(_ new: BuddyParticulars, state: BuddyState, step: BuddyStep) throws -> (Uid, row: Int64) {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO buddy(uid, name, email, phone, state, entered_at, region, availability, online, in_person,
                most_matches, adult_on)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """, uid.text, new.name, new.email?.description, new.phone, state.rawValue, now.milliseconds, new.region,
            new.availability, new.online, new.inPerson, new.mostMatches, new.adultOn?.description)
        let row = db.lastInsertedRow
        try setLists(new, row)
        try recordStep(step, row, state: state)
        return (uid, row)
    }

    private func setLists(_ new: BuddyParticulars, _ row: Int64) throws {
        try db.run("DELETE FROM buddy_language WHERE buddy_id = ?1", row)
        try db.run("DELETE FROM buddy_expertise WHERE buddy_id = ?1", row)
        try db.run("DELETE FROM buddy_school WHERE buddy_id = ?1", row)
        for language in new.languages {
            try db.run("INSERT INTO buddy_language(buddy_id, language) VALUES (?1, ?2)", row, language.rawValue)
        }
        for expertise in new.expertise {
            try db.run("INSERT INTO buddy_expertise(buddy_id, expertise) VALUES (?1, ?2)", row, expertise.rawValue)
        }
        for school in Set(new.schools) {
            try db.run("INSERT INTO buddy_school(buddy_id, school) VALUES (?1, ?2)", row, school)
        }
    }

    // An address that nobody has any more is forgotten wholly.
    private func forgetDead(_ address: EmailAddress) throws {
        try db.run(
            """
            DELETE FROM dead_address WHERE address = ?1
                AND NOT EXISTS (SELECT 1 FROM buddy WHERE email = ?1)
                AND NOT EXISTS (SELECT 1 FROM requester WHERE email = ?1)
                AND NOT EXISTS (SELECT 1 FROM coordinator WHERE email = ?1)
            """, address.description)
    }
}
