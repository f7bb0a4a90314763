import Domain
import SQLite

/// One line of what a buddy got, as it was agreed.
package struct ExpenseLine: Hashable, Sendable {
    package let uid: Uid
    package let claim: AllowanceClaim
    package let what: String
}

/// What one buddy got in a year.
package struct YearOfExpenses: Hashable, Sendable {
    package let buddy: Uid
    package let name: String
    package let minutes: Int
    /// In cents.
    package let allowance: Int
    package let costs: Int
    package let adultOn: LocalDate?

    package var total: Int { allowance + costs }
}

extension TenantReader {
    /// The amounts of every year, the tenant's own before those that Naast knows.
    package func allowanceTable() throws -> AllowanceTable {
        AllowanceTable(
            own: try db.rows("SELECT year, hour, hour_under_21, month, total, source FROM allowance_year") {
                AllowanceYear(
                    year: $0.int(0), hour: $0.int(1), hourUnder21: $0.int(2), month: $0.int(3), total: $0.int(4),
                    source: $0.text(5))
            })
    }

    /// What a buddy got in a year, the newest first; at most 500 lines.
    package func expenses(of buddy: Uid, year: Int) throws -> [ExpenseLine] {
        try db.rows(
            """
            SELECT e.uid, e.day, e.minutes, e.allowance, e.costs, e.what
            FROM expense_claim e JOIN buddy b ON b.id = e.buddy_id
            WHERE b.uid = ?1 AND e.day BETWEEN ?2 AND ?3 ORDER BY e.day DESC, e.id DESC LIMIT 500
            """, buddy.text, "\(year)-01-01", "\(year)-12-31"
        ) { row -> ExpenseLine? in
            guard let uid = Uid(row.text(0)), let day = row.date(1) else { return nil }
            return ExpenseLine(
                uid: uid,
                claim: AllowanceClaim(
                    day: day, minutes: row.int(2), allowance: row.int(3), costs: row.int(4)),
                what: row.text(5))
        }.compactMap { $0 }
    }

    /// What everybody got in a year, by name.
    package func expenses(in year: Int) throws -> [YearOfExpenses] {
        try db.rows(
            """
            SELECT b.uid, b.name, sum(e.minutes), sum(e.allowance), sum(e.costs), b.adult_on
            FROM expense_claim e JOIN buddy b ON b.id = e.buddy_id WHERE e.day BETWEEN ?1 AND ?2
            GROUP BY b.id ORDER BY b.name COLLATE NOCASE, b.id LIMIT 2000
            """, "\(year)-01-01", "\(year)-12-31"
        ) { row -> YearOfExpenses? in
            guard let uid = Uid(row.text(0)) else { return nil }
            return YearOfExpenses(
                buddy: uid, name: row.text(1), minutes: row.int(2), allowance: row.int(3), costs: row.int(4),
                adultOn: row.date(5))
        }.compactMap { $0 }
    }

    /// What a buddy did in a year, in numbers for a letter of thanks: meetings gone to, and matches.
    package func thanks(_ buddy: Uid, year: Int) throws -> (meetings: Int, matches: Int) {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        let today = LocalDateTime(try settings.zone.local(now).date, TimeOfDay(minuteOfDay: 0)).description
        let meetings = try db.first(
            """
            SELECT count(*) FROM school_meeting m JOIN match k ON k.id = m.match_id JOIN buddy b ON b.id = k.buddy_id
            WHERE b.uid = ?1 AND substr(m.starts, 1, 10) BETWEEN ?2 AND ?3 AND m.starts < ?4
                AND NOT m.cancelled AND m.buddy_attends
            """, buddy.text, first, last, today
        ) { $0.int(0) }
        let matches = try db.first(
            """
            SELECT count(*) FROM match k JOIN buddy b ON b.id = k.buddy_id
            WHERE b.uid = ?1 AND k.since <= ?3 AND coalesce(k.until, ?3) >= ?2
            """, buddy.text, first, last
        ) { $0.int(0) }
        return (meetings ?? 0, matches ?? 0)
    }
}

extension TenantWriter {
    /// Writes down what a buddy gets.
    package func addExpense(_ claim: AllowanceClaim, what: String, to buddy: Uid) throws {
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO expense_claim(uid, buddy_id, day, minutes, allowance, costs, what, entered_at)
            SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8 FROM buddy WHERE uid = ?2
            """, uid.text, buddy.text, claim.day.description, claim.minutes, claim.allowance, claim.costs, what,
            now.milliseconds)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.added, .expense, buddy, ["bedrag"])
    }

    /// Takes a line out that was wrong.
    package func removeExpense(_ claim: Uid, of buddy: Uid) throws {
        try db.run(
            "DELETE FROM expense_claim WHERE uid = ?1 AND buddy_id = (SELECT id FROM buddy WHERE uid = ?2)",
            claim.text, buddy.text)
        guard db.changes == 1 else { throw StoreError.unknown }
        try log(.removed, .expense, buddy, ["bedrag"])
    }

    /// Sets the amounts of one year for this tenant.
    package func setAllowance(_ year: AllowanceYear) throws {
        try db.run(
            """
            INSERT INTO allowance_year(year, hour, hour_under_21, month, total, source)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (year) DO UPDATE SET hour = ?2, hour_under_21 = ?3, month = ?4, total = ?5, source = ?6
            """, year.year, year.hour, year.hourUnder21, year.month, year.total, year.source)
        try log(.changed, .setting, nil, ["bedragen \(year.year)"])
    }
}
