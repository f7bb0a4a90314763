import Dispatch
import Domain
import Foundation
import Platform
import SQLite

/// `national.sqlite`: every release, and through which quarter each tenant has had its signals released.
package final class NationalFile: Sendable {
    private let queue = DispatchQueue(label: "national")
    private let connection: QueueConfined<Connection>
    // Read once: what was published never changes. Counted, so that what a release overtook while it was read is not kept.
    private let known = Locked<(all: [Publication]?, publishings: Int)>((nil, 0))

    static let migrator = Migrator([.releases])

    /// Opens the file, making it when it is missing.
    package init(in directory: StateDirectory) throws(StoreError) {
        do {
            if access(directory.national, F_OK) != 0 { try TenantFile.makeEmptyFile(directory.national) }
            connection = QueueConfined(try Self.migrator.open(directory.national, checking: false), on: queue)
        } catch {
            throw StoreError(translating: error).naming(directory.national)
        }
    }

    /// Writes a whole release in one transaction; one that is there already must be the same.
    ///
    /// - Throws: `conflict` when another release of that name was published: nothing published ever changes.
    package func publish(
        _ publication: Publication, hash: String, reached: (ReleaseStep) -> Void = { _ in }
    ) throws(StoreError) {
        defer { known.withLock { $0 = (nil, $0.publishings + 1) } }
        try perform { db in
            try db.transaction {
                let (slot, name) = (publication.slot.rawValue, publication.name.description)
                let known = try db.first(
                    "SELECT hash FROM release WHERE slot = ?1 AND name = ?2", slot, name, read: { $0.text(0) })
                if let known {
                    guard known == hash else {
                        throw StoreError.conflict("release \(slot) \(name) was published with other figures")
                    }
                    return
                }
                try db.run(
                    """
                    INSERT INTO release(slot, name, view, first_quarter, enrolled, published_on, hash)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                    """, slot, name, publication.table.view, publication.period.first.description,
                    publication.enrolled, publication.period.publishedOn.description, hash)
                for row in publication.rows {
                    try db.run(
                        "INSERT INTO published(slot, release, theme, second, value) VALUES (?1, ?2, ?3, ?4, ?5)",
                        slot, name, row.cell.theme.rawValue, row.cell.second ?? "", row.value)
                }
                for tenant in publication.tenants {
                    try db.run(
                        "INSERT INTO roster(slot, release, tenant, through) VALUES (?1, ?2, ?3, ?2)", slot, name,
                        tenant.text)
                }
                reached(.rowsWritten)
            }
        }
        reached(.committed)
    }

    /// The names and hashes of all releases of a slot, the oldest first.
    package func releases(_ slot: Slot) throws(StoreError) -> [(name: Quarter, hash: String)] {
        try perform { db in
            try db.rows("SELECT name, hash FROM release WHERE slot = ?1 ORDER BY name", slot.rawValue) { row in
                Quarter(row.text(0)).map { ($0, row.text(1)) }
            }.compactMap { $0 }
        }
    }

    /// Through which quarter each tenant has had its signals released in a slot.
    package func through(_ slot: Slot) throws(StoreError) -> [Slug: Quarter] {
        try perform { db in
            var through: [Slug: Quarter] = [:]
            _ = try db.rows(
                "SELECT tenant, max(through) FROM roster WHERE slot = ?1 GROUP BY tenant", slot.rawValue
            ) { row in
                if let slug = Slug(row.text(0)), let quarter = Quarter(row.text(1)) { through[slug] = quarter }
            }
            return through
        }
    }

    /// Everything that was ever published, the first slot first and the oldest release first.
    package func publications() throws(StoreError) -> [Publication] {
        let (kept, publishings) = known.withLock { $0 }
        if let kept { return kept }
        var all: [Publication] = []
        for slot in Slot.allCases {
            for release in try releases(slot) {
                if let publication = try publication(slot, release.name) { all.append(publication) }
            }
        }
        known.withLock { if $0.publishings == publishings { $0.all = all } }
        return all
    }

    /// One release as it was published; nil when there is none.
    package func publication(_ slot: Slot, _ name: Quarter) throws(StoreError) -> Publication? {
        try perform { db in
            let head = try db.first(
                "SELECT view, enrolled FROM release WHERE slot = ?1 AND name = ?2", slot.rawValue, name.description
            ) { (view: $0.text(0), enrolled: $0.int(1)) }
            guard let head, let table = PublishedTable(view: head.view) else { return nil }
            let values = try db.rows(
                "SELECT theme, second, value FROM published WHERE slot = ?1 AND release = ?2", slot.rawValue,
                name.description
            ) { row in
                SignalTheme(rawValue: row.text(0)).map {
                    (Cell($0, row.text(1).isEmpty ? nil : row.text(1)), row.int(2))
                }
            }.compactMap { $0 }
            let tenants = try db.rows(
                "SELECT tenant FROM roster WHERE slot = ?1 AND release = ?2 ORDER BY tenant", slot.rawValue,
                name.description
            ) { Slug($0.text(0)) }.compactMap { $0 }
            return Publication(
                slot: slot, table: table, period: Period(table.length, holding: name), enrolled: head.enrolled,
                rows: values.sorted { $0.0 < $1.0 }.map { PublishedRow(cell: $0.0, value: $0.1) }, tenants: tenants)
        }
    }

    package func close() {
        queue.sync { connection.withValue { $0.close() } }
    }

    private func perform<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = queue.sync {
            connection.withValue { connection in
                do {
                    return .success(try body(connection))
                } catch {
                    return .failure(StoreError(translating: error))
                }
            }
        }
        return try result.get()
    }
}
