import Domain

/// Settings that stand on one page; the word stands in its path.
enum SettingGroup: String, CaseIterable, Sendable {
    case programme = "steunpunt"
    case sender = "afzender"
    case buddies = "buddys"
    case quiet = "rust"
    case meetings = "gesprekken"
    case intervision = "intervisie"
    case coordinator = "mail-aan-jou"
    case technique = "techniek"

    var title: String {
        switch self {
        case .programme: "Het steunpunt"
        case .sender: "Naam, telefoon en afzender"
        case .buddies: "Buddy's"
        case .quiet: "Rust in de mail"
        case .meetings: "Mail rond een schoolgesprek"
        case .intervision: "Mail rond intervisie"
        case .coordinator: "Mail aan jou"
        case .technique: "Techniek"
        }
    }

    /// What the page is for, in the list of all.
    var purpose: String {
        switch self {
        case .programme: "Wie jullie zijn, voor wie je werkt en waar jullie voor staan."
        case .sender: "Wat er boven en onder elke mail staat."
        case .buddies: "Hoe vaak je een buddy spreekt, en wanneer een VOG of training vernieuwd wordt."
        case .quiet: "Wanneer er geen mail gaat, en hoeveel mail iemand hoogstens krijgt."
        case .meetings: "Wanneer een buddy bericht krijgt voor en na een gesprek."
        case .intervision: "Wanneer een buddy wordt uitgenodigd en herinnerd."
        case .coordinator: "Wat je op maandag krijgt, en waarvoor we je meteen waarschuwen."
        case .technique: "Alleen nodig als je beheerder erom vraagt."
        }
    }

    var path: String { "instellingen/\(rawValue)" }
    var settings: [SettingWords] { SettingWords.all.filter { $0.group == self } }
}

/// How one setting is shown to a person: its English key and its stored text are never seen.
struct SettingWords: Sendable {
    let group: SettingGroup
    let key: String
    /// The field's name in the form.
    let field: String
    let label: String
    var hint: String?
    /// The answers to choose from, for a setting with a few of them.
    var choices: [(value: String, words: String)] = []

    /// What the change log calls it.
    var name: String { field.replacing("-", with: " ") }
}
