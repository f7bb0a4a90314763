import Dispatch

/// A value that only the blocks of one serial queue touch.
package final class QueueConfined<Value>: @unchecked Sendable {
    // Safe: `value` is reached through `withValue` alone, which stops the program off its queue.
    private let queue: DispatchQueue
    private var value: Value

    package init(_ value: Value, on queue: DispatchQueue) {
        self.queue = queue
        self.value = value
    }

    /// Lends the value to a block that runs on the queue.
    package func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        dispatchPrecondition(condition: .onQueue(queue))
        return try body(&value)
    }
}
