/// One column: its key in a programme file, what people call it, and what must stand in it.
package struct SheetColumn: Hashable, Sendable {
    /// How a cell's text is understood.
    enum Reading: Hashable, Sendable {
        case text
        /// Words that people use, and the contract's.
        case words([String: String])
        case date
        case moment
        case number
        case flag
        /// Several refs, with commas or spaces between them.
        case refs
    }

    /// As in a programme file (CONTRACT.md).
    package let key: String
    /// What a head may be, in small letters; the first is ours.
    let names: [String]
    /// Whether a new row must have it.
    package let isNeeded: Bool
    let reading: Reading
    /// What must stand here, as a whole Dutch sentence: said when it does not.
    package let rule: String

    package var name: String { names[0] }

    private init(
        _ key: String, _ names: [String], needed: Bool = false, _ reading: Reading = .text,
        rule: String
    ) {
        self.key = key
        self.names = names + [key]
        isNeeded = needed
        self.reading = reading
        self.rule = rule
    }

    func isCalled(_ head: String) -> Bool {
        let plain = head.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
        return names.contains { String($0.map { $0 == "_" || $0 == "-" ? " " : $0 }) == String(plain) }
    }
}

extension SheetColumn {
    static let ref = Self(
        "ref", ["kenmerk", "nummer", "id"], needed: true,
        rule:
            "Hier hoort een eigen kenmerk voor deze rij, zoals b1: hooguit 100 tekens, en maar één keer in dit bestand."
    )
    static let personName = Self(
        "name", ["naam"], needed: true, rule: "Hier hoort een naam op één regel van hooguit 100 tekens.")
    static let email = Self(
        "email", ["e-mail", "e-mailadres", "emailadres", "mail", "mailadres"],
        rule: "Hier hoort één e-mailadres, zoals naam@voorbeeld.nl.")
    static let phone = Self(
        "phone", ["telefoon", "telefoonnummer", "mobiel", "tel"],
        rule: "Hier hoort een telefoonnummer van hooguit 30 tekens, zoals 06 12 34 56 78.")
    static let buddyState = Self(
        "state", ["status", "stand"], needed: true,
        .words([
            "aangemeld": "applied", "aanmelding": "applied", "gesprek": "interview", "kennismaking": "interview",
            "scholing": "training", "training": "training", "in training": "training", "in scholing": "training",
            "beschikbaar": "available", "gekoppeld": "matched", "pauze": "paused", "gepauzeerd": "paused",
            "gestopt": "stopped",
        ]), rule: "Hier hoort een van: aangemeld, kennismaking, scholing, beschikbaar, gekoppeld, pauze, gestopt.")
    static let requesterKind = Self(
        "kind", ["wie", "soort"], needed: true,
        .words([
            "ouder": "parent", "vraagouder": "parent", "verzorger": "carer", "jeugdige": "youth", "jongere": "youth",
        ]), rule: "Hier hoort een van: ouder, verzorger, jeugdige.")
    static let requester = Self(
        "requester", ["ouder", "vraagouder", "kenmerk ouder", "jeugdige"], needed: true,
        rule:
            "Hier hoort het kenmerk van een ouder die al in Naast staat. Heeft de aanvraag al een koppeling, dan blijft de ouder."
    )
    static let supportKind = Self(
        "kind", ["soort", "duur"], needed: true,
        .words(["eenmalig": "one-off", "eenmalig advies": "one-off", "langdurig": "long-term", "langer": "long-term"]),
        rule: "Hier hoort een van: eenmalig, langdurig.")
    static let supportMode = Self(
        "mode", ["vorm", "hoe"], needed: true,
        .words(["online": "online", "persoonlijk": "in-person", "op locatie": "in-person"]),
        rule: "Hier hoort een van: online, persoonlijk.")
    static let received = Self(
        "received", ["ontvangen", "binnengekomen", "ontvangen op"], needed: true, .date,
        rule: "Hier hoort een datum vanaf het jaar 2000, zoals 1-12-2026.")
    static let buddy = Self(
        "buddy", ["buddy", "kenmerk buddy"], needed: true,
        rule: "Hier hoort het kenmerk van een buddy die al in Naast staat.")
    static let request = Self(
        "request", ["aanvraag", "hulpvraag", "kenmerk aanvraag"],
        rule: "Hier hoort het kenmerk van een aanvraag van dezelfde ouder, die al in Naast staat.")
    static let since = Self(
        "since", ["sinds", "vanaf", "begin"], needed: true, .date,
        rule: "Hier hoort een datum vanaf het jaar 2000, zoals 1-9-2026.")
    static let until = Self(
        "until", ["tot en met", "tot", "einde"], .date,
        rule: "Hier hoort een datum zoals 1-12-2026, niet vóór de begindatum. Leeg als de koppeling loopt.")
    static let label = Self(
        "label", ["boom", "label", "naam van de koppeling"],
        rule:
            "Hier hoort een neutraal woord zoals Esdoorn, dat deze buddy in dezelfde tijd voor geen andere ouder heeft."
    )
    static let match = Self(
        "match", ["koppeling", "kenmerk koppeling"], needed: true,
        rule: "Hier hoort het kenmerk van een koppeling die al in Naast staat.")
    static let starts = Self(
        "starts", ["begint", "datum en tijd", "start", "wanneer"], needed: true, .moment,
        rule: "Hier hoort een dag en een tijd die bestaan, zoals 1-12-2026 14.00.")
    static let minutes = Self(
        "minutes", ["minuten", "duur in minuten"], needed: true, .number,
        rule: "Hier hoort een aantal minuten van 5 tot en met 1440.")
    static let buddyAttends = Self(
        "buddy_attends", ["buddy gaat mee", "buddy mee"], .flag, rule: "Hier hoort ja of nee.")
    static let cancelled = Self("cancelled", ["afgezegd", "vervallen"], .flag, rule: "Hier hoort ja of nee.")
    static let place = Self(
        "place", ["plaats", "locatie"], rule: "Hier hoort een plaats op één regel van hooguit 200 tekens.")
    static let link = Self("link", ["link", "weblink"], rule: "Hier hoort een webadres, zoals https://example.org/x.")
    static let participants = Self(
        "participants", ["deelnemers", "buddys", "buddy's"], .refs,
        rule: "Hier horen de kenmerken van buddy's die al in Naast staan, met komma's ertussen, elk één keer.")
}
