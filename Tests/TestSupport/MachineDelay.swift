import Foundation
import Glibc
import Platform

/// How long this machine makes a thread wait that wakes by a timer and then writes to the disk, while a test runs.
///
/// A figure of ours is compared with it in the same run: a machine that is busy with other things is slow for both.
package final class MachineDelay: Sendable {
    private struct State {
        var samples: [Double] = []
        var isStopping = false
        var thread: JoinedThread?
    }

    private let state = Locked(State())

    /// Starts to measure, every five milliseconds; with a file beside those that the test writes.
    package init(in folder: String) {
        let path = "\(folder)/machine-delay-\(UUID().uuidString)"
        let thread = JoinedThread { [weak self] in
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            unlink(path)
            var page = [UInt8](repeating: 7, count: 4_096)
            let clock = SystemClock()
            while let self, self.goesOn {
                let start = clock.monotonicNanoseconds()
                usleep(5_000)
                page[0] &+= 1
                _ = pwrite(file, page, page.count, 0)
                fdatasync(file)
                self.note(Double(clock.monotonicNanoseconds() - start) / 1e6 - 5)
            }
            if file >= 0 { close(file) }
        }
        state.withLock { $0.thread = thread }
    }

    deinit { stop() }

    private var goesOn: Bool { state.withLock { !$0.isStopping } }

    private func note(_ sample: Double) { state.withLock { $0.samples.append(sample) } }

    private func stop() { state.withLock { $0.isStopping = true } }

    /// Ends, and gives the 99th percentile in milliseconds.
    package func finish() -> Double {
        stop()
        state.withLock { $0.thread.take() }?.join()
        let samples = state.withLock { $0.samples.sorted() }
        return samples.isEmpty ? 0 : samples[samples.count * 99 / 100]
    }

    /// What a figure may be in this run, in milliseconds: the plain one under NAAST_LONG, or where nothing delays.
    ///
    /// - Parameter steps: how many such waits of the machine the slowest one that is measured may have met.
    package static func allows(_ figure: Double, delay: Double, steps: Double) -> Double {
        Requirement.isLong ? figure : figure + steps * delay
    }
}
