/// All that decides which step a buddy can take: the one state machine from sign-up to leaving.
package struct BuddyStanding: Hashable, Sendable {
    /// As the matches make it: see `settled`.
    package let state: BuddyState
    package let isTrained: Bool
    package let hasCertificate: Bool
    /// Whether this tenant lets nobody begin without a certificate (VOG) that was seen.
    package let needsCertificate: Bool
    package let runningMatches: Int

    package init(
        state: BuddyState, isTrained: Bool = false, hasCertificate: Bool = false, needsCertificate: Bool = true,
        runningMatches: Int = 0
    ) {
        self.state = state
        self.isTrained = isTrained
        self.hasCertificate = hasCertificate
        self.needsCertificate = needsCertificate
        self.runningMatches = runningMatches
    }

    /// Where a buddy is, given what is stored and their matches: a match that begins or ends needs no step.
    ///
    /// - Parameter hadMatches: a match of theirs has ended; who is called matched without any keeps it, because an import
    ///   may know of matches that Naast does not.
    package static func settled(_ stored: BuddyState, runningMatches: Int, hadMatches: Bool) -> BuddyState {
        switch stored {
        case .available where runningMatches > 0: .matched
        case .matched where runningMatches == 0 && hadMatches: .available
        default: stored
        }
    }

    /// Every step that can be taken by hand now.
    package var steps: [BuddyStep] {
        BuddyStep.allCases.filter { step in (try? state(after: step)) != nil }
    }

    /// The state to store after a step; the matches may then make it `matched`.
    package func state(after step: BuddyStep) throws(BuddyStepRefusal) -> BuddyState {
        switch (step, state) {
        case (.planInterview, .applied), (.planInterview, .interview): return .interview
        case (.suited, .applied), (.suited, .interview): return .training
        case (.later, .applied), (.later, .interview): return .interview
        case (.unsuited, .applied), (.unsuited, .interview): return .stopped
        case (.train, .stopped), (.seeCertificate, .stopped): throw .notFromHere
        case (.train, _), (.seeCertificate, _): return state
        case (.makeAvailable, .training):
            // N08: trained before matched.
            guard isTrained else { throw .notTrained }
            guard hasCertificate || !needsCertificate else { throw .noCertificate }
            return .available
        case (.pause, .available), (.pause, .matched): return .paused
        case (.resume, .paused): return .available
        case (.stop, .stopped): throw .notFromHere
        case (.stop, _):
            // Letters to who stopped end at once: a parent would sit there alone.
            guard runningMatches == 0 else { throw .matchesRun }
            return .stopped
        case (.comeBack, .stopped): return .applied
        default: throw .notFromHere
        }
    }

    /// The state to store when the last step was a mistake.
    ///
    /// - Parameters:
    ///   - step: the last one that was not taken back.
    ///   - earlier: the state before it.
    package func state(takingBack step: BuddyStep, to earlier: BuddyState?) throws(BuddyStepRefusal) -> BuddyState {
        guard step.isByHand, let earlier else { throw .nothingToTakeBack }
        switch earlier {
        case .matched: return .available
        case .available, .paused: return earlier
        case .applied, .interview, .training, .stopped:
            // A step that left the state alone, such as a training seen, leaves it alone on the way back too.
            guard runningMatches == 0 || earlier == state else { throw .matchesRun }
            return earlier
        }
    }
}
