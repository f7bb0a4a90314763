import Domain
import Storage

/// **Instellingen**: everything that a tenant may decide for itself.
enum SettingsPages {
    static let routes: [Route] =
        [.get("instellingen", .enter) { visit in .page(try SettingsOverview.page(visit)) }]
        + SettingGroup.allCases.flatMap { group -> [Route] in
            [
                .get(group.path, .changeSettings) { visit in try form(visit, group) },
                .post(group.path, .changeSettings) { visit in try save(visit, group) },
            ]
        } + SessionPages.routes + MemberPages.routes

    private static let swvField = "swv"

    private static func form(_ visit: Visit, _ group: SettingGroup) throws -> Answer {
        let (settings, swvs, mark) = try visit.scope.read { reader in
            (try reader.settings, try reader.swvs(), try reader.mark(ofSettings: group.settings.map(\.key)))
        }
        var fields = Fields()
        for words in group.settings { words.fill(&fields, from: settings) }
        fields[swvField] = swvs.joined(separator: "\n")
        fields["versie"] = mark
        return .page(page(visit, group, fields))
    }

    private static func save(_ visit: Visit, _ group: SettingGroup) throws -> Answer {
        var fields = visit.fields
        // People press Enter in a field of more than one line; the setting is one.
        if fields.has("kernwaarden") { fields["kernwaarden"] = fields["kernwaarden"].oneLine }
        var texts: [String: String] = [:]
        for words in group.settings { texts[words.key] = words.read(&fields) }
        let swvs = group == .programme ? Self.swvs(&fields) : nil
        guard fields.isSound else { return .page(page(visit, group, fields)) }
        let saved: (changed: [String], name: String)
        do throws(StoreError) {
            saved = try visit.scope.write { writer in
                let changed = try writer.changeSettings(texts, swvs: swvs, from: fields["versie"])
                let names = group.settings.filter { changed.contains($0.key) }.map(\.name)
                let all = names + (changed.contains("swv") ? ["samenwerkingsverbanden"] : [])
                if !all.isEmpty { try writer.log(.changed, .setting, nil, all) }
                return (changed, try writer.settings.name)
            }
        } catch {
            guard error.isRefusal else { throw error }
            fields.refuse(
                swvField,
                "Een SWV dat weg moet, staat nog bij een aanvraag. Laat het staan, of verander eerst die aanvraag.")
            return .page(page(visit, group, fields))
        }
        guard !saved.changed.isEmpty else { return .redirect("/\(visit.slug)/instellingen", .nothingChanged) }
        try visit.scope.settingsChanged(name: saved.name)
        return .redirect("/\(visit.slug)/instellingen", .saved)
    }

    private static func swvs(_ fields: inout Fields) -> [String] {
        let lines = fields.text(swvField, limit: 5_000)?.split(separator: "\n") ?? []
        let names = lines.map { $0.description.oneLine }.filter { !$0.isEmpty }
        if names.count > 50 { fields.refuse(swvField, "Hier passen hoogstens 50 namen.") }
        if names.contains(where: { $0.unicodeScalars.count > 200 }) {
            fields.refuse(swvField, "Een naam heeft hoogstens 200 tekens.")
        }
        return Array(Set(names))
    }

    private static func page(_ visit: Visit, _ group: SettingGroup, _ fields: Fields) -> Page {
        let boxes = group.settings.map { $0.box(fields) }
        let swv: HTML =
            group == .programme
            ? Field.text(
                fields, swvField, "Voor welke samenwerkingsverbanden werken jullie?", hint: "Eén naam per regel.",
                rows: 3) : ""
        return Page(
            group.title, lead: "\(group.purpose)", place: .settings,
            back: Link("Instellingen", "/\(visit.slug)/instellingen"),
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(visit.form(
                    "/\(visit.slug)/instellingen/\(group.rawValue)",
                    "\(Field.hidden("versie", fields["versie"]))\(boxes)\(swv)<button type=\"submit\">Bewaar</button>"))
                """)
    }
}

extension String {
    /// The same on one line, with single spaces.
    fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
