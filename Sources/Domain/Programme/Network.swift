/// What kind of organisation somebody of the network works for.
package enum NetworkKind: String, CaseIterable, Hashable, Sendable {
    case school
    case swv
    case municipality
    case care
    case parents
    case other

    /// What a person reads.
    package var title: String {
        switch self {
        case .school: "School"
        case .swv: "Samenwerkingsverband"
        case .municipality: "Gemeente"
        case .care: "Zorg of welzijn"
        case .parents: "Ouders of jongeren"
        case .other: "Iets anders"
        }
    }
}

/// How there was contact, or how people heard of the programme.
package enum NetworkWay: String, CaseIterable, Hashable, Sendable {
    case call
    case mail
    case visit
    case meeting
    case talk
    case flyer
    case newsletter

    /// What a person reads.
    package var title: String {
        switch self {
        case .call: "Gebeld"
        case .mail: "Gemaild"
        case .visit: "Langsgegaan"
        case .meeting: "Overleg"
        case .talk: "Verteld aan een groep"
        case .flyer: "Folders gegeven"
        case .newsletter: "Stukje in de nieuwsbrief"
        }
    }
}
