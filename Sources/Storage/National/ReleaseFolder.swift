import Foundation
import Platform

/// The folder `releases/`: a file is there whole or not at all, and is never written over.
package struct ReleaseFolder: Sendable {
    private let path: String

    package init(in directory: StateDirectory) throws(StoreError) {
        path = directory.releases
        try directory.makeFolder(path)
    }

    /// Every file's name, in order; what was left half written is not among them.
    package func names() throws(StoreError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw .unwritable(code: errno)
        }
    }

    /// Removes what a run that was cut off left half written.
    package func removeDrafts() throws(StoreError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix(".") {
                unlink("\(path)/\(name)")
            }
        } catch {
            throw .unwritable(code: errno)
        }
    }

    /// The bytes of one; nil when there is none.
    package func read(_ name: String) throws(StoreError) -> [UInt8]? {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw .unwritable(code: errno) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            return try handle.readToEnd().map(Array.init) ?? []
        } catch {
            throw .unwritable(code: EIO)
        }
    }

    /// Writes one so that it survives a crash of the machine; one of that name stays as it is.
    package func write(
        _ name: String, _ bytes: [UInt8], reached: (ReleaseStep) -> Void = { _ in }
    ) throws(StoreError) {
        try WholeFile.write(bytes, to: name, in: path, reached: reached)
    }
}
