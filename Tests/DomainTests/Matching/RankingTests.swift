import Domain
import Testing

@Suite struct RankingTests {
    private let today = LocalDate(year: 2026, month: 11, day: 30) ?? LocalDate(daysSince1970: 0)

    private func ready(_ change: (inout MatchCandidate) -> Void = { _ in }) -> MatchCandidate {
        var generator = SystemRandomNumberGenerator()
        var candidate = MatchCandidate(
            uid: .random(using: &generator), firstName: "Sam", trainedOn: today - 100, certificateSeenOn: today - 100)
        change(&candidate)
        return candidate
    }

    private func ranking(_ candidates: [MatchCandidate], _ wish: MatchWish, years: Int = 3) -> [RankedBuddy] {
        RankedBuddy.ranking(of: candidates, for: wish, on: today, certificateYears: years)
    }

    private func only(_ candidate: MatchCandidate, _ wish: MatchWish = MatchWish(mode: .online), years: Int = 3) throws
        -> RankedBuddy
    {
        try #require(ranking([candidate], wish, years: years).first)
    }

    @Test func `a buddy without anything in the way has reasons and no warnings`() throws {
        let wish = MatchWish(
            mode: .inPerson, language: .turkish, region: "Zuid", themes: [.unsafeOrBullied])
        let buddy = ready {
            $0.languages = [.turkish]
            $0.expertise = [.socialSafety]
            $0.region = "zuid "
            $0.availableSince = today - 7 * 7
        }
        let ranked = try only(buddy, wish)
        #expect(ranked.warnings.isEmpty)
        #expect(
            ranked.reasons.map(\.words) == [
                "spreekt Turks", "ervaring met sociale veiligheid", "woont in dezelfde regio",
                "heeft nu geen andere ouder", "wacht al 7 weken op een ouder", "kan meegaan naar school",
            ])
    }

    @Test(arguments: [
        ("De Regenboog", "basisschool de regenboog", true), ("Montessori Zuid", "montessori-zuid", true),
        ("Ichthus", "Ichthus College", true), ("École", "ecole", true), ("De Regenboog", "De Zonnebloem", false),
        ("de school", "de basisschool", false), ("De School", "de school", true),
    ])
    func `an own child at what may be the same school is said`(own: String, school: String, isSaid: Bool) throws {
        let ranked = try only(ready { $0.schools = [own] }, MatchWish(mode: .online, school: school))
        #expect(ranked.warnings == (isSaid ? [.ownChildAtSchool(own)] : []))
    }

    @Test(arguments: [
        (MatchCandidate.History.declined, MatchWarning.declined, MatchWarning.Gravity.serious),
        (.refused, .refused, .serious), (.wasBuddy, .wasBuddy, .serious), (.withdrawn, .withdrawn, .mind),
    ])
    func `what was before stays known`(
        history: MatchCandidate.History, warning: MatchWarning, gravity: MatchWarning.Gravity
    ) throws {
        let ranked = try only(ready { $0.history = [history] })
        #expect(ranked.warnings == [warning] && ranked.gravity == gravity)
    }

    @Test(arguments: [
        (0, 1, [MatchReason.noOtherParent, .can(.online)], [MatchWarning]()),
        (1, 2, [.can(.online), .hasRoom], []),
        (1, 1, [.can(.online)], [.atMaximum(running: 1)]),
        (0, 0, [.noOtherParent, .can(.online)], [.atMaximum(running: 0)]),
    ])
    func `room for a parent is counted`(
        running: Int, most: Int, reasons: [MatchReason], warnings: [MatchWarning]
    ) throws {
        let ranked = try only(
            ready {
                $0.runningMatches = running
                $0.mostMatches = most
            })
        #expect(ranked.reasons == reasons && ranked.warnings == warnings)
    }

    @Test func `not trained, no certificate, on the way in, pausing: each is said`() throws {
        #expect(try only(ready { $0.trainedOn = nil }).warnings == [.notTrained])
        #expect(try only(ready { $0.certificateSeenOn = nil }).warnings == [.noCertificate])
        #expect(try only(ready { $0.state = .paused }).warnings == [.paused])
        let beginner = ready {
            $0.state = .applied
            $0.trainedOn = nil
            $0.certificateSeenOn = nil
        }
        #expect(try only(beginner).warnings == [.notYet(.applied), .notTrained, .noCertificate])
    }

    @Test func `a certificate counts as old from the day it is so many years`() throws {
        let seen = LocalDate(year: 2023, month: 11, day: 30) ?? today
        #expect(try only(ready { $0.certificateSeenOn = seen }).warnings == [.oldCertificate(seen)])
        #expect(try only(ready { $0.certificateSeenOn = seen + 1 }).warnings.isEmpty)
        #expect(try only(ready { $0.certificateSeenOn = seen }, years: 0).warnings.isEmpty)
    }

    @Test func `a language nobody shares weighs less with an interpreter`() throws {
        let without = try only(ready(), MatchWish(mode: .online, language: .arabic))
        let with = try only(ready(), MatchWish(mode: .online, language: .arabic, hasInterpreter: true))
        #expect(without.gravity == .serious && with.gravity == .mind)
        #expect(try only(ready(), MatchWish(mode: .online, language: .dutch)).warnings.isEmpty)
    }

    @Test(arguments: 0..<40)
    func `the order depends on nothing but the facts, and its reasons explain it`(seed: UInt64) throws {
        var generator = SeededGenerator(seed)
        let candidates = (0..<25).map { _ in randomCandidate(&generator) }
        let wish = randomWish(&generator)
        let ranked = ranking(candidates, wish)
        #expect(Set(ranked.map(\.candidate)) == Set(candidates), "nobody is left out")
        #expect(
            ranked == ranking(candidates.shuffled(using: &generator), wish), "the order in which they came is nothing")
        for (higher, lower) in zip(ranked, ranked.dropFirst()) {
            let (above, below) = (rank(higher), rank(lower))
            #expect(above <= below)
            if above == below {
                #expect(higher.score >= lower.score)
                if higher.score == lower.score { #expect(higher.candidate.uid.text < lower.candidate.uid.text) }
            }
            for buddy in [higher, lower] {
                #expect(buddy.score == buddy.reasons.map(\.weight).reduce(0, +) - penalty(buddy))
            }
        }
    }

    @Test(arguments: 0..<40)
    func `a fact that gives a warning never leads up, and the warning is always there`(seed: UInt64) throws {
        var generator = SeededGenerator(seed &+ 1_000)
        let others = (0..<10).map { _ in randomCandidate(&generator) }
        let wish = MatchWish(mode: .inPerson, language: .turkish, school: "De Regenboog")
        let before = randomCandidate(&generator)
        var after = before
        let expected: MatchWarning
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            after.schools.insert("de regenboog", at: 0)
            expected = .ownChildAtSchool("de regenboog")
        case 1:
            after.history.insert(.declined)
            expected = .declined
        case 2:
            after.certificateSeenOn = nil
            expected = .noCertificate
        default:
            after.inPerson = false
            expected = .cannot(.inPerson)
        }
        let places = [before, after].map { one in
            ranking(others + [one], wish).firstIndex { $0.candidate.uid == one.uid } ?? -1
        }
        #expect(places[1] >= places[0])
        #expect(try only(after, wish).warnings.contains(expected))
    }

    private func rank(_ buddy: RankedBuddy) -> Int { buddy.gravity.map { $0.rawValue + 1 } ?? 0 }

    private func penalty(_ buddy: RankedBuddy) -> Int {
        buddy.warnings.map { $0.gravity == .serious ? 6 : 3 }.reduce(0, +)
    }

    private func randomWish(_ generator: inout SeededGenerator) -> MatchWish {
        MatchWish(
            mode: SupportMode.allCases.randomElement(using: &generator) ?? .online,
            language: Bool.random(using: &generator) ? Language.allCases.randomElement(using: &generator) : nil,
            hasInterpreter: Bool.random(using: &generator),
            region: ["Zuid", "Noord", nil].randomElement(using: &generator) ?? nil,
            school: ["De Regenboog", nil].randomElement(using: &generator) ?? nil,
            themes: Set(SignalTheme.allCases.filter { _ in Bool.random(using: &generator) }))
    }

    private func randomCandidate(_ generator: inout SeededGenerator) -> MatchCandidate {
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &generator) ? value : nil }
        let histories: [MatchCandidate.History] = [.declined, .refused, .withdrawn, .wasBuddy]
        return MatchCandidate(
            uid: .random(using: &generator), firstName: "Kim",
            state: BuddyState.allCases.filter(\.takesPart).randomElement(using: &generator) ?? .available,
            region: ["Zuid", "Noord", nil].randomElement(using: &generator) ?? nil,
            online: Bool.random(using: &generator), inPerson: Bool.random(using: &generator),
            languages: Set(Language.allCases.filter { _ in Int.random(in: 0..<6, using: &generator) == 0 }),
            expertise: Set(Expertise.allCases.filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }),
            schools: maybe(["De Regenboog"]) ?? [], mostMatches: Int.random(in: 0...3, using: &generator),
            runningMatches: Int.random(in: 0...3, using: &generator), trainedOn: maybe(today - 30),
            certificateSeenOn: maybe(today - Int.random(in: 0...2_000, using: &generator)),
            availableSince: maybe(today - Int.random(in: 0...200, using: &generator)),
            history: Set(histories.filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }))
    }
}

/// SplitMix64: the same numbers at every run.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
