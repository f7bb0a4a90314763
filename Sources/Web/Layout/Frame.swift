import Domain

/// What stands around every page: the mark, the menu, the place for a notice.
struct Frame: Sendable {
    /// The tenant's name, or Naast's own.
    let name: String
    let home: Path
    /// Nil for who is not logged in.
    let member: Membership?
    let notice: Notice?
    /// On the pages of what all tenants share.
    var national: NationalMenu?
    /// For who is logged in at the helpdesk.
    var helpdesk: HelpdeskMenu?

    struct Membership: Sendable {
        let slug: Slug
        let role: Role
        let formToken: String
    }

    /// The whole document.
    func document(_ page: Page) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <title>\(page.title) – \(name)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="\(Assets.stylesheet.path)">
        <link rel="icon" type="image/svg+xml" href="\(Assets.mark.path)">
        </head>
        <body>
        <a class="skip" href="#inhoud">Naar de inhoud</a>
        <header class="top">
        <div class="top-inner">
        <a class="brand" href="\(home)">\(Assets.markInline)<span>\(name)</span></a>
        \(member.map { menu($0, page.place) })\(national.map(\.html))\(helpdesk.map(\.html))
        </div>
        </header>
        <main id="inhoud">
        \(notice.map(\.html))
        \(page.back.map { "<p class=\"back\"><a href=\"\($0.path)\">\($0.words)</a></p>" as HTML })
        <h1>\(page.heading)</h1>
        \(page.lead.map { "<p class=\"lead\">\($0)</p>" as HTML })
        \(page.body)
        </main>
        </body>
        </html>

        """
    }

    private func menu(_ member: Membership, _ here: Page.Place?) -> HTML {
        let first = Menu.first.filter { member.role.may($0.right) }.map { item(member, $0, here) }
        let more = Menu.more.filter { member.role.may($0.right) }
        let isHereInMore = more.contains { $0.place == here }
        let rest: HTML =
            more.isEmpty
            ? ""
            : """
            <li><details class="more"><summary\(isHereInMore ? " class=\"here\"" : "" as HTML)>Meer</summary>
            <ul>\(more.map { item(member, $0, here) })\(national(member))</ul></details></li>
            """
        return """
            <nav class="menu" aria-label="Menu"><ul>\(first)\(rest)</ul></nav>
            <form class="leave" method="post" action="\("/\(member.slug)/uitloggen" as Path)">
            <input type="hidden" name="formulier" value="\(member.formToken)">
            <button class="plain" type="submit">Uitloggen</button></form>
            """
    }

    private func national(_ member: Membership) -> HTML {
        guard member.role.may(.readSignals) else { return "" }
        return "<li><a href=\"\("/dashboard?via=\(member.slug)" as Path)\">Landelijk beeld</a></li>"
    }

    private func item(_ member: Membership, _ item: Menu, _ here: Page.Place?) -> HTML {
        let mark: HTML = item.place == here ? " aria-current=\"page\"" : ""
        return "<li><a href=\"\("/\(member.slug)/\(item.place.rawValue)" as Path)\"\(mark)>\(item.words)</a></li>"
    }
}

/// One entry of the menu, and the right without which it is not shown.
struct Menu: Sendable {
    let place: Page.Place
    let words: String
    let right: Right

    static let first = [
        Menu(place: .today, words: "Vandaag", right: .enter),
        Menu(place: .requests, words: "Aanvragen", right: .seeRequests),
        Menu(place: .buddies, words: "Buddy's", right: .seeBuddies),
        Menu(place: .agenda, words: "Agenda", right: .seeSessions),
    ]

    static let more = [
        Menu(place: .matches, words: "Koppelingen", right: .seeMatches),
        Menu(place: .signals, words: "Signalen", right: .readSignals),
        Menu(place: .mail, words: "Berichten", right: .seeMail),
        Menu(place: .questions, words: "Vragen", right: .answerQuestions),
        Menu(place: .network, words: "Netwerk", right: .keepNetwork),
        Menu(place: .reports, words: "Verslagen", right: .readReports),
        Menu(place: .settings, words: "Instellingen", right: .enter),
    ]
}
