import Domain
import Storage

/// The years of which there is something to tell.
enum ReportYears {
    static func page(_ visit: Visit) throws -> Page {
        let (years, settled, today) = try visit.scope.read {
            (try $0.figureYears(), try $0.settledYears(), try $0.today)
        }
        let lines = years.map { year -> HTML in
            let state: HTML =
                if settled.contains(year) {
                    Part.tag("vastgesteld")
                } else if year < today.year {
                    Part.tag("nog niet vastgesteld", .needsYou)
                } else {
                    Part.tag("loopt nog")
                }
            let detail: HTML =
                if settled.contains(year) {
                    "De verslagen liggen klaar om te printen."
                } else if year < today.year {
                    "Kijk of alles erin staat en stel de cijfers vast. Dan kun je de verslagen printen."
                } else {
                    "Je ziet alvast je eigen cijfers. Printen kan vanaf 1 januari \(year + 1)."
                }
            let isAsking = !settled.contains(year) && year < today.year
            return Part.line(
                "\(String(year)) \(state)", detail, isAsking ? .needsYou : .calm,
                remedy: Part.button(Link("Bekijk \(year)", "/\(visit.slug)/verslagen/\(year)"), isFirst: isAsking))
        }
        let waiting = years.filter { $0 < today.year && !settled.contains($0) }
        let heading: HTML =
            waiting.first.map { "De cijfers van \($0) wachten op jou" } ?? "De verslagen van elk jaar"
        return Page(
            "Verslagen", heading: heading,
            lead: "Voor het bestuur, de ondersteuningsplanraad en de medezeggenschapsraad.", place: .reports,
            body: Part.lines(lines))
    }
}
