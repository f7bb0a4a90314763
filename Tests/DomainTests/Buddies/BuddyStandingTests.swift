import Domain
import Testing

@Suite struct BuddyStandingTests {
    /// Every step that is open in each state, for a buddy of whom training and VOG are known and no match runs.
    static let table: [(BuddyState, [BuddyStep: BuddyState])] = [
        (
            .applied,
            [
                .planInterview: .interview, .suited: .training, .later: .interview, .unsuited: .stopped,
                .train: .applied, .seeCertificate: .applied, .stop: .stopped,
            ]
        ),
        (
            .interview,
            [
                .planInterview: .interview, .suited: .training, .later: .interview, .unsuited: .stopped,
                .train: .interview, .seeCertificate: .interview, .stop: .stopped,
            ]
        ),
        (.training, [.train: .training, .seeCertificate: .training, .makeAvailable: .available, .stop: .stopped]),
        (.available, [.train: .available, .seeCertificate: .available, .pause: .paused, .stop: .stopped]),
        (.matched, [.train: .matched, .seeCertificate: .matched, .pause: .paused, .stop: .stopped]),
        (.paused, [.train: .paused, .seeCertificate: .paused, .resume: .available, .stop: .stopped]),
        (.stopped, [.comeBack: .applied]),
    ]

    @Test(arguments: table) func `each state has its own steps and no other`(
        state: BuddyState, open: [BuddyStep: BuddyState]
    ) {
        let standing = BuddyStanding(state: state, isTrained: true, hasCertificate: true)
        for step in BuddyStep.allCases {
            #expect((try? standing.state(after: step)) == open[step], "\(state) \(step)")
        }
        #expect(Set(standing.steps) == Set(open.keys))
    }

    @Test(arguments: [
        (false, false, true, BuddyStepRefusal.notTrained), (false, true, true, .notTrained),
        (true, false, true, .noCertificate), (false, false, false, .notTrained),
    ])
    func `nobody is available without training, nor without a certificate where that is asked`(
        isTrained: Bool, hasCertificate: Bool, needs: Bool, refusal: BuddyStepRefusal
    ) {
        let standing = BuddyStanding(
            state: .training, isTrained: isTrained, hasCertificate: hasCertificate, needsCertificate: needs)
        #expect(throws: refusal) { try standing.state(after: .makeAvailable) }
    }

    @Test func `a tenant that asks for no certificate lets the trained begin`() throws {
        let standing = BuddyStanding(state: .training, isTrained: true, needsCertificate: false)
        #expect(try standing.state(after: .makeAvailable) == .available)
    }

    @Test(arguments: BuddyState.allCases.filter { $0 != .stopped })
    func `who stands beside a parent cannot stop before that match ends`(state: BuddyState) {
        let standing = BuddyStanding(state: state, runningMatches: 1)
        #expect(throws: BuddyStepRefusal.matchesRun) { try standing.state(after: .stop) }
    }

    @Test(arguments: [
        (BuddyState.available, 1, false, BuddyState.matched), (.available, 0, true, .available),
        (.matched, 1, false, .matched), (.matched, 0, true, .available), (.matched, 0, false, .matched),
        (.paused, 1, true, .paused), (.stopped, 1, true, .stopped), (.training, 1, false, .training),
    ])
    func `matched follows from the matches`(stored: BuddyState, running: Int, had: Bool, settled: BuddyState) {
        #expect(BuddyStanding.settled(stored, runningMatches: running, hadMatches: had) == settled)
    }

    @Test(arguments: table) func `every step can be taken back to where it came from`(
        state: BuddyState, open: [BuddyStep: BuddyState]
    ) throws {
        for (step, next) in open {
            let after = BuddyStanding(state: next)
            #expect(try after.state(takingBack: step, to: state) == (state == .matched ? .available : state))
        }
    }

    @Test func `what no coordinator did is not taken back here`() {
        for step in [BuddyStep.signUp, .enter, .imported] {
            #expect(throws: BuddyStepRefusal.nothingToTakeBack) {
                try BuddyStanding(state: .available).state(takingBack: step, to: .applied)
            }
        }
        #expect(throws: BuddyStepRefusal.nothingToTakeBack) {
            try BuddyStanding(state: .available).state(takingBack: .makeAvailable, to: nil)
        }
    }

    @Test func `a buddy beside a parent does not go back into training`() {
        #expect(throws: BuddyStepRefusal.matchesRun) {
            try BuddyStanding(state: .matched, runningMatches: 1).state(takingBack: .makeAvailable, to: .training)
        }
    }
}
