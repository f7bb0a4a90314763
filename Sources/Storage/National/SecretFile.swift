import Foundation
import Platform

/// The file `secret` in the state directory: the key of the noise, unless the configuration names another.
package enum SecretFile {
    static let size = 32

    /// Its bytes; the file is made at the first call, 0600, of 32 random bytes.
    ///
    /// When it is lost a new one is made: nothing published changes, because nothing published is computed again.
    package static func bytes(in directory: StateDirectory) throws(StoreError) -> [UInt8] {
        if access(directory.secret, F_OK) != 0 {
            var generator = SystemRandomNumberGenerator()
            let bytes = (0..<size).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            try WholeFile.write(bytes, to: "secret", in: directory.path)
        }
        try StateDirectory.checkFile(directory.secret)
        do {
            let bytes = try FileDescriptor.open(directory.secret, O_RDONLY | O_NOFOLLOW).readAll(limit: 4_096)
            guard bytes.count >= 16 else {
                throw StoreError.refused("\(directory.secret) has \(bytes.count) bytes; restore it from a backup")
            }
            return bytes
        } catch let error as SystemError {
            throw .refused("\(directory.secret): \(error)")
        } catch {
            throw StoreError(translating: error)
        }
    }
}
