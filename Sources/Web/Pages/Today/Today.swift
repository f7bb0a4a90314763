import Domain
import Storage

/// **Vandaag**: what needs attention, in order, each line one click from its remedy.
enum Today {
    static let routes: [Route] = [
        .get("vandaag", .enter) { visit in .page(try page(visit)) }
    ]

    private static func page(_ visit: Visit) throws -> Page {
        let (today, counts, firstDay) = try visit.scope.read { (try $0.today, try $0.counts(), try $0.firstDay()) }
        return Page(
            "Vandaag", heading: "Goedendag.",
            lead: "\(Dutch.day(today, seenFrom: today)) · \(counts.ready) berichten staan klaar", place: .today,
            body: FirstDayPage.invitation(visit, firstDay).map { Part.section("Om te beginnen", Part.lines([$0])) }
                ?? "")
    }
}
