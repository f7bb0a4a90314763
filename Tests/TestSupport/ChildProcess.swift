import Foundation
import Platform

/// A program that a test started and waits for.
///
/// By `posix_spawn`, so that the test decides which descriptors and which blocked signals the child inherits: none.
package struct ChildProcess: Sendable {
    package let pid: Int32

    /// Starts a program with nothing to read and both outputs in a file.
    package init(_ program: String, _ arguments: [String], output path: String) throws {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&files, 1, 2)
        // No descriptor of the test reaches the child: it would keep sockets open that others wait to see closed.
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&files, number) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Nor does a blocked signal: a test of signals blocks some on its thread.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: Int32 = 0
        let code = posix_spawn(&child, program, &files, &attributes, words, environ)
        guard code == 0 else { throw SystemError(code: code, operation: "start \(program)") }
        pid = child
    }

    /// Waits for the end and answers the exit status, or 128 and the signal; to be called once.
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}

/// A program that ran to its end.
package struct Finished: Sendable {
    package let status: Int32
    /// Standard output and standard error, as they came.
    package let output: String

    /// Runs a program and waits for it.
    package static func run(_ program: String, _ arguments: [String]) throws -> Finished {
        let directory = try TemporaryDirectory()
        let status = try ChildProcess(program, arguments, output: directory.file("output")).wait()
        let data = try Data(contentsOf: URL(fileURLWithPath: directory.file("output")))
        return Finished(status: status, output: String(decoding: data, as: UTF8.self))
    }
}
