import Domain
import Storage

/// The first page of **Instellingen**: what this member may change, and where they are logged in.
enum SettingsOverview {
    static func page(_ visit: Visit) throws -> Page {
        let (sessions, zone, today) = try visit.scope.read { reader in
            (try reader.sessions(of: visit.member.uid), try reader.settings.zone, try reader.today)
        }
        var body = Part.section("Jij", you(visit))
        let may = visit.member.role.may
        if may(.changeSettings) {
            let groups = SettingGroup.allCases.map { group in
                entry(Link(group.title, "/\(visit.slug)/instellingen/\(group.rawValue)"), group.purpose)
            }
            body += Part.section("Het programma", Part.lines(groups))
        }
        var others: [HTML] = []
        if may(.manageMembers) {
            others.append(
                entry(
                    Link("Wie mag inloggen", "/\(visit.slug)/instellingen/leden"),
                    "Coördinatoren, vervangers en trainers."))
        }
        if may(.readChanges) {
            others.append(
                entry(
                    Link("Wijzigingen", "/\(visit.slug)/wijzigingen"), "Wie veranderde wat, en wanneer."))
        }
        if may(.changeSettings) {
            others.append(
                entry(
                    Link("De eerste dag", "/\(visit.slug)/eerste-dag"), "In een kwartier klaar om te beginnen."))
        }
        if may(.importProgramme) {
            others.append(
                entry(
                    Link("Een lijst inlezen", "/\(visit.slug)/instellingen/inlezen"),
                    "Buddy's, ouders, koppelingen of gesprekken uit Excel."))
        }
        if !others.isEmpty { body += Part.section("Samenwerken", Part.lines(others)) }
        body += Part.section(
            "Waar ben je ingelogd",
            SessionPages.list(
                visit, at: "/\(visit.slug)/instellingen/sessies", sessions, here: visit.scope.session.uid, zone, today))
        return Page("Instellingen", place: .settings, body: body)
    }

    private static func you(_ visit: Visit) -> HTML {
        """
        \(Part.facts([
            ("Naam", visit.member.name.map { "\($0)" } ?? "Nog niet ingevuld"), ("E-mailadres", "\(visit.member.email.description)"),
            ("Telefoon", visit.member.phone.map { "\($0)" } ?? "Nog niet ingevuld"), ("Rol", "\(visit.member.role.title)"),
        ]))\(Part.button(Link("Verander naam of telefoon", "/\(visit.slug)/instellingen/ik"), isFirst: false))
        """
    }

    private static func entry(_ link: Link, _ purpose: String) -> HTML {
        Part.line(
            "<a href=\"\(link.path)\">\(link.words)</a>", "\(purpose)", remedy: "")
    }
}
