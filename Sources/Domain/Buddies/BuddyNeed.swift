/// Something about a buddy that asks for the coordinator.
package enum BuddyNeed: Hashable, Sendable {
    case deadAddress
    case noAddress
    /// Signed up, and nobody called yet.
    case firstContact
    /// Contact was or is due on that day.
    case contact(LocalDate)
    /// The planned interview is past, and nobody wrote down how it went.
    case interviewPast(LocalDate)
    case pauseOver(LocalDate)
    case noTraining
    case trainingEnds(LocalDate)
    case noCertificate
    case certificateEnds(LocalDate)

    /// In a few words, for a list.
    package func words(_ today: LocalDate) -> String {
        switch self {
        case .deadAddress: "mail komt niet aan"
        case .noAddress: "geen e-mailadres"
        case .firstContact: "nog niet gesproken"
        case .contact(let day): day < today ? "contact is te laat" : "contact nodig"
        case .interviewPast: "hoe ging de kennismaking?"
        case .pauseOver: "pauze is voorbij"
        case .noTraining: "training niet ingevuld"
        case .trainingEnds(let day): day < today ? "training is lang geleden" : "training loopt af"
        case .noCertificate: "VOG niet gezien"
        case .certificateEnds(let day): day < today ? "VOG is te oud" : "VOG loopt af"
        }
    }

    /// Whether somebody should call.
    package var isContact: Bool {
        switch self {
        case .firstContact, .contact: true
        default: false
        }
    }

    /// Whether mail goes wrong because of it.
    package var isHarm: Bool { self == .deadAddress }
}
