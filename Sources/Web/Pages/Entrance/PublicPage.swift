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
            } ?? "<p>Vraag de school naar het telefoonnummer van \(facts.name).</p>"
        let buddy = Link("Lees over buddy worden", "/\(caller.slug)/buddy-worden")
        let login = Link("Inloggen", "/\(caller.slug)/inloggen")
        return Page(
            facts.name, heading: "Loopt het vast op school?", lead: "U hoeft het niet alleen te doen.",
            body: """
                <p>Een buddy is zelf ouder, van een kind dat vastliep op school. De buddy luistert, denkt met u mee en gaat \
                mee naar een gesprek, als u dat wilt.</p>
                <p>Het kost niets. De buddy werkt niet voor de school. De school hoort niets van ons.</p>
                \(Part.section("Een buddy vragen", phone))
                \(Part.section("Zelf buddy worden", """
                    <p>Ging het bij uw kind niet vanzelf op school? Dan weet u iets wat een ander nu nodig heeft.</p>
                    <div class="actions">\(Part.button(buddy, isFirst: false))</div>
                    """))
                <p class="soft">Werkt u voor \(facts.name)? <a href="\(login.path)">\(login.words)</a></p>
                """)
    }
}
