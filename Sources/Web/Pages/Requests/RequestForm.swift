import Domain
import Storage

/// The fields of a request, for a new one and for a change: two minutes, with a parent on the phone.
enum RequestForm {
    /// What the form knows besides what was typed.
    struct Setting: Sendable {
        let today: LocalDate
        let position: CoordinatorPosition
        let swvs: [String]
        let worksFor: String
        let helpdesk: String

        init(_ reader: TenantReader, _ visit: Visit) throws {
            today = try reader.today
            position = try reader.settings.position
            swvs = try reader.swvs()
            worksFor = visit.scope.tenant.kind == .school ? "de school" : "het samenwerkingsverband"
            helpdesk = visit.site.helpdeskName
        }
    }

    /// Stands above the form of a dependent coordinator (DOMAIN.md, N02).
    static func honesty(_ setting: Setting) -> HTML {
        let first: String
        switch setting.position {
        case .independent: return ""
        case .dependent: first = "Zeg dit eerst: je werkt voor \(setting.worksFor)."
        case .unsaid: first = "Zeg eerst voor wie je werkt. (Bij Instellingen zet je dat vast.)"
        }
        return Part.aside(
            "<p><strong>\(first)</strong> Wie dat liever niet wil, kan hulp vragen bij \(setting.helpdesk).</p>")
    }

    /// Everything but who asks.
    static func boxes(_ fields: Fields, _ setting: Setting) -> HTML {
        let themes = SignalTheme.allCases.map { theme in
            (theme.rawValue, theme.explanation.map { "\(theme.title) (\($0))" } ?? theme.title)
        }
        return """
            <div class="pair">\(Field.radios(
                fields, "soort", "Welke hulp?",
                [("long-term", "Een buddy voor langere tijd"), ("one-off", "Eén keer advies")]))</div>
            <div class="pair">\(Field.radios(
                fields, "manier", "Hoe?", [("in-person", "Samen naar school"), ("online", "Online")]))</div>
            <div class="pair">\(Field.ticks(
                fields, "thema", "Waar gaat het over?", themes, hint: "Kruis aan wat past. Niets aankruisen mag ook."))</div>
            \(Field.select(
                fields, "taal", "Taal", Language.allCases.filter { $0 != .dutch }.map { ($0.rawValue, $0.title) },
                empty: "Nederlands gaat goed"))
            \(Field.tick(fields, "tolk", "Met tolk"))
            \(Field.line(fields, "regio", "Plaats of regio", hint: "Mag leeg. Zo zoeken we een buddy dichtbij."))
            \(Field.line(
                fields, "school", "School",
                hint: "Mag leeg. Zo vragen we geen buddy met een eigen kind op dezelfde school."))
            \(setting.swvs.count > 1
                ? Field.select(
                    fields, "swv", "Samenwerkingsverband", setting.swvs.map { ($0, $0) }, empty: "Weet ik niet") : "")
            \(Field.select(
                fields, "verwijzer", "Wie wees de weg?", Referrer.allCases.map { ($0.rawValue, $0.title) },
                hint: "Een school mag alleen verwijzen als de ouder dat zelf goed vindt.",
                empty: "Niemand, de vraag kwam van henzelf"))
            \(Field.line(
                fields, "akkoord", "Datum waarop de ouder zelf ja zei", .date,
                hint: "Alleen nodig als iemand verwees. Vraag het eerst: “Zou ik met u mee mogen denken?”"))
            \(Field.line(fields, "ontvangen", "Gevraagd op", .date))
            \(Field.text(
                fields, "notitie", "Notitie",
                hint: "Mag leeg. Geen achternaam, geen diagnose. De ouder mag alles lezen wat hier staat.", rows: 3))
            \(!setting.position.mayKeepNotes
                ? Field.tick(fields, "notitie-akkoord", "De ouder vindt het goed dat deze notitie blijft staan") : "")
            """
    }

    /// Reads and checks what `boxes` asked; nil when something is wrong.
    static func facts(_ fields: inout Fields, _ setting: Setting) -> RequestFacts? {
        let kind = fields.choice("soort", SupportKind.self, missing: "Kies welke hulp er gevraagd wordt.")
        let mode = fields.choice("manier", SupportMode.self, missing: "Kies hoe: samen naar school of online.")
        let themes = fields.choices("thema", SignalTheme.self)
        let language = fields.choice("taal", Language.self)
        let (region, school) = (fields.line("regio", limit: 60), fields.line("school", limit: 80))
        let swv = fields["swv"].isEmpty ? nil : fields["swv"]
        if let swv, !setting.swvs.contains(swv) { fields.refuse("swv", "Kies een van de antwoorden.") }
        let referrer = fields.choice("verwijzer", Referrer.self)
        let agreedOn = fields.date(
            "akkoord",
            missing: referrer == nil
                ? nil : "Vul in wanneer de ouder zelf ja zei. Nog niet gevraagd? Bel de ouder eerst.")
        if let agreedOn, agreedOn > setting.today { fields.refuse("akkoord", "Deze datum moet nog komen.") }
        let received = fields.date("ontvangen", missing: "Vul in wanneer de vraag binnenkwam.")
        if let received, received > setting.today { fields.refuse("ontvangen", "Deze datum moet nog komen.") }
        let note = fields.text("notitie", limit: 1_000)
        let mayKeep = setting.position.mayKeepNotes || fields.isOn("notitie-akkoord")
        if note != nil, !mayKeep {
            fields.refuse(
                "notitie-akkoord", "Vraag de ouder of de notitie mag blijven staan, of haal de notitie weg.")
        }
        guard fields.isSound, let kind, let mode, let received else { return nil }
        return RequestFacts(
            kind: kind, mode: mode, received: received, themes: Set(themes), language: language,
            hasInterpreter: fields.isOn("tolk"), region: region, school: school,
            swv: swv ?? (setting.swvs.count == 1 ? setting.swvs.first : nil), referrer: referrer, agreedOn: agreedOn,
            note: note, noteAgreedOn: fields.isOn("notitie-akkoord") ? setting.today : nil)
    }

    /// The fields as a known request fills them.
    static func filled(_ detail: RequestDetail) -> Fields {
        let facts = detail.facts
        var fields = Fields()
        fields["versie"] = String(detail.version)
        fields["soort"] = facts.kind.rawValue
        fields["manier"] = facts.mode.rawValue
        fields.set("thema", SignalTheme.allCases.filter(facts.themes.contains).map(\.rawValue))
        fields["taal"] = facts.language?.rawValue ?? ""
        fields["tolk"] = facts.hasInterpreter ? "ja" : ""
        fields["regio"] = facts.region ?? ""
        fields["school"] = facts.school ?? ""
        fields["swv"] = facts.swv ?? ""
        fields["verwijzer"] = facts.referrer?.rawValue ?? ""
        fields["akkoord"] = facts.agreedOn?.description ?? ""
        fields["ontvangen"] = facts.received.description
        fields["notitie"] = facts.note ?? ""
        fields["notitie-akkoord"] = facts.noteAgreedOn == nil ? "" : "ja"
        return fields
    }
}
