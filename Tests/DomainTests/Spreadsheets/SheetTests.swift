import Domain
import Testing

@Suite struct SheetTests {
    private func sheet(_ text: String) throws -> Sheet { try Sheet(csv: Array(text.utf8)) }

    @Test(arguments: [
        "a;b\n1;2", "a,b\r\n1,2\r\n", "a\tb\r1\t2", "sep=;\r\na;b\r\n1;2", "\u{FEFF}a;b\n1;2", "a;b\n 1 ; 2 ",
    ])
    func `semicolons, commas and tabs are read, with any line end`(text: String) throws {
        let sheet = try sheet(text)
        #expect(sheet.heads == ["a", "b"] && sheet.lines.map(\.cells) == [["1", "2"]])
    }

    @Test func `quotes hold separators, line ends and quotes, and rows keep the numbers of Excel`() throws {
        let sheet = try sheet("a;b\n\"x;\n\"\"y\"\"\";1\n;\n2;3\n")
        #expect(sheet.lines.map(\.number) == [2, 4])
        #expect(sheet.lines.map(\.cells) == [["x;\n\"y\"", "1"], ["2", "3"]])
    }

    @Test func `an older Excel's Windows-1252 is read as it was typed`() throws {
        let bytes: [UInt8] = Array("naam;bedrag\n".utf8) + [0x4E, 0xEF, 0x6C, 0x3B, 0x80, 0x20, 0x35, 0x0A]
        #expect(try Sheet(csv: bytes).lines.map(\.cells) == [["Nïl", "€ 5"]])
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x61, 0x00], [0x81, 0x0A, 0x82], [0x50, 0x4B, 0x03, 0x04], [], Array("\n\n".utf8),
            [0x61, 0x0A, 0x00],
        ] as [[UInt8]])
    func `what is no text is refused`(bytes: [UInt8]) {
        #expect(throws: SheetProblem.self) { try Sheet(csv: bytes) }
    }

    @Test func `too many rows, columns or bytes are refused`() {
        let rows = String(repeating: "1;2\n", count: 5_001)
        #expect(throws: SheetProblem.self) { try sheet("a;b\n" + rows) }
        #expect(throws: Never.self) { try sheet("a;b\n" + rows.dropLast(4)) }
        #expect(throws: SheetProblem.self) { try sheet(String(repeating: "a;", count: 100) + "\n1") }
        #expect(throws: SheetProblem.self) { try Sheet(csv: [UInt8](repeating: 0x61, count: (8 << 20) + 1)) }
    }

    @Test func `our own files come back as they were, also what looked like a formula`() throws {
        var csv = CSVText(heads: ["kenmerk", "naam"])
        let hostile = ["=1+1", "+31 6", "@x", "\"q\"; y", "a\nb", "gewoon"]
        for words in hostile { csv.add(["b1", .text(words)]) }
        #expect(try Sheet(csv: csv.bytes).lines.map { $0.cells[1] } == hostile)
    }

    private func problems(_ text: String, _ kind: SheetKind) throws -> [String] {
        let draft = try SheetDraft(try sheet(text), kind, zone: .amsterdam)
        var found: [Problem] = draft.programme.problems
        do throws(ProgrammeFileRefused) {
            _ = try draft.programme.checked(against: KnownRefs([.match: ["m1"], .buddy: ["b1", "b2"]]))
        } catch {
            found = error.problems
        }
        return draft.problems(found).map { "\($0.line ?? 0) \($0.column ?? "-")" }
    }

    @Test(arguments: [
        "1-12-2026 14.00", "01-12-2026 14:00", "1/12/2026 14u00", "2026-12-01T14:00", "2026-12-01 14:00:00",
        "1.12.2026 14.00 uur",
    ])
    func `people write a moment in many ways`(moment: String) throws {
        #expect(try problems("kenmerk;koppeling;begint;minuten\ng1;m1;\(moment);45", .meetings).isEmpty)
        #expect(
            try problems("Kenmerk;KOPPELING;Datum en tijd;Minuten;afgezegd\ng1;m1;\(moment);45;nee", .meetings).isEmpty)
    }

    @Test func `a day and a time may stand in two columns`() throws {
        #expect(try problems("kenmerk;koppeling;datum;tijd;minuten\ng1;m1;1-12-2026;14.00;45", .meetings).isEmpty)
        #expect(
            try problems("kenmerk;koppeling;datum;tijd;minuten\ng1;m1;31-2-2026;14.00;45", .meetings)
                == ["2 datum en tijd"])
    }

    @Test(arguments: [
        ("29-3-2026 02.30", "begint"), ("1-12-26 14.00", "begint"), ("1-12-2026", "begint"),
        ("1-12-2026 24.00", "begint"),
        ("1-12-1999 14.00", "begint"),
    ])
    func `a moment that does not exist is a fault of its row`(moment: String, column: String) throws {
        #expect(try problems("kenmerk;koppeling;begint;minuten\ng1;m1;\(moment);45", .meetings) == ["2 \(column)"])
    }

    @Test func `each fault leads to its row and column, once`() throws {
        let text = """
            kenmerk;koppeling;begint;minuten;buddy gaat mee
            g1;m9;1-12-2026 14.00;2;misschien
            g1;m1;1-12-2026 14.00;45;ja
            g3;;;;
            """
        #expect(
            try problems(text, .meetings)
                == ["2 koppeling", "2 minuten", "2 buddy gaat mee", "3 kenmerk", "4 -"])
    }

    @Test func `who takes part stands in one cell`() throws {
        let text = "kenmerk;begint;minuten;deelnemers\ni1;1-12-2026 19.30;90;\"b1, b2\"\ni2;1-12-2026 19.30;90;b1 b9"
        #expect(try problems(text, .intervisions) == ["3 deelnemers"])
    }

    @Test func `the contract's own keys and words are understood too`() throws {
        #expect(try problems("ref,name,email,phone,state\nb1,Sam,sam@example.org,,available", .buddies).isEmpty)
    }
}
