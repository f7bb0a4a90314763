/// Something that speaks for a buddy.
package enum MatchReason: Hashable, Sendable {
    case speaks(Language)
    case experience(Expertise)
    case sameRegion
    case noOtherParent
    /// Stands beside somebody already, and can do more.
    case hasRoom
    case can(SupportMode)
    /// In the pool for so many weeks: nobody stays in limbo (DOMAIN.md, N12).
    case waits(weeks: Int)

    /// How much it counts in the order.
    package var weight: Int {
        switch self {
        case .speaks: 12
        case .experience: 8
        case .sameRegion: 5
        case .noOtherParent: 4
        case .can: 2
        case .hasRoom: 1
        case .waits(let weeks): min(weeks, 8) / 2
        }
    }

    /// What a person reads after the buddy's name.
    package var words: String {
        switch self {
        case .speaks(let language): "spreekt \(language.title)"
        case .experience(let expertise): "ervaring met \(expertise.title)"
        case .sameRegion: "woont in dezelfde regio"
        case .noOtherParent: "heeft nu geen andere ouder"
        case .hasRoom: "heeft plaats voor nog een ouder"
        case .can(.online): "kan online"
        case .can(.inPerson): "kan meegaan naar school"
        case .waits(let weeks): "wacht al \(weeks) weken op een ouder"
        }
    }
}

/// Something to think of before this buddy is asked; it never takes the buddy out of the list.
package enum MatchWarning: Hashable, Sendable {
    case ownChildAtSchool(String)
    case declined
    case refused
    case wasBuddy
    case withdrawn
    case atMaximum(running: Int)
    case paused
    /// Not far enough on the way in.
    case notYet(BuddyState)
    case notTrained
    case noCertificate
    case oldCertificate(LocalDate)
    case cannot(SupportMode)
    case doesNotSpeak(Language, hasInterpreter: Bool)

    package enum Gravity: Int, Comparable, Hashable, Sendable {
        /// Worth a thought.
        case mind
        /// Hardly ever wise.
        case serious

        package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
    }

    package var gravity: Gravity {
        switch self {
        case .withdrawn, .oldCertificate, .doesNotSpeak(_, hasInterpreter: true): .mind
        default: .serious
        }
    }

    /// What a person reads after "Let op:".
    package var words: String {
        switch self {
        case .ownChildAtSchool(let school): "eigen kind op dezelfde school (\(school))"
        case .declined: "zei bij deze aanvraag eerder nee"
        case .refused: "hier is eerder nee tegen gezegd bij deze aanvraag"
        case .wasBuddy: "was bij deze aanvraag al eerder de buddy"
        case .withdrawn: "dit voorstel trok je eerder in"
        case .atMaximum(0): "wil nu geen ouders"
        case .atMaximum(let running): "heeft al \(Dutch.count(running, "ouder", "ouders")), meer wil deze buddy niet"
        case .paused: "heeft pauze"
        case .notYet(.applied): "is nog maar net aangemeld"
        case .notYet(.interview): "heeft nog geen kennismaking gehad"
        case .notYet(.training): "volgt de scholing nog"
        case .notYet: "doet niet meer mee"
        case .notTrained: "nog niet geschoold"
        case .noCertificate: "VOG nog niet gezien"
        case .oldCertificate(let seen): "VOG is oud (gezien op \(Dutch.date(seen)))"
        case .cannot(.online): "kan niet online"
        case .cannot(.inPerson): "gaat niet mee naar school, alleen online"
        case .doesNotSpeak(let language, hasInterpreter: true): "spreekt geen \(language.title), er komt een tolk"
        case .doesNotSpeak(let language, hasInterpreter: false): "spreekt geen \(language.title)"
        }
    }
}
