import Glibc

/// A system call that failed: its `errno` and what we were doing.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let code: Int32
    /// The call and, where it helps the operator, the path: never a person's data.
    package let operation: String

    package init(code: Int32, operation: String) {
        self.code = code
        self.operation = operation
    }

    /// The error the calling thread's last failed call left in `errno`; call it before anything else does.
    package static func last(_ operation: String) -> Self { Self(code: errno, operation: operation) }

    package var description: String { "\(operation): \(String(cString: strerror(code))) (\(code))" }
}

/// Runs a system call again as long as a signal interrupted it.
///
/// For calls that answer -1 on failure. Not for `close`, which on Linux has closed even then.
package func retryingInterrupted<Count: FixedWidthInteger>(
    _ operation: @autoclosure () -> String, _ call: () -> Count
) throws(SystemError) -> Count {
    while true {
        let result = call()
        if result >= 0 { return result }
        guard errno == EINTR else {
            let code = errno
            throw SystemError(code: code, operation: operation())
        }
    }
}
