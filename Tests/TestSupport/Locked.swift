import Glibc

/// A value behind a POSIX lock.
///
/// Not `Synchronization.Mutex`: where that is contended the kernel hands it over (FUTEX_UNLOCK_PI), which the thread
/// sanitizer does not see, so it reports races that are none.
// Unchecked: `value` is read and written only between lock and unlock of `mutex`, which never moves.
package final class Locked<Value>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        precondition(pthread_mutex_init(mutex, nil) == 0, "no lock for a test")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    package func withLock<Answer>(_ body: (inout Value) throws -> Answer) rethrows -> Answer {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
