import HTTP

/// A file that never changes under its name: the name holds its hash.
package struct Asset: Sendable {
    let name: String
    let type: String
    let bytes: [UInt8]
    let entityTag: EntityTag

    init(_ stem: String, _ ending: String, type: String, _ text: StaticString) {
        bytes = Array(text.description.utf8)
        entityTag = EntityTag(of: bytes)
        name = "\(stem)-\(entityTag.text.dropFirst().prefix(12)).\(ending)"
        self.type = type
    }

    var path: Path { "/assets/\(name)" }
}

/// Everything that pages load: one style sheet and the mark.
///
/// No scripts: every page works without.
package enum Assets {
    static let stylesheet = Asset("naast", "css", type: "text/css; charset=utf-8", Stylesheet.text)
    static let mark = Asset("merk", "svg", type: "image/svg+xml", markText)

    package static let all = [stylesheet, mark]

    /// Two figures side by side, for the page itself; hidden from screen readers, because the name stands beside it.
    static let markInline: HTML = """
        <svg class="mark" viewBox="0 0 32 28" width="32" height="28" aria-hidden="true" focusable="false">
        <circle cx="11" cy="7" r="5" class="first"/><path d="M2 26c0-8 4-12 9-12s9 4 9 12z" class="first"/>
        <circle cx="23" cy="10" r="4" class="second"/><path d="M21 26c0-5-1-7-2-9 1-1 2-1 4-1 4 0 7 3 7 10z" class="second"/>
        </svg>
        """

    private static let markText: StaticString = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 28"><g fill="#0f5c4d"><circle cx="11" cy="7" r="5"/>
        <path d="M2 26c0-8 4-12 9-12s9 4 9 12z"/></g><g fill="#b4541a"><circle cx="23" cy="10" r="4"/>
        <path d="M21 26c0-5-1-7-2-9 1-1 2-1 4-1 4 0 7 3 7 10z"/></g></svg>

        """
}
