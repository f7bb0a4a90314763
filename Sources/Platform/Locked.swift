import Glibc

/// A value behind a lock, as `Mutex` of Synchronization, on a POSIX mutex.
///
/// Use this one and not `Mutex`: on Linux the thread sanitizer does not see `Mutex` being taken once two threads wait
/// for it (its slow path is in a library without instrumentation), and reports races that are none.
package final class Locked<Value>: @unchecked Sendable {
    // Safe: `value` is reached through `withLock` alone, which holds the mutex.
    private var value: Value
    // On the heap at one address for good; a mutex must not move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    package init(_ value: sending Value) {
        self.value = value
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Lends the value to `body`, to nobody else at the same time; not to be nested on one lock.
    package func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
