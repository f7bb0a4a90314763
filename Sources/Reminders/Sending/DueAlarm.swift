import Dispatch
import Domain
import Glibc
import Platform

/// One absolute timer on the wall clock: it rings when the earliest message of all tenants is due.
///
/// It follows the clock when that is set (`wallDeadline` is a timer on CLOCK_REALTIME), and never polls.
final class DueAlarm: SenderAlarm {
    private let queue = DispatchQueue(label: "sender.alarm")
    // What waits for a moment (a circuit, a rate, a stalled disk) is called from here.
    private let later = DispatchQueue(label: "sender.later")
    private let timer: QueueConfined<any DispatchSourceTimer>

    init() {
        let source = DispatchSource.makeTimerSource(queue: queue)
        timer = QueueConfined(source, on: queue)
    }

    /// Says what to do when it rings; once, before it is armed.
    func onRing(_ ring: @escaping @Sendable () -> Void) {
        queue.sync {
            timer.withValue { timer in
                timer.setEventHandler(handler: ring)
                timer.activate()
            }
        }
    }

    /// Rings at that moment and not at the one it was set to before.
    func arm(for due: Instant) {
        let (seconds, milliseconds) = due.milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let moment = timespec(tv_sec: Int(seconds), tv_nsec: Int(milliseconds) * 1_000_000)
        queue.async {
            self.timer.withValue {
                $0.schedule(wallDeadline: DispatchWallTime(timespec: moment), leeway: .nanoseconds(0))
            }
        }
    }

    func after(_ span: Span, _ body: @escaping @Sendable () -> Void) {
        later.asyncAfter(deadline: .now() + .milliseconds(Int(span.milliseconds)), execute: body)
    }

    deinit {
        // The last reference may go in the handler itself, so this must not wait for the queue.
        let timer = timer
        queue.async { timer.withValue { $0.cancel() } }
    }
}
