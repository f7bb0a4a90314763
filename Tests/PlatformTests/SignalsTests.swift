import Dispatch
import Foundation
import Platform
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct SignalsTests {
    @Test func `a signal becomes an event on the queue`() throws {
        let queue = DispatchQueue(label: "signals-test")
        let heard = DispatchSemaphore(value: 0)
        let last = Mutex<Signals.Request?>(nil)
        let signals = Signals([.hangUp], on: queue) { request in
            dispatchPrecondition(condition: .onQueue(queue))
            last.withLock { $0 = request }
            heard.signal()
        }
        // Until libdispatch listens a signal is dropped here, where other threads ran before.
        #expect(
            eventually {
                kill(getpid(), SIGHUP)
                return heard.wait(timeout: .now() + 0.1) == .success
            })
        for _ in 0..<3 {
            kill(getpid(), SIGHUP)
            #expect(heard.wait(timeout: .now() + 60) == .success)
        }
        #expect(last.withLock { $0 } == .hangUp)
        withExtendedLifetime(signals) {}
    }

    @Test func `a write to a closed pipe is an error, not the end`() throws {
        Signals.ignorePipe()
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        let writer = FileDescriptor(owning: ends[1])
        #expect(throws: SystemError(code: EPIPE, operation: "write")) { try writer.writeAll([1]) }
    }
}
