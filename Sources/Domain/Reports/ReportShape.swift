/// For whom the tables of one year are printed: chosen once a year, never both.
///
/// With the bands of the whole and of its parts side by side, a cell of the one narrows a cell of the other: 1–4 in the
/// whole and 1–4 in both of two parts leaves at most 3 in each.
package enum ReportShape: String, CaseIterable, Hashable, Sendable {
    case whole = "tenant"
    case perSWV = "swv"

    /// The bands of all tables that this shape allows, by scope and cell; nothing else of the year is ever printed.
    ///
    /// - Parameters:
    ///   - parts: exact counts by SWV. What belongs to none stands under nil: it is in the whole alone.
    ///   - cells: all that are shown; a cell that no count names is empty.
    package func published(
        _ parts: [String?: [ReportCell: Int]], cells: [ReportCell] = ReportTable.allCases.flatMap(\.cells)
    ) -> [ReportScope: [ReportCell: Band]] {
        func bands(_ counts: [[ReportCell: Int]], _ cells: [ReportCell]) -> [ReportCell: Band] {
            Dictionary(
                uniqueKeysWithValues: cells.map { cell in
                    (cell, Band(counts.reduce(0) { $0 + ($1[cell] ?? 0) }))
                })
        }
        let everything = Array(parts.values)
        switch self {
        case .whole: return [.whole: bands(everything, cells)]
        case .perSWV:
            var tables: [ReportScope: [ReportCell: Band]] = [
                .whole: bands(everything, cells.filter { !$0.table.isPerSWV })
            ]
            for case (let name?, let counts) in parts {
                tables[.swv(name)] = bands([counts], cells.filter(\.table.isPerSWV))
            }
            return tables
        }
    }
}

/// Whose figures they are: the whole steunpunt's, or those of one SWV that it serves.
package enum ReportScope: Hashable, Sendable {
    case whole
    case swv(String)

    /// As it stands in the file: empty for the whole.
    package var name: String {
        switch self {
        case .whole: ""
        case .swv(let name): name
        }
    }

    package init(name: String) {
        self = name.isEmpty ? .whole : .swv(name)
    }
}
