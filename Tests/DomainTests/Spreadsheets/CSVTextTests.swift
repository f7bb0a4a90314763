import Domain
import Testing

@Suite struct CSVTextTests {
    private func written(_ words: String) -> String {
        var csv = CSVText(heads: ["a"])
        csv.add([.text(words)])
        // After the mark, the head and its line end.
        return String(csv.text.unicodeScalars.dropFirst(4))
    }

    @Test func `a Dutch Excel opens it right: a byte order mark, semicolons and its own line ends`() {
        var csv = CSVText(heads: ["wat", "aantal"])
        csv.add(["één", 3])
        #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(csv.text == "\u{FEFF}wat;aantal\r\néén;3\r\n")
    }

    @Test(arguments: [
        ("plain", "plain\r\n"), ("a;b", "\"a;b\"\r\n"), ("a\"b", "\"a\"\"b\"\r\n"), ("a\nb", "\"a\nb\"\r\n"),
        (" a", "\" a\"\r\n"), ("a,b", "\"a,b\"\r\n"),
    ])
    func `what means something to a spreadsheet stands in quotes`(words: String, line: String) {
        #expect(written(words) == line)
    }

    @Test(arguments: [
        "=1+1", "+31 6 1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "＝1", "＋1", "＠x", "−1",
        "=cmd|' /C calc'!A0", "\u{200B}=1", "=\"a\";=2",
    ])
    func `no text becomes a formula`(words: String) {
        let line = written(words)
        #expect(line.hasPrefix("\"'"), "\(line)")
    }

    @Test func `a number is a number, also below zero`() {
        var csv = CSVText(heads: ["a"])
        csv.add([-3])
        #expect(csv.text.hasSuffix("\r\n-3\r\n"))
    }
}
