import Foundation
import Platform
import TestSupport
import Testing

@Suite struct StateLockTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("lock") }

    init() throws { directory = try TemporaryDirectory() }

    @Test func `the second is refused with the pid of the first`() throws {
        let first = try StateLock.acquire(path)
        #expect(throws: LockError.heldBy(pid: getpid())) { try StateLock.acquire(path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(getpid())\n")
        withExtendedLifetime(first) {}
    }

    @Test func `a lock let go can be taken again and leaves no pid`() throws {
        do { _ = try StateLock.acquire(path) }
        #expect(StateLock.holder(of: path) == nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        _ = try StateLock.acquire(path)
    }

    @Test func `the pid a killed daemon left behind does not matter`() throws {
        try "1\n".write(toFile: path, atomically: true, encoding: .utf8)
        let lock = try StateLock.acquire(path)
        #expect(StateLock.holder(of: path) == getpid())
        withExtendedLifetime(lock) {}
    }

    @Test func `a pid that another program has by now is not reported`() throws {
        // Pid 1 lives on every machine, and does not hold this lock.
        try "1\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(StateLock.holder(of: path) == nil)
    }

    @Test func `a pid that nobody has is not reported`() throws {
        try "4194305\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(StateLock.holder(of: path) == nil)
    }

    @Test func `a pid that another program has by now holds nothing`() throws {
        try "\(getpid())\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(StateLock.holder(of: path) == nil)
        // And looking leaves nothing behind.
        let lock = try StateLock.acquire(path)
        withExtendedLifetime(lock) {}
    }

    @Test func `a verb that only looks does not keep a daemon from starting`() throws {
        let looker = try FileDescriptor.open(path, O_RDWR | O_CREAT)
        #expect(flock(looker.raw, LOCK_SH) == 0)
        let thread = JoinedThread { [raw = looker.raw] in
            usleep(2_000)
            flock(raw, LOCK_UN)
        }
        let lock = try? StateLock.acquire(path)
        thread.join()
        #expect(lock != nil)
    }

    @Test func `a link in place of the lock is not followed`() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: directory.file("elsewhere"))
        #expect(throws: LockError.failed(SystemError(code: ELOOP, operation: "open \(path)"))) {
            try StateLock.acquire(path)
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("elsewhere")))
    }

    @Test func `a directory that is not there is named`() {
        let error = #expect(throws: LockError.self) { try StateLock.acquire("/nonexistent/lock") }
        #expect(error?.description.contains("/nonexistent/lock: No such file or directory") == true)
    }
}
