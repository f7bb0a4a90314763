import Foundation

/// A directory that lives as long as this value, for one test.
package final class TemporaryDirectory: Sendable {
    package let path: String

    /// Makes the directory, 0700, under a short path because a unix socket's may have 107 bytes.
    package init() throws {
        path = "/tmp/naast-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path inside.
    package func file(_ name: String) -> String { path + "/" + name }
}
