/// One buddy in the order in which a request may be proposed to them, with everything that explains the place.
///
/// Pure: the same facts give the same order. The coordinator decides; a warning puts a buddy lower and never hides them.
package struct RankedBuddy: Hashable, Sendable {
    package let candidate: MatchCandidate
    /// The weightiest first.
    package let reasons: [MatchReason]
    /// The gravest first.
    package let warnings: [MatchWarning]

    /// All candidates, the best first.
    ///
    /// - Parameter certificateYears: after so many years a certificate (VOG) counts as old; 0 for never.
    package static func ranking(
        of candidates: [MatchCandidate], for wish: MatchWish, on today: LocalDate, certificateYears: Int
    ) -> [RankedBuddy] {
        candidates.map { candidate in
            RankedBuddy(
                candidate: candidate, reasons: candidate.reasons(for: wish, on: today),
                warnings: candidate.warnings(for: wish, on: today, certificateYears: certificateYears))
        }.sorted { $0.precedes($1) }
    }

    /// The gravest of the warnings; nil without any.
    package var gravity: MatchWarning.Gravity? { warnings.map(\.gravity).max() }

    /// What the order follows among buddies with equally grave warnings.
    package var score: Int {
        reasons.reduce(0) { $0 + $1.weight } - warnings.reduce(0) { $0 + ($1.gravity == .serious ? 6 : 3) }
    }

    private func precedes(_ other: Self) -> Bool {
        let (mine, theirs) = (gravity.map { $0.rawValue + 1 } ?? 0, other.gravity.map { $0.rawValue + 1 } ?? 0)
        if mine != theirs { return mine < theirs }
        if score != other.score { return score > other.score }
        // Neither the alphabet nor the time of sign-up favours anybody: uids are random.
        return candidate.uid.text < other.candidate.uid.text
    }
}

extension MatchCandidate {
    fileprivate func reasons(for wish: MatchWish, on today: LocalDate) -> [MatchReason] {
        var reasons: [MatchReason] = []
        if let language = wish.language, languages.contains(language) { reasons.append(.speaks(language)) }
        reasons += wish.expertise.filter(expertise.contains).map(MatchReason.experience)
        if let region, let wished = wish.region, TypedName.isSame(region, wished) { reasons.append(.sameRegion) }
        if runningMatches == 0 {
            reasons.append(.noOtherParent)
        } else if runningMatches < mostMatches {
            reasons.append(.hasRoom)
        }
        if can(wish.mode) { reasons.append(.can(wish.mode)) }
        if runningMatches == 0, state == .available || state == .matched, let availableSince,
            today - availableSince >= 14
        {
            reasons.append(.waits(weeks: (today - availableSince) / 7))
        }
        // Stable: equal weights keep the order above.
        return reasons.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    fileprivate func warnings(for wish: MatchWish, on today: LocalDate, certificateYears: Int) -> [MatchWarning] {
        var warnings: [MatchWarning] = []
        if let school = wish.school, let own = schools.first(where: { TypedName.mayBeOneSchool($0, school) }) {
            warnings.append(.ownChildAtSchool(own))
        }
        if history.contains(.declined) { warnings.append(.declined) }
        if history.contains(.refused) { warnings.append(.refused) }
        if history.contains(.wasBuddy) { warnings.append(.wasBuddy) }
        if runningMatches >= mostMatches { warnings.append(.atMaximum(running: runningMatches)) }
        switch state {
        case .paused: warnings.append(.paused)
        case .applied, .interview, .training, .stopped: warnings.append(.notYet(state))
        case .available, .matched: break
        }
        if trainedOn == nil, state != .training { warnings.append(.notTrained) }
        if let seen = certificateSeenOn {
            if certificateYears > 0, today >= seen.after(years: certificateYears) {
                warnings.append(.oldCertificate(seen))
            }
        } else {
            warnings.append(.noCertificate)
        }
        if !can(wish.mode) { warnings.append(.cannot(wish.mode)) }
        if let language = wish.language, !languages.contains(language) {
            warnings.append(.doesNotSpeak(language, hasInterpreter: wish.hasInterpreter))
        }
        if history.contains(.withdrawn) { warnings.append(.withdrawn) }
        return warnings.filter { $0.gravity == .serious } + warnings.filter { $0.gravity == .mind }
    }
}

extension LocalDate {
    /// The same day so many years on; 29 February becomes 1 March.
    func after(years: Int) -> LocalDate {
        LocalDate(year: year + years, month: month, day: day)
            ?? LocalDate(year: year + years, month: 3, day: 1) ?? self
    }
}
