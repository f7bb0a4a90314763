import Domain
import SQLite

extension TenantReader {
    /// The bottlenecks of a year, in the order in which they were written down.
    package func bottlenecks(of year: Int) throws -> [Bottleneck] {
        try db.rows(
            """
            SELECT b.uid, b.year, b.title, b.experience, b.proposal, b.changed_at, coalesce(c.name, c.email), b.version
            FROM bottleneck b LEFT JOIN coordinator c ON c.uid = b.changed_by WHERE b.year = ?1 ORDER BY b.id
            """, year
        ) { Bottleneck($0) }.compactMap { $0 }
    }

    /// One bottleneck.
    ///
    /// - Throws: `unknown`.
    package func bottleneck(_ uid: Uid) throws -> Bottleneck {
        let found = try db.first(
            """
            SELECT b.uid, b.year, b.title, b.experience, b.proposal, b.changed_at, coalesce(c.name, c.email), b.version
            FROM bottleneck b LEFT JOIN coordinator c ON c.uid = b.changed_by WHERE b.uid = ?1
            """, uid.text
        ) { Bottleneck($0) }.flatMap { $0 }
        guard let found else { throw StoreError.unknown }
        return found
    }
}

/// What somebody typed of a bottleneck.
package struct BottleneckText: Hashable, Sendable {
    package var title: String
    package var experience: String
    package var proposal: String?

    package init(title: String, experience: String, proposal: String?) {
        self.title = title
        self.experience = experience
        self.proposal = proposal
    }
}

extension TenantWriter {
    /// More than a report holds is a mistake, or an attack.
    package static let mostBottlenecks = 40

    package func addBottleneck(_ text: BottleneckText, year: Int) throws {
        guard try bottlenecks(of: year).count < Self.mostBottlenecks else {
            throw StoreError.refused("there are \(Self.mostBottlenecks) bottlenecks in this year already")
        }
        let uid = Uid.random()
        try db.run(
            """
            INSERT INTO bottleneck(uid, year, title, experience, proposal, changed_at, changed_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """, uid.text, year, text.title, text.experience, text.proposal, now.milliseconds, actor?.text)
        try log(.added, .report, uid, ["knelpunt \(year)"])
    }

    /// - Throws: `unknown`; `stale` when somebody else changed it.
    package func changeBottleneck(_ uid: Uid, version: Int, _ text: BottleneckText) throws {
        _ = try bottleneck(uid)
        try db.run(
            """
            UPDATE bottleneck SET title = ?3, experience = ?4, proposal = ?5, changed_at = ?6, changed_by = ?7,
                version = version + 1
            WHERE uid = ?1 AND version = ?2
            """, uid.text, version, text.title, text.experience, text.proposal, now.milliseconds, actor?.text)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.changed, .report, uid, ["knelpunt"])
    }

    /// - Throws: `unknown`; `stale` when somebody else changed it.
    package func removeBottleneck(_ uid: Uid, version: Int) throws {
        _ = try bottleneck(uid)
        try db.run("DELETE FROM bottleneck WHERE uid = ?1 AND version = ?2", uid.text, version)
        guard db.changes == 1 else { throw StoreError.stale }
        try log(.removed, .report, uid, ["knelpunt"])
    }
}

extension Bottleneck {
    fileprivate init?(_ row: Row) {
        guard let uid = Uid(row.text(0)) else { return nil }
        self.init(
            uid: uid, year: row.int(1), title: row.text(2), experience: row.text(3), proposal: row.textOrNil(4),
            changedAt: Instant(milliseconds: row.integer(5)), changedBy: row.textOrNil(6), version: row.int(7))
    }
}
