import Testing

@testable import Domain

private enum Colour: String, CaseIterable {
    case red
    case deepGreen = "deep-green"
}

@Suite struct JSONFieldTests {
    private let problems = ProblemList()

    private func field(_ text: String) throws -> JSONField {
        JSONField(try JSONParser.parse(Array(text.utf8), as: .json5), problems: problems)
    }

    @Test func `every problem is noted with its path and what to do`() throws {
        let root = try field("{lst: 1, list: [{n: 0}, {n: true}, {n: 'x', n: 2}, 7], colour: 'deep_gren', on: 1}")
        let members = root.members(["list", "colour", "on", "name"])
        for item in members?.value("list", { $0.list() }) ?? [] {
            _ = item.members(["n"])?.value("n") { $0.wholeNumber(in: 1...5) }
        }
        _ = members?.value("colour") { $0.word(Colour.self) }
        _ = members?.value("on") { $0.flag() }
        #expect(
            problems.problems.map(\.description) == [
                "lst: no such key; did you mean \"list\"?",
                "list[0].n: a whole number from 1 to 5 is expected, not 0",
                "list[1].n: a whole number from 1 to 5 is expected, not true or false",
                "list[2].n: stands here more than once; keep one",
                "list[3]: an object in braces is expected, not a number",
                "colour: is none of red, deep-green; did you mean \"deep-green\"?",
                "on: true or false is expected, not a number",
            ])
    }

    @Test func `absent keeps, null clears, a value sets`() throws {
        let members = try #require(try field("{a: null, b: 'x', c: 3}").members())
        #expect(members.change("z") { $0.text() } == .keep)
        #expect(members.change("a") { $0.text() } == .clear)
        #expect(members.change("b") { $0.text() } == .set("x"))
        #expect(members.change("c") { $0.text() } == .keep)
        #expect(problems.problems.map(\.path) == ["c"])
        #expect(members.all.map(\.key) == ["a", "b", "c"])
        #expect(
            Change.keep.applied(to: 1) == 1 && Change.clear.applied(to: 1) == nil && Change.set(2).applied(to: 1) == 2)
    }

    @Test func `a key nobody knows lists those that exist, and cannot steer a terminal`() throws {
        _ = try field("{'\\x1b[2J\\u202Eaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa': 1}")
            .members([
                "on", "off",
            ])
        let text = problems.problems.first?.description ?? ""
        #expect(
            text.hasSuffix("…: no such key; the keys here are on, off") && !text.contains("\u{1B}")
                && !text.contains("\u{202E}"))
    }

    @Test(arguments: [
        ("strats", "starts"), ("buddyAttends", "buddy_attends"), ("Starts", "starts"), ("minute", "minutes"),
        ("password-file", "password_file"), ("pass", "password_file"),
    ])
    func `the nearest known key is offered`(written: String, meant: String) {
        #expect(nearest(to: written, among: ["starts", "minutes", "buddy_attends", "password_file", "match"]) == meant)
    }

    @Test(arguments: ["x", "colour", "", String(repeating: "a", count: 100)])
    func `a far word is offered nothing`(written: String) {
        #expect(nearest(to: written, among: ["starts", "minutes"]) == nil)
    }

    @Test func `45·0 is a whole number, 45·5 is not`() throws {
        #expect(try field("45.0").wholeNumber(in: 1...60) == 45)
        #expect(try field("45.5").wholeNumber(in: 1...60) == nil)
        #expect(try field("1e300").wholeNumber(in: 1...60) == nil)
        #expect(try field("NaN").wholeNumber(in: 1...60) == nil)
    }
}
