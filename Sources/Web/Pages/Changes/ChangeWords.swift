import Domain
import Storage

/// A change in a person's words.
extension LoggedChange {
    /// `heeft een buddy veranderd: telefoon, mailadres`.
    var words: String {
        let what = fields.isEmpty ? "" : ": \(fields.joined(separator: ", "))"
        return "\(subject.words) \(action.words)\(what)"
    }
}

extension LoggedChange.Action {
    var words: String {
        switch self {
        case .added: "toegevoegd"
        case .changed: "veranderd"
        case .removed: "verwijderd"
        case .sent: "verstuurd"
        case .undone: "teruggedraaid"
        case .seen: "bekeken"
        }
    }
}

extension LoggedChange.Subject {
    var words: String {
        switch self {
        case .buddy: "een buddy"
        case .request: "een aanvraag"
        case .match: "een koppeling"
        case .meeting: "een schoolgesprek"
        case .session: "een bijeenkomst"
        case .caseCard: "een casuskaart"
        case .message: "een bericht"
        case .groupLetter: "een brief aan een groep"
        case .question: "een vraag"
        case .contact: "een contact in het netwerk"
        case .expense: "onkosten"
        case .report: "een verslag"
        case .setting: "instellingen"
        case .member: "iemand die mag inloggen"
        case .spreadsheet: "een ingelezen lijst"
        case .signal: "een signaal"
        case .task: "een taak"
        }
    }
}
