import Glibc

/// A thread that is waited for: what runs on it is over when `join` returns.
package struct JoinedThread: Sendable {
    private let thread: pthread_t

    package init(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        precondition(failure == 0, "no thread for a test")
        self.thread = thread
    }

    package func join() { pthread_join(thread, nil) }

    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
