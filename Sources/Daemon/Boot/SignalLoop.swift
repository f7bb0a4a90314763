import Dispatch
import Platform

/// Waits for SIGTERM or SIGINT, and passes SIGHUP on meanwhile.
///
/// Make it before anything else starts a thread.
final class SignalLoop: Sendable {
    /// The end was asked for before all was begun.
    struct EndAsked: Error {}

    private let end = DispatchSemaphore(value: 0)
    private let isEndAsked = Locked(false)
    private struct HangUp {
        var handler: (@Sendable () -> Void)?
        var cameEarly = false
    }

    private let hangUp = Locked(HangUp())
    private let signals = Locked<Signals?>(nil)
    private let queue = DispatchQueue(label: "service.signals")

    /// - Parameter hangUpEnds: SIGHUP is the end of the terminal and so of us, unless nohup(1) has it ignored.
    init(hangUpEnds: Bool = false) {
        Signals.ignorePipe()
        let isHeeded = !hangUpEnds || !Signals.isIgnored(.hangUp)
        let signals = Signals(on: queue) { [weak self] request in
            switch request {
            case .terminate, .interrupt: self?.askEnd()
            case .hangUp where !isHeeded: break
            case .hangUp: if hangUpEnds { self?.askEnd() } else { self?.hungUp() }
            }
        }
        self.signals.withLock { $0 = signals }
    }

    /// Ends `wait`, as SIGTERM does.
    func askEnd() {
        isEndAsked.withLock { $0 = true }
        end.signal()
    }

    /// Throws once the end was asked for: between the steps of what takes long.
    func checkEnd() throws(EndAsked) {
        if isEndAsked.withLock({ $0 }) { throw EndAsked() }
    }

    /// Returns when the process should end.
    ///
    /// A SIGHUP that came before, right after the daemon said READY for instance, is passed on now.
    func wait(onHangUp reload: @escaping @Sendable () -> Void = {}) {
        let cameEarly = hangUp.withLock { state in
            state.handler = reload
            return state.cameEarly
        }
        if cameEarly { queue.async { reload() } }
        end.wait()
    }

    /// Takes note of a SIGHUP: passes it on, or keeps it for the one who will wait.
    func hungUp() {
        let handler = hangUp.withLock { state in
            if state.handler == nil { state.cameEarly = true }
            return state.handler
        }
        handler?()
    }
}
