/// What became of the trouble at school, as far as anybody can say at the end (DOMAIN.md, N44).
package enum MatchOutcome: String, CaseIterable, Hashable, Sendable {
    case calmer
    case unchanged
    case escalated

    /// What a person reads.
    package var title: String {
        switch self {
        case .calmer: "Het is rustiger geworden"
        case .unchanged: "Het is gelijk gebleven"
        case .escalated: "Het is erger geworden"
        }
    }
}

/// The two who say how a match went (DOMAIN.md, N35), each by two short questions.
package enum EvaluationSide: String, CaseIterable, Hashable, Sendable {
    case buddy
    case requester

    /// What the coordinator asks, word for word.
    package var questions: (first: String, second: String) {
        switch self {
        case .buddy: ("Kon je doen wat nodig was?", "Wil je weer naast een ouder staan?")
        case .requester: ("Voelde u zich gesteund?", "Kon u op school beter zeggen wat u wilde?")
        }
    }
}

/// An answer to one of those questions: a tick, never a text.
package enum EvaluationAnswer: String, CaseIterable, Hashable, Sendable {
    case yes
    case somewhat
    case no

    /// What a person reads.
    package var title: String {
        switch self {
        case .yes: "Ja"
        case .somewhat: "Een beetje"
        case .no: "Nee"
        }
    }
}
