import Testing
import Web

@Suite struct HTMLTests {
    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover=\"x", "&quot; onmouseover=&quot;x"),
        ("' & `", "&#39; &amp; `"),
        ("één\u{0}\u{B}", "één\u{FFFD}\u{FFFD}"),
    ])
    func `what a person typed cannot become markup`(typed: String, shown: String) {
        #expect(("<p title=\"\(typed)\">\(typed)</p>" as HTML).text == "<p title=\"\(shown)\">\(shown)</p>")
    }

    @Test func `HTML inside HTML stays as it is`() {
        let typed = "a<b"
        let inner: HTML = "<b>\(typed)</b>"
        #expect(
            ("<p>\(inner)\([inner, inner].joined(", "))</p>" as HTML).text
                == "<p><b>a&lt;b</b><b>a&lt;b</b>, <b>a&lt;b</b></p>")
    }

    @Test(arguments: [true, false]) func `a choice between two literals is HTML, a choice with a text is escaped`(
        first: Bool
    ) {
        let typed = "<i>"
        let inner: HTML = "<b>x</b>"
        #expect(("\(first ? "<hr>" : "<br>")" as HTML).text == (first ? "<hr>" : "<br>"))
        #expect(("\(first ? "<p>\(inner)</p>" : "")" as HTML).text == (first ? "<p><b>x</b></p>" : ""))
        #expect(("\(first ? typed : "geen")" as HTML).text == (first ? "&lt;i&gt;" : "geen"))
    }

    @Test(arguments: [
        "javascript:alert(1)", "http://example.org", "https:///x", "https://", " https://example.org",
        "https://example.org/a b", "https://example.org/\n", "data:text/html,x",
    ])
    func `a link that is not plain https is no link`(text: String) {
        #expect(OutsideLink(text) == nil)
    }

    @Test func `a path encodes what it is given, so that nothing leads elsewhere`() {
        let words = "../x/?a=b#c%00 é"
        #expect(("/a/\(words)" as Path).text == "/a/..%2Fx%2F%3Fa%3Db%23c%2500%20%C3%A9")
    }
}
