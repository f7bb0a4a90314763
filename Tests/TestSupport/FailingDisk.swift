import Foundation

/// A small ext4 that stops taking writes when it is told to, as the kernel does when a disk fails; needs root.
///
/// Files that are open for writing stay open, and every write to them is refused: `mount -o remount,ro` cannot do that.
package final class FailingDisk: Sendable {
    package let path: String
    private let image: String
    private let directory: TemporaryDirectory

    /// Whether this machine lets us have one.
    package static let isPossible: Bool = {
        guard geteuid() == 0, let disk = try? FailingDisk(megabytes: 8) else { return false }
        return (try? disk.device).map { access($0, W_OK) == 0 } ?? false
    }()

    package init(megabytes: Int) throws {
        directory = try TemporaryDirectory()
        (path, image) = (directory.file("disk"), directory.file("image"))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try ToolRun.sound("truncate", ["-s", "\(megabytes)M", image])
        try ToolRun.sound("mkfs.ext4", ["-q", "-F", image])
        try mount()
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Lets nobody write any more, until it is repaired.
    package func fail() throws {
        try "the disk fails".write(toFile: try device, atomically: false, encoding: .utf8)
    }

    /// What the operator does then, when nothing has a file open there: takes it away, repairs it, brings it back.
    package func repair() throws {
        try ToolRun.sound("umount", [path])
        // 1: errors were found and mended.
        let status = try ToolRun("e2fsck", ["-fy", image]).status
        guard status <= 1 else { throw ToolRun.Failed(description: "e2fsck ended with \(status)") }
        try mount()
    }

    private func mount() throws {
        try ToolRun.sound("mount", ["-o", "loop,errors=remount-ro", image, path])
    }

    // Where the kernel takes a made-up error of this file system.
    private var device: String {
        get throws {
            let source = String(
                decoding: try ToolRun.sound("findmnt", ["-no", "SOURCE", path]), as: UTF8.self)
            let name = source.split(separator: "/").last?.filter { !$0.isWhitespace } ?? ""
            return "/sys/fs/ext4/\(name)/trigger_fs_error"
        }
    }
}
