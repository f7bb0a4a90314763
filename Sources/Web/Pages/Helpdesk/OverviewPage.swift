import Domain
import Storage

/// Which steunpunten need a call, and how the mail of each stands.
enum OverviewPage {
    // So many lines of each kind, and so many rows, those that need a call first.
    private static let mostLines = 50
    private static let mostRows = 300

    static func page(_ house: HouseOverview, _ visit: HelpdeskVisit) -> Page {
        let concerned = house.tenants.filter { !$0.ownConcerns.isEmpty }
        let urgent = concerned.filter(\.needsCall)
        let calm = concerned.filter { !$0.needsCall }
        let general = general(house, visit)
        return Page(
            "Steunpunten", heading: heading(urgent.count, calm.count, general.isEmpty, house.tenants.count),
            lead: "Zo stond het \(Dutch.moment(visit.zone.local(house.at), seenFrom: visit.today)).",
            body: """
                \(general.isEmpty ? "" : Part.section("Voor alle steunpunten", Part.lines(general)))\
                \(urgent.isEmpty ? "" : Part.section("Eerst bellen", lines(urgent)))\
                \(calm.isEmpty ? "" : Part.section("Goed om te weten", lines(calm)))\
                \(Part.section("Alle steunpunten", table(house)))
                """)
    }

    private static func heading(_ urgent: Int, _ calm: Int, _ isWell: Bool, _ all: Int) -> HTML {
        if urgent > 0 {
            return """
                \(Dutch.opening(urgent, "steunpunt", "steunpunten")) \(urgent == 1 ? "heeft" : "hebben") je nodig
                """
        }
        if !isWell { return "Er is iets met de mail" }
        if calm > 0 { return "Je hoeft nu niemand te bellen" }
        return all == 0 ? "Er zijn nog geen steunpunten" : "Bij alle steunpunten gaat het goed"
    }

    private static func lines(_ tenants: [TenantStatus]) -> HTML {
        let left = tenants.count - mostLines
        let more: HTML = left > 0 ? "<p class=\"soft\">En nog \(left) andere, in de tabel hieronder.</p>" : ""
        return "\(Part.lines(tenants.prefix(mostLines).map(line)))\(more)"
    }

    // What is the matter with a relay or with our own mail is one call, not one for each tenant.
    private static func general(_ house: HouseOverview, _ visit: HelpdeskVisit) -> [HTML] {
        let relays = house.relays.filter { $0.state != .open }.map { relay -> HTML in
            let since = Dutch.moment(visit.zone.local(relay.since), seenFrom: visit.today)
            return Part.line(
                "Mailserver \(relay.name): \(StatusWords.relay(relay.state))", "Sinds \(since).",
                relay.state == .throttled ? .calm : .harm, remedy: "<p>\(StatusWords.advice(relay.state))</p>")
        }
        let own = TenantStatus(slug: .helpdesk, name: "", mail: house.ownMail).ownConcerns.map { concern in
            Part.line(
                "Onze eigen mail: \(StatusWords.what(concern, house.ownMail))", "Inlogmails van de helpdesk.",
                concern.tone, remedy: "<p>Vraag de beheerder om ernaar te kijken.</p>")
        }
        return relays + own
    }

    private static func line(_ tenant: TenantStatus) -> HTML {
        let concerns = tenant.ownConcerns
        let reasons = concerns.map { Dutch.capital(StatusWords.what($0, tenant.mail)) }
        return Part.line(
            "\(tenant.name)", "\(reasons.joined(separator: ". ")).", concerns.first?.tone ?? .calm,
            remedy: "<p>\(concerns.first.map(StatusWords.advice) ?? "")</p>")
    }

    private static func table(_ house: HouseOverview) -> HTML {
        guard !house.tenants.isEmpty else {
            return Part.empty("De beheerder voegt steunpunten toe met naast tenant add.")
        }
        let heads = [
            "Steunpunt", "Staat", "Mailserver", "Klaar om te gaan", "Oudste te laat", "Wacht op besluit",
            "Niet aangekomen", "Verstuurd",
        ]
        let rows = house.tenants.prefix(mostRows).map { tenant -> [HTML] in
            let mail = tenant.mail
            func number(_ path: KeyPath<OutboxCounts, Int>) -> HTML { mail.map { "\($0[keyPath: path])" } ?? "–" }
            return [
                "\(tenant.name)", Part.tag(StatusWords.state(tenant), tenant.concerns.first?.tone ?? .calm),
                "\(tenant.relay.map(StatusWords.relay) ?? "–")", number(\.ready),
                "\(mail.map { StatusWords.late($0.oldestOverdueSeconds) } ?? "–")", number(\.held),
                number(\.deadInADay), number(\.sentInADay),
            ]
        }
        let left = house.tenants.count - rows.count
        return """
            \(Part.table("Mail van alle steunpunten", heads: heads, rows: rows))
            \(left > 0 ? "<p class=\"soft\">En nog \(left) steunpunten.</p>" : "" as HTML)
            <p class="soft">Niet aangekomen en verstuurd zijn van de laatste 24 uur. Hier staat niets over mensen of \
            gesprekken: dat ziet alleen het steunpunt zelf.</p>
            """
    }
}

extension TenantStatus {
    /// What is the matter with this tenant itself, not with a relay that others use too.
    fileprivate var ownConcerns: [TenantConcern] { concerns.filter { !$0.isOfRelay } }

    fileprivate var needsCall: Bool { ownConcerns.contains { $0.tone != .calm } }
}
