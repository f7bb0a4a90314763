import Dispatch
import Domain
import Foundation
import Platform

/// What happens in the demo after its start: the first reminders, what to try next, and then a coordinator at work.
///
/// Every twenty seconds somewhere a meeting is planned, moved, called off: the reminder follows at once.
final class DemoStory: Sendable {
    private static let ticksPerSecond = 4

    private struct State {
        var ticks = 0
        var seen = 0
        var isIntroduced = false
        var events = 0
        var timer: (any DispatchSourceTimer)?
    }

    private let desk: AdminDesk
    private let printer: DemoPrinter
    private let plan: DemoPlan
    private let round: String
    private let queue = DispatchQueue(label: "demo.story")
    private let state: QueueConfined<State>

    init(_ desk: AdminDesk, _ printer: DemoPrinter, _ plan: DemoPlan, startedAt: Instant) {
        self.desk = desk
        self.printer = printer
        self.plan = plan
        round = DemoProgramme.round(at: startedAt)
        state = QueueConfined(State(), on: queue)
    }

    func start() {
        printer.open()
        queue.sync {
            let timer = DispatchSource.makeTimerSource(queue: queue)
            let interval = 1 / Double(Self.ticksPerSecond)
            timer.schedule(deadline: .now() + interval, repeating: interval)
            timer.setEventHandler { @Sendable [weak self] in self?.tick() }
            timer.activate()
            state.withValue { $0.timer = timer }
        }
    }

    func stop() {
        queue.sync {
            state.withValue { state in
                state.timer?.cancel()
                state.timer = nil
            }
        }
    }

    private func tick() {
        let (introduces, event) = state.withValue { state -> (Bool, Int?) in
            guard state.timer != nil else { return (false, nil) }
            state.ticks += 1
            let delivered = printer.count
            defer { state.seen = delivered }
            guard state.isIntroduced else {
                // The first burst is over when a quarter of a second brought nothing more.
                let isCalm = delivered > 0 && delivered == state.seen
                guard isCalm || state.ticks >= 5 * Self.ticksPerSecond else { return (false, nil) }
                state.isIntroduced = true
                state.ticks = 0
                return (true, nil)
            }
            guard state.ticks % (20 * Self.ticksPerSecond) == 0 else { return (false, nil) }
            defer { state.events += 1 }
            return (false, state.events)
        }
        if introduces {
            Terminal.print(plan.whatNext(delivered: printer.count, lastFile: printer.lastFile))
            if let invitation { Terminal.print(invitation) }
        }
        if let event { happen(event) }
    }

    // The way in for a newcomer, who has no mailbox there: the coordinator of the first tenant.
    private var invitation: String? {
        let email = DemoTenants.coordinator(of: DemoTenants.slugs[0])
        let answer = desk.answer(.loginLink(slug: DemoTenants.slugs[0], email: email))
        guard answer.code == .done else { return nil }
        let link = answer.output.split(separator: "\n").joined(separator: " — ")
        return """
            Open \(link)
            That is the coordinator's side of the first tenant; the link works for an hour. A new one:
              \(plan.loginLink(of: email, at: DemoTenants.slugs[0]))

            """
    }

    private func happen(_ number: Int) {
        let now = Instant(milliseconds: SystemClock().wallMilliseconds())
        let event = DemoEvent(number, round: round, now: now)
        guard let file = try? event.json() else { return }
        printer.tell(event.slug, event.words, at: now)
        let answer = desk.answer(.importProgramme(slug: event.slug, file: file, dryRun: false))
        // A tenant that the newcomer closed, for example.
        if answer.code != .done { printer.tell(event.slug, "not taken: \(answer.message)", at: now) }
    }
}
