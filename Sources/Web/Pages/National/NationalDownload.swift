import Domain
import Foundation
import National

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
