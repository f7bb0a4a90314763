import Domain
import SQLite

extension TenantReader {
    /// What this tenant hands over for one release: sums per cell, and nothing else.
    ///
    /// - Parameters:
    ///   - through: what was released of it before, as the national file knows.
    ///   - firstQuarter: what was recorded before it is never released, whenever it was entered.
    package func contributions(
        to table: PublishedTable, region: String?, after through: Quarter?, until end: Quarter,
        recordedSince firstQuarter: Quarter? = nil
    ) throws -> [Cell: Contribution] {
        let signals = try db.rows(
            """
            SELECT s.theme, s.sector, s.quarter, r.uid, s.release_key
            FROM signal s LEFT JOIN support_request r ON r.id = s.request_id
            WHERE s.kind = 'concern' AND s.quarter > ?1 AND s.quarter <= ?2 AND s.recorded >= ?3
            """, through?.description ?? "", end.description, firstQuarter?.firstDay.description ?? ""
        ) { row -> CountedSignal? in
            guard let theme = SignalTheme(rawValue: row.text(0)), let sector = Sector(rawValue: row.text(1)),
                let quarter = Quarter(row.text(2))
            else { return nil }
            return CountedSignal(
                theme: theme, sector: sector, recorded: quarter, dossier: row.textOrNil(3).flatMap { Uid($0) },
                releaseKey: UInt64(bitPattern: row.integer(4)))
        }.compactMap { $0 }
        return .of(signals, to: table, region: region, after: through, until: end)
    }
}
