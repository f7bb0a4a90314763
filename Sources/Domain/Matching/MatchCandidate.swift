/// What is known of one buddy, as far as matching looks at it.
package struct MatchCandidate: Hashable, Sendable {
    /// What was between this buddy and this very request before; it stays known.
    package enum History: Hashable, Sendable {
        /// The buddy said no.
        case declined
        /// The requester said no to this buddy.
        case refused
        /// The coordinator took the proposal back.
        case withdrawn
        /// A match of the two has ended.
        case wasBuddy
    }

    package var uid: Uid
    package var firstName: String
    package var state: BuddyState
    package var region: String?
    package var online: Bool
    package var inPerson: Bool
    package var languages: Set<Language>
    package var expertise: Set<Expertise>
    /// Schools of the buddy's own children.
    package var schools: [String]
    package var mostMatches: Int
    package var runningMatches: Int
    package var trainedOn: LocalDate?
    package var certificateSeenOn: LocalDate?
    /// Since when the buddy has been in the pool; nil when not, or when nobody knows.
    package var availableSince: LocalDate?
    package var history: Set<History>

    package init(
        uid: Uid, firstName: String, state: BuddyState = .available, region: String? = nil, online: Bool = true,
        inPerson: Bool = true, languages: Set<Language> = [], expertise: Set<Expertise> = [], schools: [String] = [],
        mostMatches: Int = 1, runningMatches: Int = 0, trainedOn: LocalDate? = nil,
        certificateSeenOn: LocalDate? = nil, availableSince: LocalDate? = nil, history: Set<History> = []
    ) {
        self.uid = uid
        self.firstName = firstName
        self.state = state
        self.region = region
        self.online = online
        self.inPerson = inPerson
        self.languages = languages
        self.expertise = expertise
        self.schools = schools
        self.mostMatches = mostMatches
        self.runningMatches = runningMatches
        self.trainedOn = trainedOn
        self.certificateSeenOn = certificateSeenOn
        self.availableSince = availableSince
        self.history = history
    }

    func can(_ mode: SupportMode) -> Bool { mode == .online ? online : inPerson }
}
