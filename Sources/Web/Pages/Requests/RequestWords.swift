import Domain
import Storage

/// How people speak of requests; nowhere a name.
enum RequestWords {
    /// `Een ouder`, at the beginning of a sentence.
    static func somebody(_ kind: RequesterKind) -> String {
        switch kind {
        case .parent: "Een ouder"
        case .carer: "Een verzorger"
        case .youth: "Een jongere"
        }
    }

    /// `de ouder`, inside one.
    static func them(_ kind: RequesterKind) -> String {
        switch kind {
        case .parent: "de ouder"
        case .carer: "de verzorger"
        case .youth: "de jongere"
        }
    }

    static func title(_ kind: RequesterKind) -> String {
        switch kind {
        case .parent: "Ouder"
        case .carer: "Verzorger"
        case .youth: "Jongere van 16 jaar of ouder"
        }
    }

    /// `Ouder`, where somebody's name would stand.
    static func short(_ kind: RequesterKind) -> String { kind == .youth ? "Jongere" : title(kind) }

    static func title(_ kind: SupportKind) -> String { kind == .oneOff ? "Eenmalig advies" : "Langer" }

    static func title(_ mode: SupportMode) -> String { mode == .online ? "online" : "samen naar school" }

    /// How long somebody has waited, after "wacht": `sinds vandaag`, `al 6 dagen`, `al 7 weken`.
    static func waiting(since day: LocalDate, on today: LocalDate) -> String {
        switch max(0, today - day) {
        case 0: "sinds vandaag"
        case 1: "sinds gisteren"
        case let days where days < 14: "al \(days) dagen"
        case let days: "al \(days / 7) weken"
        }
    }

    /// `Langer · samen naar school · Arabisch, met tolk · Zuid`.
    static func wish(
        _ kind: SupportKind, _ mode: SupportMode, _ language: Language?, _ hasInterpreter: Bool, _ region: String?
    ) -> String {
        var parts = [title(kind), title(mode)]
        switch (language, hasInterpreter) {
        case (let language?, true): parts.append("\(language.title), met tolk")
        case (let language?, false): parts.append(language.title)
        case (nil, true): parts.append("met tolk")
        case (nil, false): break
        }
        if let region { parts.append(region) }
        return parts.joined(separator: " · ")
    }

    static func state(_ state: RequestState) -> String {
        switch state {
        case .waiting: "wacht"
        case .proposed: "gevraagd"
        case .matched: "gekoppeld"
        case .given: "gegeven"
        case .closed: "gesloten"
        }
    }

    /// A number at the beginning of a sentence.
    static func many(_ number: Int, _ one: String, _ many: String) -> String {
        let words = [
            "Geen", "Eén", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven", "Acht", "Negen", "Tien", "Elf", "Twaalf",
        ]
        return "\(words.indices.contains(number) ? words[number] : String(number)) \(number == 1 ? one : many)"
    }
}
