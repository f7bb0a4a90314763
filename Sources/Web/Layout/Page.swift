/// What a page shows inside the frame of its tenant.
package struct Page: Sendable {
    /// Where a page stands in the menu.
    package enum Place: String, CaseIterable, Sendable {
        case today = "vandaag"
        case requests = "aanvragen-overzicht"
        case buddies = "buddys"
        case agenda = "agenda"
        case matches = "koppelingen"
        case signals = "signalen"
        case mail = "berichten"
        case questions = "vragen"
        case network = "netwerk"
        case reports = "verslagen"
        case settings = "instellingen"
    }

    /// What stands in the browser's tab and in its history: never a person's name.
    package let title: String
    /// The heading, in words that say what matters.
    package let heading: HTML
    /// One soft line under the heading.
    package var lead: HTML?
    package var place: Place?
    package var body: HTML
    package var status: Int
    /// Where the line above the heading leads back to.
    package var back: Link?
    /// Reload by itself after so many seconds, for a page that waits for something.
    package var refreshSeconds: Int?

    package init(
        _ title: String, heading: HTML? = nil, lead: HTML? = nil, place: Place? = nil, back: Link? = nil,
        status: Int = 200, refreshSeconds: Int? = nil, body: HTML
    ) {
        self.title = title
        self.heading = heading ?? "\(title)"
        self.lead = lead
        self.place = place
        self.back = back
        self.status = status
        self.refreshSeconds = refreshSeconds
        self.body = body
    }
}

/// A place inside Naast, with the words that lead there.
package struct Link: Sendable {
    package let words: String
    package let path: Path

    package init(_ words: String, _ path: Path) {
        self.words = words
        self.path = path
    }
}
