import Domain
import Foundation
import National

/// Every published table, cell by cell, and the same to download.
enum TablesPage {
    static func page(_ viewer: Viewer) -> Page {
        let dashboard = viewer.dashboard
        guard dashboard.latest != nil else { return viewer.nothingYet("Tabellen") }
        let buttons =
            Part.button(Link("Download voor Excel", viewer.link("/dashboard/download.csv")))
            + Part.button(Link("Download als JSON", viewer.link("/dashboard/download.json")), isFirst: false)
        let lists = [("Eerste tabel", dashboard.releases), ("Tweede tabel", dashboard.seconds)].map {
            title, releases -> HTML in
            releases.isEmpty ? "" : Part.section(title, "\(releases.reversed().map(folded))")
        }
        return Page(
            "Tabellen", heading: "Alles wat is gepubliceerd",
            lead: """
                Meer cijfers dan deze zijn er niet. Elk los getal heeft een marge van ±\(PublishedSum(value: 0).width): in 95 \
                van de 100 gevallen ligt het echte aantal daarbinnen.
                """,
            back: Link("Thema's", viewer.link("/dashboard")),
            body: """
                <p class="actions">\(buttons)</p>
                <p>De twee tabellen tellen dezelfde signalen, elk met eigen ruis. Tel ze niet bij elkaar op.</p>\(lists)
                """)
    }

    private static func folded(_ release: HeldRelease) -> HTML {
        let publication = release.publication
        let name = "\(NationalWords.name(release)), \(NationalWords.columns(publication.table))"
        return """
            <details class="fold"><summary>\(name)</summary>
            <p class="soft">Gepubliceerd op \(Dutch.date(publication.period.publishedOn)), \
            \(Dutch.count(publication.tenants.count, "steunpunt", "steunpunten")).\(held(release))</p>
            \(table(publication, name))</details>
            """
    }

    private static func held(_ release: HeldRelease) -> HTML {
        release.isRegular
            ? "" : " Bevat wat is vastgelegd van \(NationalWords.months(release.first, release.last))." as HTML
    }

    private static func table(_ publication: Publication, _ name: String) -> HTML {
        let seconds = ReleaseRun([HeldRelease(alone: publication)])?.secondsInAll ?? []
        let rows = SignalTheme.allCases.map { theme -> [HTML] in
            let cells = publication.rows.filter { $0.cell.theme == theme }
            let shown =
                seconds.isEmpty
                ? cells.map { PublishedSum(value: $0.value).shown }
                : seconds.map { second in
                    cells.first { $0.cell.second == second }.map { PublishedSum(value: $0.value).shown } ?? ""
                }
            return ["\(theme.title)"] + shown
        }
        let heads = seconds.isEmpty ? ["aantal"] : seconds.map { NationalWords.second($0) }
        return Part.table(name, heads: ["thema"] + heads, rows: rows)
    }
}

/// Exactly the published tables as files; what is under five is not in them either.
enum NationalDownload {
    static func csv(_ viewer: Viewer) -> Answer {
        var csv = CSVText(heads: [
            "tabel", "periode", "vanaf", "tot en met", "gepubliceerd op", "steunpunten", "thema", "sector", "regio",
            "aantal", "marge (95 %)",
        ])
        let dashboard = viewer.dashboard
        for release in dashboard.releases + dashboard.seconds {
            let publication = release.publication
            for row in publication.rows {
                let sum = PublishedSum(value: row.value)
                let second = row.cell.second ?? ""
                csv.add([
                    .text(NationalWords.columns(publication.table)), .text(NationalWords.name(release)),
                    .text(release.first.firstDay.description),
                    .text((release.last.firstDayAfter - 1).description),
                    .text(publication.period.publishedOn.description),
                    .number(publication.tenants.count), .text(row.cell.theme.title),
                    .text(publication.table.second == .sector ? second : ""),
                    .text(publication.table.second == .region ? second : ""),
                    sum.isSmall ? .text(sum.words) : .number(sum.value), .number(sum.width),
                ])
            }
        }
        return .file(csv.bytes, type: CSVText.mediaType, name: "landelijk-beeld.csv")
    }

    static func json(_ viewer: Viewer) throws -> Answer {
        let dashboard = viewer.dashboard
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let releases = (dashboard.releases + dashboard.seconds).map(Release.init)
        let bytes = Array(try encoder.encode(Everything(releases: releases)))
        return .file(bytes, type: "application/json", name: "landelijk-beeld.json")
    }

    private struct Everything: Encodable {
        var explanation =
            "Published values hold noise: the true count lies within margin in 95 of 100 cases. "
            + "A value of null is under five. The tables of slot v1 and v2 count the same signals: never add them up."
        var releases: [Release]
    }

    private struct Release: Encodable {
        var slot: String
        var table: String
        var release: String
        var holdsFrom: String
        var publishedOn: String
        var tenants: Int
        var cells: [Cell]

        struct Cell: Encodable {
            var theme: String
            var second: String?
            var value: Int?
            var shown: String
            var margin: Int

            enum CodingKeys: CodingKey { case theme, second, value, shown, margin }

            // With its nulls, so that every cell has the same keys.
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(theme, forKey: .theme)
                try container.encode(second, forKey: .second)
                try container.encode(value, forKey: .value)
                try container.encode(shown, forKey: .shown)
                try container.encode(margin, forKey: .margin)
            }
        }

        init(_ held: HeldRelease) {
            let publication = held.publication
            slot = publication.slot.rawValue
            table = publication.table.view
            release = publication.name.description
            holdsFrom = held.first.description
            publishedOn = publication.period.publishedOn.description
            tenants = publication.tenants.count
            cells = publication.rows.map { row in
                let sum = PublishedSum(value: row.value)
                return Cell(
                    theme: row.cell.theme.rawValue, second: row.cell.second, value: sum.isSmall ? nil : sum.value,
                    shown: sum.words, margin: sum.width)
            }
        }
    }
}
