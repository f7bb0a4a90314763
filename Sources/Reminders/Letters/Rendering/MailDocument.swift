/// A complete HTML document for a mail: one column on paper, with a style sheet for dark mode only.
struct MailDocument {
    var title: String
    var preheader: String
    var content: [MailHTML]

    var document: String {
        let head = MailHTML.joined([Self.meta, .element("title", [], [.text(title)]), Self.darkMode])
        // Two tables, because some clients give padding and width to nothing else; readers are told they mean nothing.
        let card = MailHTML.element(
            "table", [.fixed("role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\""), .look(.card)],
            [.element("tr", [], [.element("td", [.look(.inside)], content)])])
        let outer = MailHTML.element(
            "table",
            [.fixed("role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\""), .look(.paper)],
            [.element("tr", [], [.element("td", [.fixed("align=\"center\""), .look(.outside)], [card])])])
        let body = MailHTML.element(
            "body", [.look(.paper)], [.element("div", [.look(.preheader)], [.text(preheader)]), outer])
        let html = MailHTML.element("html", [.fixed("lang=\"nl\"")], [.element("head", [], [head]), body])
        return MailHTML.joined([.fixed("<!DOCTYPE html>\n"), html, .fixed("\n")]).source
    }

    private static let meta = MailHTML.fixed(
        """
        <meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
        <meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">\
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
        """)

    // `!important`, to win from the inline styles that other clients need.
    private static let darkMode = MailHTML.fixed(
        """
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .paper{background:#14191a!important}
        .card{background:#1e2526!important;border-color:#3a4443!important}
        .paper,.inside,.ink{color:#efe9df!important}
        .soft{color:#b3bfbd!important}
        .line{border-color:#3a4443!important}
        .green{color:#8fd3bf!important}
        .greenfill{background:#8fd3bf!important}
        .warmfill{background:#e59a63!important}
        .label{background:#1d3a33!important;color:#a9dfcf!important}
        .quote{border-color:#8fd3bf!important;color:#efe9df!important}
        .button{background:#8fd3bf!important;border-color:#8fd3bf!important;color:#10211d!important}
        .second{background:#1e2526!important;border-color:#8fd3bf!important;color:#8fd3bf!important}
        .warm{background:#38261a!important;border-color:#e59a63!important}
        .warmword{color:#f2b183!important}
        }
        </style>
        """)
}
