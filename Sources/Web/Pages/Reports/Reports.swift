import Domain
import Storage

/// **Verslagen**: the figures of a year, and the printed reports to board, OPR and MR.
enum Reports {
    static let routes: [Route] = [
        .get("verslagen", .readReports) { visit in .page(try ReportYears.page(visit)) },
        .get("verslagen/{jaar}", .readReports) { visit in .page(try YearPage.page(visit, try year(visit))) },
        .get("verslagen/{jaar}/cijfers.csv", .readReports) { visit in try FigureDownload.file(visit, try year(visit)) },
        .get("verslagen/{jaar}/vaststellen", .writeReports) { visit in
            .page(try SettlePage.page(visit, try year(visit), Fields()))
        },
        .post("verslagen/{jaar}/vaststellen", .writeReports) { visit in
            try SettlePage.settle(visit, try year(visit))
        },
        .get("verslagen/{jaar}/jaarcijfers", .readReports) { visit in try printed(.year, visit) },
        .get("verslagen/{jaar}/opr", .readReports) { visit in try printed(.opr, visit) },
        .get("verslagen/{jaar}/mr", .readReports) { visit in try printed(.staffCouncil, visit) },
        .get("verslagen/{jaar}/gegevens.csv", .readReports) { visit in
            try FigureDownload.printed(visit, try year(visit), try scope(visit))
        },
        .get("verslagen/{jaar}/knelpunten", .writeReports) { visit in
            .page(try Bottlenecks.page(visit, try year(visit), Fields()))
        },
        .post("verslagen/{jaar}/knelpunten", .writeReports) { visit in try Bottlenecks.add(visit, try year(visit)) },
        .get("verslagen/{jaar}/knelpunten/{uid}", .writeReports) { visit in
            .page(try Bottlenecks.page(visit, try year(visit), of: try visit.uid()))
        },
        .post("verslagen/{jaar}/knelpunten/{uid}", .writeReports) { visit in
            try Bottlenecks.change(visit, try year(visit), try visit.uid())
        },
        .post("verslagen/{jaar}/knelpunten/{uid}/weg", .writeReports) { visit in
            let (year, uid) = (try year(visit), try visit.uid())
            try visit.scope.write { try $0.removeBottleneck(uid, version: visit.fields.version) }
            return .redirect("/\(visit.slug)/verslagen/\(year)/knelpunten", .removed)
        },
    ]

    /// The year in the path; a year in which nothing can be is no page.
    private static func year(_ visit: Visit) throws -> Int {
        guard let text = visit.request.parameters["jaar"], text.utf8.count == 4, let year = Int(text),
            (2_000...2_099).contains(year)
        else { throw Refusal.notFound }
        return year
    }

    /// The SWV that was asked for, one that this steunpunt serves; else the whole.
    private static func scope(_ visit: Visit) throws -> ReportScope {
        guard let name = visit.request.query("swv"), !name.isEmpty else { return .whole }
        guard try visit.scope.read({ try $0.swvs() }).contains(name) else { throw Refusal.notFound }
        return .swv(name)
    }

    private static func printed(_ kind: PrintedReport.Kind, _ visit: Visit) throws -> Answer {
        .page(try PrintedReport.page(visit, kind, try year(visit), try scope(visit)))
    }
}

extension ReportScope {
    /// As the query of a report's path; empty for the whole.
    func path(_ base: Path) -> Path {
        switch self {
        case .whole: base
        case .swv(let name): "\(base)?swv=\(name)"
        }
    }
}
