/// How a command ends (CONTRACT.md, "Commands"; the numbers above 63 are sysexits.h's).
package enum ExitCode: Int32, Codable, Sendable {
    case done = 0
    case refused = 1
    case wrongUsage = 64
    case unreachable = 69
    case badConfiguration = 78
}

/// Why a command did not do what was asked; the text says what to do.
struct CommandFailure: Error, Hashable {
    let code: ExitCode
    let message: String

    static func usage(_ message: String) -> Self { Self(code: .wrongUsage, message: message) }
    static func refused(_ message: String) -> Self { Self(code: .refused, message: message) }
}
