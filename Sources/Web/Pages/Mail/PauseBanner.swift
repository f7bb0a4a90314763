import Domain
import Storage

/// What stands on top of every page about mail while nothing is sent.
enum PauseBanner {
    /// Nothing while mail goes.
    static func html(_ visit: Visit, pausedBecause reason: String?) -> HTML {
        if visit.scope.tenant.state == .suspended {
            return banner(
                "Er gaat nu geen mail weg",
                """
                <p>\(visit.site.helpdeskName) heeft het versturen voor \(visit.scope.tenant.name) stilgezet. Er gaat niets \
                verloren. Bel \(visit.site.helpdeskName) als je niet weet waarom. Bel zelf de buddy's die vandaag of morgen \
                een gesprek hebben.</p>
                """)
        }
        guard let reason else { return "" }
        return banner(
            "Er gaat nu geen mail weg",
            """
            <p>\(why(reason)) Er gaat niets verloren: alles staat klaar. Bel zelf de buddy's die vandaag of morgen een \
            gesprek hebben.</p>
            \(visit.member.role.may(.sendMail)
                ? "<p>Is het verholpen? Zet het versturen dan weer aan.</p>\(visit.action("Weer versturen", "/\(visit.slug)/berichten/hervatten"))"
                : "" as HTML)
            """)
    }

    private static func banner(_ heading: String, _ body: HTML) -> HTML {
        "<section class=\"stopped\" aria-label=\"\(heading)\"><h2>\(heading)</h2>\(body)</section>"
    }

    // The store says why in English, for the operator.
    private static func why(_ reason: String) -> String {
        if reason.contains("sender address") {
            return
                "De mailserver weigert het adres waarmee wij mailen. De beheerder van Naast moet dat eerst herstellen."
        }
        if reason.contains("policy") {
            return """
                De mailserver weigerde vijf berichten achter elkaar. Vaak denkt hij dan dat het reclame is. Vraag de beheerder \
                van Naast om het na te kijken.
                """
        }
        return "Vraag de beheerder van Naast om het na te kijken."
    }
}
