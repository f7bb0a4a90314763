import Domain
import TestSupport
import Testing

// Thousands of random meetings and sessions over 2026, for tenants with all kinds of settings, played to the end; each
// property is stated by other means than the planner's own.
@Suite struct PlanningPropertyTests {
    private static let lives = 3_000

    private struct Played {
        let life: RandomLife
        let settings: TenantSettings
        let sent: [PaperProgramme.Sent]
        let story: Comment
    }

    private static let played: [Bool: [Played]] = [false: played(isSession: false), true: played(isSession: true)]

    private static func played(isSession: Bool) -> [Played] {
        (1...UInt64(lives)).map { seed in
            let life = RandomLife(seed: seed, isSession: isSession)
            let settings = TenantSettings(drawn: seed)
            var programme = PaperProgramme(settings)
            programme.play(life.steps)
            let lines =
                life.steps.map { "\($0.at) \($0.what)" } + programme.sent.map { "\(local($0.at)) \($0.line)" }
            let story = (["seed \(seed)", settings.differences] + lines).joined(separator: "\n")
            return Played(life: life, settings: settings, sent: programme.sent, story: Comment(rawValue: story))
        }
    }

    private static func play(
        isSession: Bool, _ check: (RandomLife, TenantSettings, [PaperProgramme.Sent], Comment) -> Void
    ) {
        for one in played[isSession] ?? [] { check(one.life, one.settings, one.sent, one.story) }
    }

    @Test(arguments: [false, true])
    func `no letter goes after its use, before its due, or twice`(isSession: Bool) {
        Self.play(isSession: isSession) { life, settings, sent, story in
            #expect(sent.allSatisfy { $0.at < $0.letter.expires }, story)
            // What came due while a change was settling goes when that change is taken back.
            let settling = Span.minutes(settings.settleMinutes * life.steps.count)
            for one in sent where one.at != one.letter.due {
                #expect(life.truth.contains { $0.from == one.at } && one.at - one.letter.due < settling, story)
            }
            #expect(sent.saidTwice == [], story)
            for one in sent {
                guard let truth = life.truth.last(where: { $0.from <= one.at }) else { continue }
                #expect(truth.isOn == (one.letter.reason.kind != .cancelled), story)
                if one.letter.reason.kind.rawValue.contains("before") {
                    #expect(one.at < Zone.amsterdam.nearestInstant(truth.starts), story)
                }
            }
        }
    }

    @Test(arguments: [false, true])
    func `none goes in quiet hours or on quiet days unless waiting would be too late`(isSession: Bool) {
        Self.play(isSession: isSession) { _, settings, sent, story in
            let oracle = QuietOracle(settings)
            for one in sent where oracle.isQuiet(one.at) {
                let kind = one.letter.reason.kind
                let starts = [one.facts.starts, one.facts.toldBefore?.starts].compactMap(\.self)
                    .map { Zone.amsterdam.nearestInstant($0) }.filter { $0 > one.at }
                let opens = oracle.opens(one.at)
                switch kind {
                case .after, .nudge:
                    #expect(opens >= one.letter.expires, story)
                case .moved, .cancelled:
                    guard let start = starts.min() else {
                        Issue.record(story)
                        continue
                    }
                    let near = oracle.opensNear(one.at, before: start)
                    let wait = min(near ?? opens, opens)
                    #expect(near == one.at || wait >= start || wait > start - settings.atOnce, story)
                default:
                    let start = Zone.amsterdam.nearestInstant(one.facts.starts)
                    #expect(opens >= one.letter.expires || opens > start - settings.atOnce, story)
                }
            }
        }
    }

