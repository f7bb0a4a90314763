import Domain
import TestSupport

/// One random meeting or session with random edits, some of them minutes apart, in a year with both clock changes.
struct RandomLife {
    let steps: [Step]
    /// What is true from each moment on: the start, the place, and whether it is on.
    let truth: [Truth]

    struct Truth {
        let from: Instant
        let starts: LocalDateTime
        let place: String
        let isOn: Bool
    }

    static let name = "Esdoorn 1"

    init(seed: UInt64, isSession: Bool) {
        var generator = Seeded(seed)
        let zone = Zone.amsterdam
        var starts = Self.start(day("2026-01-15") + Int.random(in: 0...345, using: &generator), &generator)
        var place = "online"
        var isOn = true
        let lead = [Span.hours(3), .days(2), .days(12), .days(60)].randomElement(using: &generator) ?? .zero
        let before = Span.milliseconds(Int64.random(in: 0...lead.milliseconds, using: &generator))
        let late = Int.random(in: 0..<20, using: &generator) == 0 ? Span.days(4) : .zero
        var now = zone.nearestInstant(starts) - before + late
        var steps: [Step] = []
        var truth: [Truth] = []

        func happens(_ what: Step.What) {
            let local = zone.local(now)
            now = zone.nearestInstant(local)
            steps.append(Step(local, what))
            truth.append(Truth(from: now, starts: starts, place: place, isOn: isOn))
        }

        happens(
            isSession
                ? .session(Self.name, starts: starts, minutes: 90, place: place, participants: ["Noor"])
                : .meeting(Self.name, starts: starts, minutes: 45))
        let original = starts
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let pause =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0, 1: Span.minutes(Int.random(in: 1...8, using: &generator))
                case 2: Span.hours(Int.random(in: 1...30, using: &generator))
                default: Span.days(Int.random(in: 1...20, using: &generator))
                }
            now = now + pause
            switch Int.random(in: 0..<(isSession ? 8 : 6), using: &generator) {
            case 0: starts = original
            case 1, 2, 3:
                starts = Self.start(starts.date + Int.random(in: -6...8, using: &generator), &generator)
            case 4, 5: isOn.toggle()
            default: place = ["online", "de bibliotheek"].randomElement(using: &generator) ?? place
            }
            guard let last = truth.last else { continue }
            if isOn != last.isOn {
                happens(isOn ? .onAgain(Self.name) : .cancelled(Self.name))
            } else if starts != last.starts {
                happens(.moved(Self.name, to: starts))
            } else if place != last.place {
                happens(.placed(Self.name, at: place))
            }
        }
        self.steps = steps
        self.truth = truth
    }

    /// What was true just before a moment; nil before it was entered.
    func truth(before moment: Instant) -> Truth? { truth.last { $0.from < moment } }

    private static func start(_ date: LocalDate, _ generator: inout Seeded) -> LocalDateTime {
        let hours = Int.random(in: 0..<4, using: &generator) == 0 ? 0...23 : 8...18
        let minute = Int.random(in: hours, using: &generator) * 60 + 5 * Int.random(in: 0..<12, using: &generator)
        return LocalDateTime(date, TimeOfDay(minuteOfDay: minute))
    }
}
