import Dispatch
import Platform

/// Waits for SIGTERM or SIGINT, and passes SIGHUP on meanwhile.
///
/// Make it before anything else starts a thread.
final class SignalLoop: Sendable {
    private let end = DispatchSemaphore(value: 0)
    private struct HangUp {
        var handler: (@Sendable () -> Void)?
        var cameEarly = false
    }

    private let hangUp = Locked(HangUp())
    private let signals = Locked<Signals?>(nil)
    private let queue = DispatchQueue(label: "service.signals")

    init() {
        Signals.ignorePipe()
        let signals = Signals(on: queue) { [weak self] request in
            switch request {
            case .terminate, .interrupt: self?.end.signal()
            case .hangUp: self?.hungUp()
            }
        }
        self.signals.withLock { $0 = signals }
    }

    /// Returns when the process should end.
    ///
    /// A SIGHUP that came before, right after the daemon said READY for instance, is passed on now.
    func wait(onHangUp reload: @escaping @Sendable () -> Void) {
        let cameEarly = hangUp.withLock { state in
            state.handler = reload
            return state.cameEarly
        }
        if cameEarly { queue.async { reload() } }
        end.wait()
    }

    private func hungUp() {
        let handler = hangUp.withLock { state in
            if state.handler == nil { state.cameEarly = true }
            return state.handler
        }
        handler?()
    }
}
