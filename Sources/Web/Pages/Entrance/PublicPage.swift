import Domain
import HTTP
import Storage

/// A tenant's own public page: where its flyer and its texts for newsletters lead.
enum PublicPage {
    static let routes: [Route] = [.open(.get, "") { caller in .page(page(caller, try caller.scope.joiningFacts())) }]

    private static func page(_ caller: Caller, _ facts: JoiningFacts) -> Page {
        let name = facts.coordinatorName.isEmpty ? facts.name : facts.coordinatorName
        let phone: HTML =
            OutsideLink(phone: facts.coordinatorPhone).map {
                "<p>Bel \(name): <a href=\"\($0)\">\(facts.coordinatorPhone)</a>. We luisteren, en u beslist.</p>"
            } ?? "<p>Het telefoonnummer staat op de folder van \(facts.name).</p>"
        let buddy = Link("Lees over buddy worden", "/\(caller.slug)/buddy-worden")
        let login = Link("Inloggen", "/\(caller.slug)/inloggen")
        return Page(
            facts.name, heading: "Loopt het vast op school?", lead: "U hoeft het niet alleen te doen.",
            body: """
                <p>Een buddy is zelf ouder, van een kind dat vastliep op school. De buddy luistert, denkt met u mee en gaat \
                mee naar een gesprek, als u dat wilt.</p>
                <p>Het kost niets. De buddy werkt niet voor de school. U beslist wat er gebeurt.</p>
                \(honesty(caller, facts))
                \(Part.section("Een buddy vragen", phone))
                \(Part.section("Zelf buddy worden", """
                    <p>Ging het bij uw kind niet vanzelf op school? Dan weet u iets wat een ander nu nodig heeft.</p>
                    <div class="actions">\(Part.button(buddy, isFirst: false))</div>
                    """))
                <p class="soft">Werkt u voor \(facts.name)? <a href="\(login.path)">\(login.words)</a></p>
                """)
    }

    // Only who works for neither may say that the school hears nothing (DOMAIN.md, "A dependent coordinator").
    private static func honesty(_ caller: Caller, _ facts: JoiningFacts) -> HTML {
        switch facts.position {
        case .independent: return "<p>De school hoort niets van ons.</p>"
        case .unsaid: return ""
        case .dependent:
            let employer = caller.scope.tenant.kind == .school ? "de school" : "het samenwerkingsverband"
            return """
                <p>De coördinator van \(facts.name) werkt voor \(employer). Wilt u dat liever niet? Dan kunt u hulp vragen \
                bij \(caller.site.helpdeskName).</p>
                """
        }
    }
}