    @Test(arguments: [false, true])
    func `nobody sets out in vain, and nobody who was told misses it`(isSession: Bool) {
        Self.play(isSession: isSession) { life, settings, sent, story in
            // What the person believes, from each letter on.
            let told = sent.map { one in
                (
                    at: one.at, isOn: one.letter.reason.kind != .cancelled,
                    starts: life.truth.last { $0.from <= one.at }?.starts,
                    place: life.truth.last { $0.from <= one.at }?.place
                )
            }
            let starts = Set(life.truth.map(\.starts)).map { ($0, Zone.amsterdam.nearestInstant($0)) }
            for (local, start) in starts {
                guard let truth = life.truth(before: start) else { continue }
                let belief = told.last { $0.at < start }
                let believes = belief.map { $0.isOn && $0.starts == local } ?? false
                let isTrue = truth.isOn && truth.starts == local
                if believes { #expect(isTrue, story) }
                if isTrue, belief != nil { #expect(believes, story) }
                if isTrue, isSession { #expect(belief?.place == truth.place, story) }
                // Entered, or last changed, while a reminder was still of use: then it was told.
                if isTrue, truth.from < start - .hours(1) { #expect(believes, story) }
            }
        }
    }

    @Test func `none is forgotten when there was time enough`() {
        Self.play(isSession: false) { life, settings, sent, story in
            guard let last = life.truth.last, last.isOn else { return }
            let start = Zone.amsterdam.nearestInstant(last.starts)
            let asked = sent.count { $0.letter.reason.kind == .after && $0.at > start }
            if last.from < start { #expect(asked == 1, story) }
            // Five days hold every run of quiet days there is.
            if last.from < start - .days(6) {
                #expect(sent.count { $0.letter.reason.kind == .beforeDay && $0.at > last.from } == 1, story)
                #expect(sent.count { $0.letter.reason.kind == .nudge && $0.at > start } == 1, story)
            }
            // Told of a meeting more than a day ahead, one is reminded of it the day before or told of it after that.
            if last.from < start - .days(6), life.truth.count == 1 {
                let dayBefore = sent.first { $0.letter.reason.kind == .beforeDay }.map {
                    Zone.amsterdam.local($0.at).date
                }
                #expect(dayBefore.map { (1...6).contains(last.starts.date - $0) } == true, story)
            }
        }
    }

    @Test func `every participant of a session that was planned in time is invited, once, and reminded`() {
        Self.play(isSession: true) { life, settings, sent, story in
            guard let last = life.truth.last, last.isOn else { return }
            let start = Zone.amsterdam.nearestInstant(last.starts)
            #expect(sent.count { $0.letter.reason.kind == .intervisionInvite } <= 1, story)
            if last.from < start - .days(6) {
                #expect(sent.contains { $0.letter.reason.kind == .intervisionInvite }, story)
                let reminders = sent.count { $0.letter.reason.kind == .intervisionBefore && $0.at > last.from }
                #expect(reminders == (settings.intervisionRemindUnanswered ? 1 : 0), story)
            }
        }
    }

    @Test(arguments: [false, true])
    func `planning again later changes no due, and the sender agrees with the planner`(isSession: Bool) {
        Self.play(isSession: isSession) { _, settings, sent, story in
            for one in sent {
                let all = one.facts.letters(settings, now: Instant(milliseconds: 0))
                #expect(all.allSatisfy { $0.due < $0.expires }, story)
                #expect(Set(all.map(\.reason)).count == all.count, story)
                for later in [one.at, one.at + .hours(5), one.at + .days(3)] {
                    let again = one.facts.letters(settings, now: later)
                    #expect(again == all.filter { $0.expires > later && !$0.isOvertaken(by: all, at: later) }, story)
                }
                for letter in all {
                    let use = one.facts.usefulness(of: letter, settings)
                    #expect(QuietTimes(settings).departure(at: letter.due, use) == letter.due, story)
                }
            }
        }
    }

    @Test(arguments: [1...500])
    func `a change that is taken back within the settling time sends nothing of its own`(seeds: ClosedRange<UInt64>) {
        for seed in seeds {
            let life = RandomLife(seed: seed, isSession: false)
            guard let entered = life.steps.first, let starts = life.truth.first?.starts else { continue }
            let start = Zone.amsterdam.nearestInstant(starts)
            let there = start - .hours(Int(seed % 400) + 4)
            guard there > Zone.amsterdam.nearestInstant(entered.at) else { continue }
            let edits = [
                Step(
                    Zone.amsterdam.local(there),
                    .moved(RandomLife.name, to: LocalDateTime(starts.date + 9, starts.time))),
                Step(Zone.amsterdam.local(there + .minutes(4)), .moved(RandomLife.name, to: starts)),
            ]
            var (plain, edited) = (PaperProgramme(), PaperProgramme())
            plain.play([entered])
            edited.play([entered] + edits)
            #expect(edited.sent.map(\.letter.reason) == plain.sent.map(\.letter.reason), "seed \(seed)")
        }
    }
}

extension PlannedLetter {
    // Of invitation, nudge and reminder only the latest that is due is of use.
    fileprivate func isOvertaken(by others: [PlannedLetter], at now: Instant) -> Bool {
        isAsking && others.contains { $0.isAsking && due < $0.due && $0.due <= now }
    }

    private var isAsking: Bool { reason.kind.rawValue.hasPrefix("intervision") }
}

extension PaperProgramme.Facts {
    func usefulness(of letter: PlannedLetter, _ settings: TenantSettings) -> Usefulness {
        switch self {
        case .meeting(let facts):
            facts.usefulness(of: letter.reason.kind, expires: letter.expires, at: letter.due, settings)
        case .session(let facts):
            facts.usefulness(of: letter.reason.kind, expires: letter.expires, at: letter.due, settings)
        }
    }
}
