import Foundation

/// What a request asks of a buddy, as far as matching looks at it.
package struct MatchWish: Hashable, Sendable {
    package var mode: SupportMode
    /// Nil when Dutch will do.
    package var language: Language?
    package var hasInterpreter: Bool
    package var region: String?
    package var school: String?
    package var themes: Set<SignalTheme>

    package init(
        mode: SupportMode, language: Language? = nil, hasInterpreter: Bool = false, region: String? = nil,
        school: String? = nil, themes: Set<SignalTheme> = []
    ) {
        self.mode = mode
        self.language = language == .dutch ? nil : language
        self.hasInterpreter = hasInterpreter
        self.region = region
        self.school = school
        self.themes = themes
    }

    /// What it would help that the buddy knows, in the order of the fixed list.
    var expertise: [Expertise] {
        let wanted = Set(themes.flatMap(\.expertise))
        return Expertise.allCases.filter(wanted.contains)
    }
}

extension SignalTheme {
    /// What a buddy may know that helps with this.
    package var expertise: [Expertise] {
        switch self {
        case .notHeard, .pupilHasNoSay: [.conversations]
        case .notKnowingWhatIsPossible, .helpStaysAway: [.rules]
        case .noPlace: [.specialEducation, .rules]
        case .lessAtSchool: [.notAtSchool]
        case .pressure: [.rules, .conversations]
        case .unsafeOrBullied: [.socialSafety]
        case .transition: [.transition]
        case .atCrossPurposes: [.careAndSchool]
        case .transport: [.transport]
        case .somethingElse: []
        }
    }
}

/// Names that people type in their own way: `De Regenboog`, `basisschool de regenboog`.
enum TypedName {
    /// Whether two names of a place are the same but for capitals, accents and spaces.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (words(one), words(other))
        return !one.isEmpty && one == other
    }

    /// Whether two names may well be one school: a warning too many does less harm than one too few.
    static func mayBeOneSchool(_ one: String, _ other: String) -> Bool {
        let (mine, theirs) = (Set(words(one)).subtracting(general), Set(words(other)).subtracting(general))
        guard !mine.isEmpty, !theirs.isEmpty else { return isSame(one, other) }
        return mine.isSubset(of: theirs) || theirs.isSubset(of: mine)
    }

    private static let general: Set<String> = [
        "de", "het", "t", "een", "school", "basisschool", "college", "lyceum", "obs", "cbs", "rkbs", "pcbs", "kbs",
        "sbo",
        "vso", "so", "mavo", "havo", "vwo", "in", "te", "van",
    ]

    private static func words(_ name: String) -> [String] {
        name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
            .split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }
}
