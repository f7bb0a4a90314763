/// What somebody who logs in at a tenant is there.
package enum Role: String, CaseIterable, Hashable, Sendable {
    case coordinator
    /// Runs the programme while the coordinator is away.
    case standIn = "stand-in"
    /// From outside: trains buddies, and sees nobody's help (DOMAIN.md, N22).
    case trainer

    /// What a person reads.
    package var title: String {
        switch self {
        case .coordinator: "coördinator"
        case .standIn: "vervanger"
        case .trainer: "trainer"
        }
    }
}

/// What may be done in a tenant: every page and every action asks for one of these.
package enum Right: String, CaseIterable, Hashable, Sendable {
    /// The first page, one's own sessions, and logging out.
    case enter
    case seeBuddies
    case changeBuddies
    /// Expenses and allowances.
    case handleMoney
    case seeRequests
    case changeRequests
    case seeMatches
    case changeMatches
    /// School meetings: who goes along with whom.
    case seeMeetings
    case changeMeetings
    /// Training, intervision and information meetings, with who comes.
    case seeSessions
    case changeSessions
    /// Anonymised cases from intervision.
    case readCaseCards
    case seeMail
    case sendMail
    case answerQuestions
    case keepNetwork
    case readSignals
    case recordSignals
    case readReports
    /// Settles the figures of a year, and writes the coordinator's bottlenecks.
    case writeReports
    case changeSettings
    /// Who may log in, and what they are.
    case manageMembers
    case importProgramme
    case readChanges
}

extension Role {
    /// Everything that this role may do; the one table that decides.
    package var rights: Set<Right> {
        switch self {
        case .coordinator: Set(Right.allCases)
        case .standIn:
            Set(Right.allCases).subtracting([
                .changeSettings, .manageMembers, .importProgramme, .handleMoney, .writeReports,
            ])
        case .trainer: [.enter, .seeSessions, .changeSessions]
        }
    }

    package func may(_ right: Right) -> Bool { rights.contains(right) }
}
