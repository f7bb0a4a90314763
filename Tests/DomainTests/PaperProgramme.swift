import Domain
import TestSupport

/// A programme on paper: it follows its steps and sends each letter at its due, with the clock handed in.
///
/// What a store does with the planner, without a store: letters whose reason was sent never go again, and what a person
/// was told is remembered.
struct PaperProgramme {
    struct Sent {
        let at: Instant
        let letter: PlannedLetter
        let about: String
        let buddy: String
        /// The facts as they were when it went.
        let facts: Facts

        var line: SentLine { SentLine(at, letter.reason.kind, about, buddy) }
    }

    enum Facts {
        case meeting(MeetingFacts)
        case session(IntervisionFacts)

        var toldBefore: Told? {
            switch self {
            case .meeting(let facts): facts.told
            case .session(let facts): facts.told
            }
        }

        var starts: LocalDateTime {
            switch self {
            case .meeting(let facts): facts.starts
            case .session(let facts): facts.starts
            }
        }
    }

    private struct Entry {
        let name: String
        let buddy: String
        var facts: Facts
        var revisions: Revisions
    }

    let settings: TenantSettings
    /// Which buddy has the match of a label.
    let buddies: [String: String]
    private(set) var sent: [Sent] = []
    private var entries: [Entry] = []
    private var reasons: Set<Reason> = []
    private var generator: Seeded
    private var clock = Instant(milliseconds: 0)

    init(_ settings: TenantSettings = TenantSettings(), buddies: [String: String] = [:], seed: UInt64 = 1) {
        self.settings = settings
        self.buddies = buddies
        generator = Seeded(seed)
    }

    /// Plays the steps, which are in order of time, and then sends all that is left.
    mutating func play(_ steps: [Step]) {
        for step in steps {
            let now = settings.zone.nearestInstant(step.at)
            send(before: now)
            clock = now
            take(step.what, at: now)
        }
        send(before: Instant(milliseconds: .max))
    }

    private mutating func send(before end: Instant) {
        while let (index, letter) = next(), letter.due < end {
            clock = max(clock, letter.due)
            let entry = entries[index]
            sent.append(Sent(at: clock, letter: letter, about: entry.name, buddy: entry.buddy, facts: entry.facts))
            reasons.insert(letter.reason)
            entries[index].facts.tell(cancelled: letter.reason.kind == .cancelled, at: clock)
        }
    }

    private func next() -> (Int, PlannedLetter)? {
        let planned = entries.indices.flatMap { index in
            entries[index].facts.letters(settings, now: clock).filter { !reasons.contains($0.reason) }.map {
                (index, $0)
            }
        }
        return planned.min { ($0.1.due, $0.0) < ($1.1.due, $1.0) }
    }

    private mutating func take(_ what: Step.What, at now: Instant) {
        switch what {
        case .meeting(let name, let starts, let minutes):
            let label = String(name.prefix { $0 != " " })
            let facts = MeetingFacts(
                uid: .random(using: &generator), buddy: .random(using: &generator), starts: starts, minutes: minutes,
                enteredAt: now)
            enter(name, buddies[label] ?? label, .meeting(facts), Revisions.State(starts: starts), at: now)
        case .session(let name, let starts, let minutes, let place, let participants):
            let uid = Uid.random(using: &generator)
            for buddy in participants {
                let facts = IntervisionFacts(
                    uid: uid, buddy: .random(using: &generator), starts: starts, minutes: minutes, place: place,
                    enteredAt: now)
                enter(name, buddy, .session(facts), Revisions.State(starts: starts, place: place), at: now)
            }
        case .moved(let name, let starts): change(name, at: now) { $0.starts = starts }
        case .placed(let name, let place): change(name, at: now) { $0.place = place }
        case .cancelled(let name): change(name, at: now) { $0.isOff = true }
        case .onAgain(let name): change(name, at: now) { $0.isOff = false }
        case .lookBack(let name):
            each(name) { entry in
                guard case .meeting(var facts) = entry.facts else { return }
                facts.hasLookBack = true
                entry.facts = .meeting(facts)
            }
        case .answered(let name, let buddy, let answer):
            each(name) { entry in
                guard entry.buddy == buddy, case .session(var facts) = entry.facts else { return }
                facts.answer = answer
                entry.facts = .session(facts)
            }
        // On paper every address works.
        case .addressCorrected: break
        case .matchEnded(let label):
            for index in entries.indices where entries[index].name.hasPrefix(label + " ") {
                guard case .meeting(var facts) = entries[index].facts else { continue }
                facts.lastDay = settings.zone.local(now).date
                entries[index].facts = .meeting(facts)
            }
        }
    }

    private mutating func enter(
        _ name: String, _ buddy: String, _ facts: Facts, _ state: Revisions.State, at now: Instant
    ) {
        entries.append(Entry(name: name, buddy: buddy, facts: facts, revisions: Revisions(state, at: now)))
    }

    private mutating func change(_ name: String, at now: Instant, _ change: (inout Revisions.State) -> Void) {
        let told = entries.filter { $0.name == name }.compactMap(\.facts.toldBefore)
        let settle = settings.settle
        each(name) { entry in
            let present = entry.revisions.current.state
            let wasTold = told.contains { told in
                told.starts == present.starts && told.place == present.place && told.cancelled == present.isOff
            }
            var next = present
            change(&next)
            entry.revisions.change(to: next, at: now, settle: settle, wasTold: wasTold)
            entry.facts.take(entry.revisions)
        }
    }

    private mutating func each(_ name: String, _ body: (inout Entry) -> Void) {
        for index in entries.indices where entries[index].name == name { body(&entries[index]) }
    }
}

extension PaperProgramme.Facts {
    func letters(_ settings: TenantSettings, now: Instant) -> [PlannedLetter] {
        switch self {
        case .meeting(let facts): facts.letters(settings, now: now)
        case .session(let facts): facts.letters(settings, now: now)
        }
    }

    fileprivate mutating func tell(cancelled: Bool, at now: Instant) {
        switch self {
        case .meeting(var facts):
            facts.told = Told(
                starts: cancelled ? facts.told?.starts ?? facts.starts : facts.starts, place: nil, cancelled: cancelled,
                at: now)
            self = .meeting(facts)
        case .session(var facts):
            facts.told = Told(
                starts: cancelled ? facts.told?.starts ?? facts.starts : facts.starts, place: facts.place,
                cancelled: cancelled, at: now)
            self = .session(facts)
        }
    }

    fileprivate mutating func take(_ revisions: Revisions) {
        let now = revisions.current
        switch self {
        case .meeting(var facts):
            (facts.starts, facts.cancelled) = (now.state.starts, now.state.isOff)
            (facts.timeRevision, facts.changeCount) = (now.timeRevision, revisions.changeCount)
            (facts.changedAt, facts.timedAt) = (now.changedAt, now.timedAt)
            self = .meeting(facts)
        case .session(var facts):
            (facts.starts, facts.place, facts.cancelled) = (now.state.starts, now.state.place, now.state.isOff)
            (facts.timeRevision, facts.placeRevision) = (now.timeRevision, now.placeRevision)
            (facts.changeCount, facts.changedAt) = (revisions.changeCount, now.changedAt)
            self = .session(facts)
        }
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
