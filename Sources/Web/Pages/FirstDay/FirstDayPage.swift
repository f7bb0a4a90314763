import Domain
import Storage

/// **De eerste dag**: five steps of three minutes, with what is done ticked off.
enum FirstDayPage {
    static let routes: [Route] = [
        .get("eerste-dag", .changeSettings) { visit in .page(try page(visit)) },
        .post("eerste-dag", .changeSettings) { visit in
            try visit.scope.write { try $0.dismissFirstDay() }
            return .redirect("/\(visit.slug)/vandaag")
        },
    ]

    /// The line on **Vandaag** that leads here; nil once the first day is over, or for who may not do it.
    static func invitation(_ visit: Visit, _ day: FirstDay) -> HTML? {
        guard !day.isOver, visit.member.role.may(.changeSettings) else { return nil }
        let left = FirstDay.Step.allCases.count - day.done.count
        return Part.line(
            "In een kwartier klaar om te beginnen", "Nog \(Dutch.count(left, "stap", "stappen")).", .needsYou,
            remedy: Part.button(Link("Verder met de eerste dag", "/\(visit.slug)/eerste-dag")))
    }

    private static func page(_ visit: Visit) throws -> Page {
        let day = try visit.scope.read { try $0.firstDay() }
        let next = FirstDay.Step.allCases.first { !day.done.contains($0) }
        let steps = FirstDay.Step.allCases.map { step -> HTML in
            let isDone = day.done.contains(step)
            let tag = isDone ? Part.tag("klaar") : step == next ? Part.tag("nu", .needsYou) : .nothing
            return Part.line(
                "\(step.title) \(tag)", "\(step.purpose)", step == next ? .needsYou : .calm,
                remedy: step.links(visit, isFirst: step == next).joined())
        }
        let isOver = day.done.count == FirstDay.Step.allCases.count
        return Page(
            "De eerste dag",
            heading: isOver ? "Alles staat klaar" : "In een kwartier klaar om te beginnen",
            lead: isOver
                ? "Vanaf nu krijgt elke buddy op tijd bericht."
                : "\(day.done.count) van de \(FirstDay.Step.allCases.count) stappen zijn klaar. Je kunt altijd stoppen en later verder gaan.",
            place: .today, back: Link("Vandaag", "/\(visit.slug)/vandaag"),
            body: """
                \(Part.section("Vijf stappen", Part.lines(steps)))
                <div class="actions">\(day.isOver ? "" : visit.action(
                    "Laat dit niet meer zien op Vandaag", "/\(visit.slug)/eerste-dag", isFirst: false))</div>
                """)
    }
}

extension FirstDay.Step {
    fileprivate var title: String {
        switch self {
        case .position: "Voor wie werk je?"
        case .sender: "Naam, telefoon en afzender"
        case .buddies: "Je buddy's"
        case .meeting: "Eén gesprek"
        case .mail: "Kijk wat een buddy krijgt"
        }
    }

    fileprivate var purpose: String {
        switch self {
        case .position: "Onafhankelijk, of voor een school of SWV. Ouders mogen dat weten."
        case .sender: "Dat staat onder elke mail. Zo kan een buddy je bellen of antwoorden."
        case .buddies: "Plak een lijst met namen en mailadressen. Dat is genoeg om te beginnen."
        case .meeting: "Kies een koppeling, een dag en een tijd. De berichten gaan daarna vanzelf."
        case .mail: "Stuur een bericht nu aan jezelf, en zie hoe het eruitziet."
        }
    }

    fileprivate func links(_ visit: Visit, isFirst: Bool) -> [HTML] {
        let slug = visit.slug
        let links =
            switch self {
            case .position: [Link("Vul in", "/\(slug)/instellingen/steunpunt")]
            case .sender: [Link("Vul in", "/\(slug)/instellingen/afzender")]
            case .buddies: [Link("Plak een lijst", "/\(slug)/buddys/plakken")]
            case .meeting: [Link("Plan een gesprek", "/\(slug)/agenda/gesprek/nieuw")]
            case .mail: [Link("Naar Berichten", "/\(slug)/berichten")]
            }
        return links.map { Part.button($0, isFirst: isFirst) }
    }
}
