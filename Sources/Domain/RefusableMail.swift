/// What a buddy may stop: the letters of one kind, where they are about sessions of one kind of session alone.
///
/// Only these can be refused: there is no such value for a login or for a meeting that moved (LETTERS.md).
package struct RefusableMail: Hashable, Sendable, CaseIterable {
    package let kind: LetterKind
    /// Nil for what is not about sessions.
    package let gathering: Gathering?

    package static let beforeWeek = Self(.beforeWeek)
    package static let beforeDay = Self(.beforeDay)
    package static let after = Self(.after)
    package static let nudge = Self(.nudge)
    package static let group = Self(.group)
    package static func invite(_ gathering: Gathering) -> Self { Self(.intervisionInvite, gathering) }
    package static func inviteNudge(_ gathering: Gathering) -> Self { Self(.intervisionNudge, gathering) }
    package static func before(_ gathering: Gathering) -> Self { Self(.intervisionBefore, gathering) }

    /// In the order in which people read them.
    package static let allCases: [Self] =
        [beforeWeek, beforeDay, after, nudge]
        + Gathering.allCases.flatMap { [invite($0), inviteNudge($0), before($0)] } + [group]

    private init(_ kind: LetterKind, _ gathering: Gathering? = nil) {
        self.kind = kind
        self.gathering = gathering
    }

    /// What a letter of this kind is to who wants no more of it; nil when nobody can refuse it.
    ///
    /// - Parameter gathering: what a session is; it counts only for letters about sessions.
    package init?(_ kind: LetterKind, about gathering: Gathering) {
        guard let found = Self.allCases.first(where: { $0.kind == kind && $0.gathering ?? gathering == gathering })
        else { return nil }
        self = found
    }

    /// As a file and a form hold it: `before-day`, `intervision-invite`, `intervision-invite:training`.
    package var text: String {
        guard let gathering, gathering != .intervision else { return kind.rawValue }
        return "\(kind.rawValue):\(gathering.rawValue)"
    }

    /// Reads `text` back; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.text == text }) else { return nil }
        self = found
    }

    /// What a person reads, as an item of a list.
    package var title: String {
        let session = (gathering ?? .intervision).title
        return switch kind {
        case .beforeWeek: "Herinnering, een week voor een gesprek"
        case .beforeDay: "Herinnering, de dag voor een gesprek"
        case .after: "Vraag hoe een gesprek ging"
        case .nudge: "Nog één keer de vraag hoe een gesprek ging"
        case .intervisionInvite: "Uitnodiging voor een \(session)"
        case .intervisionNudge: "Nog één keer de vraag: kom je naar de \(session)?"
        case .intervisionBefore: "Herinnering voor een \(session)"
        default: "Bericht aan een groep"
        }
    }
}
