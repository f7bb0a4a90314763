import Dispatch

/// Runs an actor on a serial Dispatch queue of its own, so that its blocking calls block no shared thread.
///
/// A block on `queue` may call the actor with `assumeIsolated`.
package final class QueueExecutor: SerialExecutor {
    package let queue: DispatchQueue

    /// A new serial queue that targets no other, so that it never waits for a shared thread.
    package init(label: String) {
        queue = DispatchQueue(label: label)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
