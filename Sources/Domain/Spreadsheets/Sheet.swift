/// A spreadsheet's rows as text: the heads, and every row below them with its number in Excel.
package struct Sheet: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// As Excel numbers it: the heads are row 1.
        package let number: Int
        package let cells: [String]
    }

    package let heads: [String]
    /// Rows in which nothing stands are left out; they count in the numbers.
    package let lines: [Line]

    package static let byteLimit = 8 << 20
    package static let columnLimit = 60
}

/// Something that keeps a spreadsheet from being read in: where, and what to do about it.
package struct SheetProblem: Error, Hashable, Sendable {
    /// The row's number in Excel; nil for the whole file.
    package let line: Int?
    /// The column's head as it stands in the file.
    package let column: String?
    /// A Dutch sentence without anything that stands in the row.
    package let words: String

    package init(line: Int? = nil, column: String? = nil, _ words: String) {
        self.line = line
        self.column = column
        self.words = words
    }
}

extension Sheet {
    /// Reads CSV with `;`, `,` or tabs, in UTF-8 or Windows-1252; the first row holds the heads.
    package init(csv bytes: [UInt8]) throws(SheetProblem) {
        guard bytes.count <= Self.byteLimit else {
            throw SheetProblem("Het bestand is te groot: hooguit 8 MB. Verdeel het over meer bestanden.")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw SheetProblem("Dit is een Excel-bestand. Kies in Excel: Opslaan als, en dan CSV (gescheiden).")
        }
        guard let text = CSVEncoding.text(bytes) else {
            throw SheetProblem("Dit is geen tekst die we kunnen lezen. Kies in Excel: Opslaan als, en dan CSV UTF-8.")
        }
        var reader = CSVReader(text)
        var rows: [[String]] = []
        while let row = try reader.row() {
            guard row.count <= Self.columnLimit else {
                throw SheetProblem(line: rows.count + 1, "In deze rij staan meer dan \(Self.columnLimit) kolommen.")
            }
            rows.append(row)
            // Room for the heads and for rows in which nothing stands.
            guard rows.count <= 2 * ProgrammeFile.recordLimit + 1 else { throw Self.tooMany }
        }
        guard let heads = rows.first, heads.contains(where: { !$0.isEmpty }) else {
            throw SheetProblem("Het bestand is leeg. In de eerste rij horen de namen van de kolommen.")
        }
        self.heads = heads
        lines = rows.enumerated().dropFirst().compactMap { index, cells in
            cells.allSatisfy(\.isEmpty) ? nil : Line(number: index + 1, cells: cells)
        }
        guard lines.count <= ProgrammeFile.recordLimit else { throw Self.tooMany }
        guard !lines.isEmpty else { throw SheetProblem("Onder de namen van de kolommen staat niets om in te lezen.") }
    }

    private static var tooMany: SheetProblem {
        SheetProblem("Er passen \(ProgrammeFile.recordLimit) rijen in één bestand. Verdeel het over meer bestanden.")
    }
}
