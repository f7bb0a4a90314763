import Domain
import Testing

@Suite struct BandTests {
    @Test func `every count stands in the band that holds it, and in no other`() {
        for count in 0...200 {
            let band = Band(count)
            #expect(band.lowest <= count && count <= band.highest ?? count)
            let holders = Band.allCases.filter { $0.lowest <= count && count <= $0.highest ?? count }
            #expect(holders == [band])
        }
    }

    @Test func `a band in which somebody stands is at least four wide`() {
        for band in Band.allCases where band != .none {
            guard let highest = band.highest else { continue }
            #expect(highest - band.lowest + 1 >= 4)
        }
    }
}

/// Every small case of what a report may print, against all that could have led to it.
@Suite struct ReportAuditTests {
    private let cells: [ReportCell] = [.concern(.notHeard), .concern(.noPlace)]

    // What a reader sees, as text; two inputs with the same text cannot be told apart.
    private func seen(_ tables: [ReportScope: [ReportCell: Band]]) -> String {
        tables.sorted { $0.key.name < $1.key.name }.map { scope, bands in
            let words = bands.sorted { $0.key.key < $1.key.key }.map { "\($0.key.key)=\($0.value.rawValue)" }
            return "\(scope.name): \(words.joined(separator: ","))"
        }.joined(separator: "; ")
    }

    // For each picture: the values that each cell, and each sum of shown cells, could have.
    private struct Audit {
        var values: [String: [String: Set<Int>]] = [:]

        mutating func add(_ picture: String, _ name: String, _ value: Int) {
            values[picture, default: [:]][name, default: []].insert(value)
        }
    }

    private func isWhole(_ set: Set<Int>, _ range: ClosedRange<Int>) -> Bool { set == Set(range) }

    private let most = 11

    @Test func `what is printed of the whole narrows no band and no sum`() {
        var audit = Audit()
        for one in 0...most {
            for two in 0...most {
                let counts: [ReportCell: Int] = [cells[0]: one, cells[1]: two]
                let tables = ReportShape.whole.published([nil: counts], cells: cells)
                #expect(tables.count == 1 && tables[.whole]?.count == 2)
                let picture = seen(tables)
                audit.add(picture, "\(Band(one).rawValue) first", one)
                audit.add(picture, "\(Band(two).rawValue) second", two)
                audit.add(picture, "\(Band(one).rawValue)+\(Band(two).rawValue) sum", one + two)
            }
        }
        check(audit)
    }

    // The counts run to 11 only, so the band 10–19 shows two of its ten here.
    private func range(_ band: Band) -> ClosedRange<Int> { band.lowest...min(band.highest ?? most, most) }

    private func check(_ audit: Audit) {
        for (picture, names) in audit.values {
            for (name, found) in names {
                let bands = name.prefix { $0 != " " }.split(separator: "+").compactMap { Band(rawValue: String($0)) }
                let lowest = bands.reduce(0) { $0 + range($1).lowerBound }
                let highest = bands.reduce(0) { $0 + range($1).upperBound }
                #expect(found == Set(lowest...highest), "\(picture): \(name)")
            }
        }
    }

    @Test func `what is printed per SWV narrows no band and no sum, with signals that belong to none`() {
        let one = cells[0]
        var audit = Audit()
        for first in 0...most {
            for second in 0...most {
                for none in 0...most {
                    let tables = ReportShape.perSWV.published(
                        ["Oost": [one: first], "West": [one: second], nil: [one: none]], cells: [one])
                    #expect(tables[.whole]?.isEmpty == true)
                    let picture = seen(tables)
                    audit.add(picture, "\(Band(first).rawValue) first", first)
                    audit.add(picture, "\(Band(second).rawValue) second", second)
                    audit.add(picture, "\(Band(first).rawValue)+\(Band(second).rawValue) sum", first + second)
                    // The whole is anything: what belongs to no SWV is printed nowhere.
                    audit.add(
                        picture, "\(Band(first).rawValue)+\(Band(second).rawValue)+\(open) whole", first + second + none
                    )
                }
            }
        }
        for (picture, names) in audit.values {
            for (name, found) in names where !name.hasSuffix("whole") {
                let bands = name.prefix { $0 != " " }.split(separator: "+").compactMap { Band(rawValue: String($0)) }
                let lowest = bands.reduce(0) { $0 + range($1).lowerBound }
                let highest = bands.reduce(0) { $0 + range($1).upperBound }
                #expect(found == Set(lowest...highest), "\(picture): \(name)")
            }
            for (name, found) in names where name.hasSuffix("whole") { #expect(found.count > most, "\(picture)") }
        }
    }

    private let open = "x"

    /// The positive control: the same audit breaks what we do not print.
    @Test func `the whole beside its parts does narrow a band, so both are never printed`() {
        let one = cells[0]
        var narrowed = 0
        var found: [String: Set<Int>] = [:]
        for first in 0...most {
            for second in 0...most {
                let parts: [String?: [ReportCell: Int]] = ["Oost": [one: first], "West": [one: second]]
                let both = ReportShape.whole.published(parts, cells: [one]).merging(
                    ReportShape.perSWV.published(parts, cells: [one])
                ) { $0.merging($1) { old, _ in old } }
                found[seen(both) + "|\(Band(first).rawValue)", default: []].insert(first)
            }
        }
        for (picture, values) in found {
            guard let band = Band(rawValue: String(picture.split(separator: "|").last ?? "")) else { continue }
            if !isWhole(values, range(band)) { narrowed += 1 }
        }
        #expect(narrowed > 0)
    }

    @Test func `a total beside the bands does narrow them, so there is none`() {
        var found: [String: Set<Int>] = [:]
        for one in 0...most {
            for two in 0...most {
                found["\(Band(one).rawValue) \(Band(two).rawValue) \(one + two)", default: []].insert(one)
            }
        }
        #expect(found.values.contains { $0.count == 1 })
    }

    @Test func `every cell of the public lists stands in a table, the empty ones too`() {
        let tables = ReportShape.whole.published([:])
        #expect(tables[.whole]?.count == ReportTable.allCases.reduce(0) { $0 + $1.cells.count })
        #expect(tables[.whole]?.values.allSatisfy { $0 == .none } == true)
        let split = ReportShape.perSWV.published(["Oost": [:], nil: [:]])
        #expect(split[.swv("Oost")]?.keys.allSatisfy { $0.table != .buddies } == true)
        #expect(split[.whole]?.keys.allSatisfy { $0.table == .buddies } == true)
    }

    @Test(arguments: [([], nil), ([3], 3), ([1, 9], 5), ([5, 1, 9], 5), ([2, 3], 3)] as [([Int], Int?)])
    func `the middle of some numbers`(numbers: [Int], middle: Int?) {
        #expect(median(numbers) == middle)
    }

    @Test func `a middle of fewer than five waits is not printed`() {
        var figures = YearFigures(year: 2025, scope: .whole)
        figures.waits = [1, 2, 3, 4]
        #expect(figures.facts[.waitDays] == nil)
        figures.waits.append(5)
        #expect(figures.facts[.waitDays] == 3)
    }
}
