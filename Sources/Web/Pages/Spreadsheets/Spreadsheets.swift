import Domain
import HTTP
import Storage

/// **Inlezen**: a spreadsheet looked over, read in, and taken back within the hour.
enum Spreadsheets {
    static let routes: [Route] = [
        .get("instellingen/inlezen", .importProgramme) { visit in .page(try SpreadsheetPage.first(visit, Fields())) },
        .post("instellingen/inlezen", .importProgramme, choose),
        .get("instellingen/inlezen/voorbeeld/{soort}", .importProgramme, example),
        .get("instellingen/inlezen/{uid}", .importProgramme) { visit in
            let draft = try draft(visit)
            // Tried out in a transaction that writes nothing.
            let (outcome, mail) = try visit.scope.write { writer in
                let (outcome, preview) = try writer.tryOutWithMail(draft.content, draft.kind)
                return (outcome, MailPreviewWords(zone: try writer.settings.zone, now: writer.now).counts(preview))
            }
            return .page(SpreadsheetPage.looked(visit, draft, outcome, mail))
        },
        .post("instellingen/inlezen/{uid}", .importProgramme, readIn),
        .post("instellingen/inlezen/{uid}/weg", .importProgramme) { visit in
            _ = try visit.uid()
            try visit.scope.write { try $0.forgetSpreadsheetDraft(of: visit.member.uid) }
            return .redirect("/\(visit.slug)/instellingen/inlezen", .removed)
        },
        .post("instellingen/inlezen/{uid}/terug", .importProgramme, undo),
    ]

    private static func draft(_ visit: Visit) throws -> SpreadsheetDraft {
        let uid = try visit.uid()
        return try visit.scope.read { try $0.spreadsheetDraft(uid, of: visit.member.uid) }
    }

    private static func choose(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        let kind = fields.choice("soort", SheetKind.self, missing: "Kies wat er in het bestand staat.")
        let file = visit.files.first { $0.name == "bestand" && !$0.bytes.isEmpty }
        if file == nil { fields.refuse("bestand", "Kies een bestand dat niet leeg is.") }
        guard fields.isSound, let kind, let file else { return .page(try SpreadsheetPage.first(visit, fields)) }
        let outcome = try visit.scope.write { try $0.tryOut(file.bytes, kind) }
        guard case .done = outcome else {
            return .page(SpreadsheetPage.refused(visit, kind, outcome))
        }
        let uid = try visit.scope.write { try $0.keepSpreadsheet(file.bytes, kind, of: visit.member.uid) }
        return .redirect("/\(visit.slug)/instellingen/inlezen/\(uid)")
    }

    private static func readIn(_ visit: Visit) throws -> Answer {
        let draft = try draft(visit)
        let outcome = try visit.scope.write { try $0.readIn(draft, of: visit.member.uid) }
        guard case .done = outcome else { return .page(SpreadsheetPage.refused(visit, draft.kind, outcome)) }
        return .redirect("/\(visit.slug)/instellingen/inlezen", .readIn)
    }

    private static func undo(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        let problems = try visit.scope.write { try $0.undoSpreadsheet(uid) }
        guard !problems.isEmpty else { return .redirect("/\(visit.slug)/instellingen/inlezen", .undone) }
        return .page(SpreadsheetPage.notUndone(visit, problems))
    }

    private static func example(_ visit: Visit) throws -> Answer {
        guard let kind = visit.request.parameters["soort"].flatMap(SheetKind.init(rawValue:)) else {
            throw Refusal.notFound
        }
        var csv = CSVText(heads: kind.columns.map(\.name))
        csv.add(kind.example.map(CSVText.Cell.text))
        return .file(csv.bytes, type: CSVText.mediaType, name: "voorbeeld-\(kind.rawValue).csv")
    }
}
