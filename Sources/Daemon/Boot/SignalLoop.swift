import Dispatch
import Platform

/// Waits for SIGTERM or SIGINT, and passes SIGHUP on meanwhile.
///
/// Make it before anything else starts a thread.
final class SignalLoop: Sendable {
    private let end = DispatchSemaphore(value: 0)
    private let onHangUp = Locked<(@Sendable () -> Void)?>(nil)
    private let signals = Locked<Signals?>(nil)
    private let queue = DispatchQueue(label: "service.signals")

    init() {
        Signals.ignorePipe()
        let signals = Signals(on: queue) { [weak self] request in
            switch request {
            case .terminate, .interrupt: self?.end.signal()
            case .hangUp: self?.onHangUp.withLock { $0 }?()
            }
        }
        self.signals.withLock { $0 = signals }
    }

    /// Returns when the process should end.
    func wait(onHangUp reload: @escaping @Sendable () -> Void) {
        onHangUp.withLock { $0 = reload }
        end.wait()
    }
}
