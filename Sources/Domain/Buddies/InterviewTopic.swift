/// What an interview with a future buddy is about (N34).
package enum InterviewTopic: String, CaseIterable, Hashable, Sendable {
    case listening
    case cooperation
    case reflection
    case possibilities

    package var title: String {
        switch self {
        case .listening: "Luisteren"
        case .cooperation: "Samenwerken"
        case .reflection: "Terugkijken op jezelf"
        case .possibilities: "Zien wat kan"
        }
    }

    /// A question to ask.
    package var question: String {
        switch self {
        case .listening: "Kun je luisteren zonder meteen een oplossing te geven? Vraag naar een voorbeeld."
        case .cooperation: "Hoe ga je om met een school die het anders ziet? Blijf je met iedereen in gesprek?"
        case .reflection: "Wat heb je zelf meegemaakt, en is daar nu genoeg rust over? Wat leerde je ervan?"
        case .possibilities: "Wat is haalbaar voor een ouder en een school, en wanneer zeg je: dit kan ik niet?"
        }
    }
}

/// What the interview showed of one topic.
package enum InterviewFinding: String, CaseIterable, Hashable, Sendable {
    case present
    /// To come back to in the training.
    case attention

    package var title: String {
        switch self {
        case .present: "zit goed"
        case .attention: "aandacht in de training"
        }
    }
}
