/// Columns under their headings, for a terminal.
struct Table {
    let text: String
    private let widths: [Int]

    init(_ headings: [String], _ rows: [[String]]) {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        self.widths = widths
        text = all.map { Self.line($0, widths) }.joined(separator: "\n")
    }

    /// The headings of a table whose rows come later; no column is narrower than its heading.
    init(_ headings: [String], widths: [Int]) {
        let widths = zip(headings, widths).map { max($0.count, $1) }
        self.widths = widths
        text = Self.line(headings, widths)
    }

    /// One row more.
    func line(_ cells: [String]) -> String { Self.line(cells, widths) }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        let cells = row.indices.map { column in
            column == row.count - 1
                ? row[column]
                : row[column] + String(repeating: " ", count: max(0, widths[column] - row[column].count))
        }
        let line = cells.joined(separator: "  ")
        // An empty last column leaves no blanks behind.
        return String(line.prefix(upTo: line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex))
    }
}
