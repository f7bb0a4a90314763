import Foundation
import Synchronization

/// A small file system of its own in memory, for tests of a full disk; needs root.
package final class SmallDisk: Sendable {
    package let path: String
    private let directory: TemporaryDirectory

    /// Whether this machine lets us mount one.
    package static let isPossible: Bool = {
        guard geteuid() == 0, let directory = try? TemporaryDirectory() else { return false }
        guard (try? ToolRun("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.path]))?.status == 0 else {
            return false
        }
        return umount2(directory.path, Int32(MNT_DETACH)) == 0
    }()

    package init(megabytes: Int) throws {
        directory = try TemporaryDirectory()
        path = directory.path
        try ToolRun.sound("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m,mode=700", "tmpfs", path])
    }

    deinit { umount2(path, Int32(MNT_DETACH)) }

    /// Takes all the room that is left.
    package func fill() {
        let file = open(path + "/filler", O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o600)
        for size in [65_536, 4_096, 1] {
            let block = [UInt8](repeating: 0, count: size)
            while write(file, block, size) > 0 {}
        }
        close(file)
    }

    /// Gives that much of the room back.
    package func makeRoom(bytes: Int) {
        var facts = stat()
        if stat(path + "/filler", &facts) == 0 { truncate(path + "/filler", max(0, facts.st_size - off_t(bytes))) }
    }

    /// Gives the room back.
    package func makeRoom() { unlink(path + "/filler") }

    /// Lets nobody write any more, as the kernel does when a disk fails, or lets them again.
    ///
    /// False while files are open for writing and the kernel refuses.
    package func remount(readOnly: Bool) -> Bool {
        (try? ToolRun("mount", ["-o", "remount,\(readOnly ? "ro" : "rw")", path]))?.status == 0
    }
}
