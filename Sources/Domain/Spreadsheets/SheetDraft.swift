/// A spreadsheet understood as a programme file, with the way back from each of its problems to a row and a column.
package struct SheetDraft: Sendable {
    package let kind: SheetKind
    /// What the rows say, for the import that everything else uses.
    package let programme: ProgrammeDraft
    package let rowCount: Int
    private let lines: [Sheet.Line]
    // Which column each head is, and what it is called in the file.
    private let columns: [SheetColumn]
    private let records: [JSON]
    private let shownHeads: [String: String]

    /// Understands the heads; the rows are judged by the programme file's own rules.
    package init(_ sheet: Sheet, _ kind: SheetKind, zone: Zone) throws(SheetProblem) {
        var places: [(column: SheetColumn, indices: [Int])] = []
        var heads: [String: String] = [:]
        let (date, time) = (sheet.heads.firstIndex(of: "datum"), sheet.heads.firstIndex(of: "tijd"))
        for (index, head) in sheet.heads.enumerated() where !head.isEmpty {
            if let date, let time, index == date || index == time, kind.columns.contains(.starts) {
                if index == time { continue }
                places.append((.starts, [date, time]))
                heads[SheetColumn.starts.key] = "datum en tijd"
                continue
            }
            guard let column = kind.columns.first(where: { $0.isCalled(head) }) else {
                let known = kind.columns.map(\.name).joined(separator: ", ")
                throw SheetProblem(
                    line: 1, column: head.shortened,
                    "Deze kolom kennen we niet. Haal de kolom weg of noem hem anders. De kolommen zijn: \(known).")
            }
            guard heads.updateValue(head.shortened, forKey: column.key) == nil else {
                throw SheetProblem(line: 1, column: head.shortened, "Deze kolom staat er twee keer. Haal er één weg.")
            }
            places.append((column, [index]))
        }
        guard heads[SheetColumn.ref.key] != nil else {
            throw SheetProblem(
                line: 1,
                "De kolom “kenmerk” ontbreekt. Geef elke rij een eigen kenmerk, zoals b1: zo kennen we hem later terug."
            )
        }
        self.kind = kind
        lines = sheet.lines
        rowCount = sheet.lines.count
        columns = places.map(\.column)
        shownHeads = heads
        records = sheet.lines.map { line -> JSON in
            .object(
                places.compactMap { place in
                    let text = place.indices.map { $0 < line.cells.count ? line.cells[$0] : "" }.filter { !$0.isEmpty }
                    return place.column.json(text.joined(separator: " ")).map { JSON.Member(place.column.key, $0) }
                })
        }
        programme = ProgrammeDraft(.object([.init(kind.record.listName, .array(records))]), zone: zone)
    }

    /// The same problems, in the rows and columns of the spreadsheet; one for each cell.
    package func problems(_ found: [Problem]) -> [SheetProblem] {
        var seen: Set<SheetProblem> = []
        let order = Dictionary(columns.enumerated().map { (shownHeads[$1.key], $0) }) { first, _ in first }
        func place(_ problem: SheetProblem) -> (Int, Int) {
            (problem.line ?? 0, order[problem.column] ?? columns.count)
        }
        return found.map(problem).filter { seen.insert($0).inserted }.sorted { place($0) < place($1) }
    }

    // A path is `meetings[3]`, `meetings[3].starts` or `intervisions[3].participants[1]`.
    private func problem(_ found: Problem) -> SheetProblem {
        let parts = found.path.split(separator: ".", maxSplits: 1)
        guard let index = parts.first?.split(separator: "[").last.flatMap({ number($0.dropLast().utf8) }),
            lines.indices.contains(index)
        else { return SheetProblem("Dit bestand klopt niet. Vergelijk het met het voorbeeld.") }
        let line = lines[index].number
        if parts.count == 2, let key = parts[1].split(separator: "[").first,
            let column = kind.columns.first(where: { $0.key == key })
        {
            return SheetProblem(line: line, column: shownHeads[column.key] ?? column.name, column.rule)
        }
        let stated = columns.filter { column in !isEmpty(column, index) }
        let missing = kind.columns.filter { $0.isNeeded && !stated.contains($0) }.map(\.name)
        guard !missing.isEmpty else {
            return SheetProblem(line: line, "Deze rij klopt niet. Vergelijk hem met het voorbeeld.")
        }
        let isRefMissing = missing.contains(SheetColumn.ref.name)
        return SheetProblem(
            line: line, column: missing.count == 1 ? missing[0] : nil,
            isRefMissing
                ? SheetColumn.ref.rule : "Deze rij is nieuw. Vul ook in: \(missing.joined(separator: ", ")).")
    }

    private func isEmpty(_ column: SheetColumn, _ index: Int) -> Bool {
        guard case .object(let members) = records[index] else { return true }
        return !members.contains { $0.key == column.key }
    }
}

extension String {
    // A head is anyone's text: shown only as far as needed to find it.
    fileprivate var shortened: String { count > 40 ? String(prefix(40)) + "…" : self }
}
