import Dispatch
import Foundation
import Platform
import TestSupport
import Testing

@testable import Daemon

@Suite struct SignalLoopTests {
    /// In a process of its own: it takes over the signals of the whole process.
    @Test func `a SIGHUP right after READY is passed on when the wait begins, once; SIGTERM ends the wait`() async {
        await #expect(processExitsWith: .success) {
            let loop = SignalLoop()
            // Heard before anybody waits: between READY and the wait lies no time that a signal could be sent in surely.
            loop.hungUp()
            loop.hungUp()
            let (reloads, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let waiting = JoinedThread {
                loop.wait { reloads.signal() }
                isOver.signal()
            }
            try #require(reloads.wait(timeout: .now() + 60) == .success)
            loop.hungUp()
            try #require(reloads.wait(timeout: .now() + 60) == .success)
            // The two early ones were one.
            try #require(reloads.wait(timeout: .now()) == .timedOut)
            try #require(isOver.wait(timeout: .now()) == .timedOut)
            // Until libdispatch listens a signal is dropped here, where other threads ran before.
            try #require(
                eventually {
                    kill(getpid(), SIGTERM)
                    return isOver.wait(timeout: .now() + 0.1) == .success
                })
            waiting.join()
        }
    }
}
