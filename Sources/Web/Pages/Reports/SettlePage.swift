import Domain
import Storage

/// Settling the figures of a year: once, for the whole or per SWV.
enum SettlePage {
    static func page(_ visit: Visit, _ year: Int, _ fields: Fields) throws -> Page {
        let (figures, settled, swvs, today) = try visit.scope.read {
            (try $0.figures(of: year), try $0.settledReport(of: year), try $0.swvs(), try $0.today)
        }
        guard year < today.year, settled == nil else { throw Refusal.notFound }
        let shape: HTML =
            swvs.count > 1
            ? Field.radios(
                fields, "vorm", "Voor wie worden de cijfers geprint?",
                [
                    (ReportShape.whole.rawValue, "Voor het hele steunpunt samen"),
                    (
                        ReportShape.perSWV.rawValue,
                        "Apart voor elk samenwerkingsverband: \(swvs.joined(separator: ", "))"
                    ),
                ],
                hint: "Eén van de twee: wie ze allebei heeft, kan kleine aantallen terugrekenen.")
            : ""
        let form = visit.form(
            "/\(visit.slug)/verslagen/\(year)/vaststellen",
            """
            \(shape)
            \(Field.tick(fields, "gezien", "Ik heb gekeken: alles van \(year) staat erin"))
            <div class="actions"><button type="submit">Stel de cijfers van \(year) vast</button></div>
            """)
        return Page(
            "Cijfers vaststellen", heading: "Stel de cijfers van \(year) vast",
            lead: "Dit kan één keer. Daarna veranderen ze niet meer, ook niet als er iets wordt verbeterd of gewist.",
            place: .reports,
            back: Link("Cijfers van \(year)", "/\(visit.slug)/verslagen/\(year)"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                <p>In de verslagen staan geen precieze aantallen, maar groepen: geen, 1–4, 5–9, 10–19, 20 of meer. Er staan geen \
                totalen bij. Zo kan niemand één gezin terugvinden. Wat je hier ziet zijn je eigen cijfers, alleen voor jou.</p>
                \(form)\(Part.section("Wat er nu in staat", FigureDownload.table(figures)))
                """)
    }

    static func settle(_ visit: Visit, _ year: Int) throws -> Answer {
        var fields = visit.fields
        let swvs = try visit.scope.read { try $0.swvs() }
        let shape: ReportShape? =
            swvs.count > 1
            ? fields.choice("vorm", ReportShape.self, missing: "Kies voor wie de cijfers worden geprint.") : .whole
        if !fields.isOn("gezien") { fields.refuse("gezien", "Kijk eerst of alles erin staat en zet dan een vinkje.") }
        guard fields.isSound, let shape else { return .page(try page(visit, year, fields)) }
        try visit.scope.write { try $0.settleReport(of: year, as: shape) }
        return .redirect("/\(visit.slug)/verslagen/\(year)", .settled)
    }
}
