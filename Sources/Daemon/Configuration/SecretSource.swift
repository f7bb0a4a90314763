import Domain
import Foundation
import Platform

/// Where a secret is read, each time it is needed: the configuration never holds one.
package enum SecretSource: Hashable, Sendable {
    /// Absolute path; the file may not be readable by everybody.
    case file(String)
    /// A systemd credential: a file of this name in `$CREDENTIALS_DIRECTORY` (systemd.exec(5)).
    case credential(String)

    static let byteLimit = 4_096

    /// What systemd tells this process about its credentials.
    package static var credentialsDirectory: String? { ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] }

    /// The bytes as they are.
    package func bytes(credentials: String? = credentialsDirectory) throws(SecretUnreadable) -> [UInt8] {
        let path = try path(credentials)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw SecretUnreadable("\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { _ = Glibc.close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw SecretUnreadable("\(path) is not a file")
        }
        guard facts.st_mode & 0o007 == 0 else {
            throw SecretUnreadable("\(path) is open to everybody: chmod o= \(path)")
        }
        var buffer = [UInt8](repeating: 0, count: Self.byteLimit + 1)
        var count = 0
        while count < buffer.count {
            let got = buffer.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else {
                throw SecretUnreadable("\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            if got == 0 { break }
            count += got
        }
        guard count > 0 else { throw SecretUnreadable("\(path) is empty") }
        guard count <= Self.byteLimit else { throw SecretUnreadable("\(path) is larger than \(Self.byteLimit) bytes") }
        return Array(buffer[..<count])
    }

    /// The first line, as text: for passwords, whose file usually ends with a line end.
    package func line(credentials: String? = credentialsDirectory) throws(SecretUnreadable) -> String {
        let text = String(validating: try bytes(credentials: credentials), as: UTF8.self)
        guard var line = text else { throw SecretUnreadable("\(description) is not UTF-8 text") }
        if line.hasSuffix("\r\n") || line.hasSuffix("\n") { line.removeLast() }
        guard !line.isEmpty, line.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw SecretUnreadable("\(description) must hold the password on one line and nothing else")
        }
        return line
    }

    private func path(_ credentials: String?) throws(SecretUnreadable) -> String {
        switch self {
        case .file(let path): return path
        case .credential(let name):
            guard let credentials else {
                throw SecretUnreadable(
                    "the credential \(name) cannot be read: systemd gave none; write LoadCredential=\(name):/FILE in the unit"
                )
            }
            return "\(credentials)/\(name)"
        }
    }
}

extension SecretSource: CustomStringConvertible {
    /// Where it is, never what it is.
    package var description: String {
        switch self {
        case .file(let path): "the file \(path)"
        case .credential(let name): "the credential \(name)"
        }
    }
}

/// A secret that cannot be read: why, and what to do about it.
///
/// It holds nothing of the secret.
package struct SecretUnreadable: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
