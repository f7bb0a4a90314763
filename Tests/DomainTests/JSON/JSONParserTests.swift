import Foundation
import Testing

@testable import Domain

private func parse(_ text: String, _ dialect: JSONParser.Dialect = .strict) throws(JSONSyntaxError) -> JSON {
    try JSONParser.parse(Array(text.utf8), as: dialect)
}

@Suite struct JSONParserTests {
    @Test(arguments: [
        ("null", JSON.null), (" true ", .bool(true)), ("1", .integer(1)), ("-0", .integer(0)), ("1.0", .real(1)),
        ("1e2", .real(100)), ("9223372036854775807", .integer(.max)),
        ("9223372036854775808", .real(9_223_372_036_854_775_808)),
        (#""a\u00e9\ud83d\ude00\n""#, .string("aé😀\n")), ("[1,[]]", .array([.integer(1), .array([])])),
        (#"{"a":1,"a":true}"#, .object([.init("a", .integer(1)), .init("a", .bool(true))])),
        ("\u{FEFF}{}", .object([])),
    ])
    func `a value is read as it was written`(text: String, value: JSON) throws {
        #expect(try parse(text) == value)
        #expect(try parse(text, .json5) == value)
    }

    @Test(arguments: [
        (
            "{a: 1, 'b': .5, /* x */ c: 0x1F, // y\n d: +5.,}",
            JSON.object([
                .init("a", .integer(1)), .init("b", .real(0.5)), .init("c", .integer(31)), .init("d", .real(5)),
            ])
        ),
        ("'it\\\n is \\x41\\v\\0'", .string("it is A\u{0B}\0")), ("[1,]", .array([.integer(1)])),
        ("-Infinity", .real(-.infinity)), ("\u{A0}\u{2028}\u{0B}\u{0C}1\u{3000}", .integer(1)),
        ("\"a\tb\"", .string("a\tb")),
        ("{naïef: 1}", .object([.init("naïef", .integer(1))])), ("-0x10", .integer(-16)), ("\"\\'\\a\"", .string("'a")),
    ])
    func `JSON5 may be written more freely, strict JSON may not`(text: String, value: JSON) throws {
        #expect(try parse(text, .json5) == value)
        #expect(throws: JSONSyntaxError.self) { try parse(text) }
    }

    @Test(arguments: [
        ("", 1, 1), ("{\"a\": 1,\n  \"é\" 2}", 2, 7), ("[1 2]", 1, 4), ("{\"a\":1}\r\n\r\nx", 3, 1),
        ("[\"a\nb\"]", 1, 2),
        ("[1,]", 1, 3), ("\"\\ud800\"", 1, 2), ("01", 1, 1), ("nul", 1, 1), ("1e999", 1, 1), ("{\"a\":.5}", 1, 6),
        ("\"\\q\"", 1, 2), ("\"\u{1}\"", 1, 2), ("-", 1, 1), ("1.", 1, 3), ("1e", 1, 3), ("{a:1}", 1, 2), ("[", 1, 2),
        ("/* */ 1", 1, 1), ("'a'", 1, 1), ("\u{0B}1", 1, 1), ("\u{0C}1", 1, 1),
    ])
    func `a syntax error is found at its line and column`(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try parse(text) }
        #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    }

    @Test(arguments: [
        "/* ", "{a:1", "0x", "0xFFFFFFFFFFFFFFFFF", "'a", ".", "+", "{1a: 2}", "[,]", "{,}", "'\\1'", "/ 1", "'\\",
    ])
    func `what is not JSON5 either is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try parse(text, .json5) }
    }

    @Test func `bytes that are not UTF-8 are refused where they stand`() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONParser.parse(Array("[\n\"é".utf8) + [0xC3, 0x28] + Array("\"]".utf8))
        }
        #expect(error?.line == 2 && error?.column == 3)
    }

    @Test func `nesting has a limit`() throws {
        let deep = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try parse(deep(16))
        #expect(throws: JSONSyntaxError.self) { try parse(deep(17)) }
        #expect(throws: JSONSyntaxError.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    }

    // Foundation is the other opinion: what it refuses we refuse, what it reads we read alike.
    @Test func `Foundation agrees about a thousand mangled texts`() throws {
        var generator = SystemRandomNumberGenerator()
        let seed = Array(#"{"a": [1, -2.5e3, true, null], "b": {"c": "x\n\u00e9"}, "d": false}"#.utf8)
        var accepted = 0
        for _ in 0..<1_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = Array(#"{}[],:"\019.e-tnu x"#.utf8).randomElement(using: &generator) ?? 0
            }
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            let ours = try? JSONParser.parse(bytes)
            #expect((theirs == nil) == (ours == nil), "\(String(decoding: bytes, as: UTF8.self))")
            accepted += ours == nil ? 0 : 1
        }
        #expect(accepted > 100 && accepted < 1_000)
    }
}
