import Foundation
import Platform

/// A real systemd as PID 1 of namespaces of its own, for tests of a unit; it needs root.
///
/// It sees this machine's `/usr`, and has its own `/etc` (a copy), `/run`, `/tmp`, `/var/tmp`, `/var/lib`, `/var/log`
/// and `/usr/local/bin`, so that nothing a unit or a sysusers file does reaches the machine. It ends with this value.
package final class RealSystemd: Sendable {
    private let unshare: ChildProcess
    private let isStopped = Locked(false)
    private let pid: Int32
    private let directory: TemporaryDirectory
    /// The name of a cgroup of our own in every tree, removed at the end.
    private let cgroup: String

    /// Where the host's `shared` directory stands inside.
    package static let sharedInside = "/run/naast-test"
    /// A directory that both sides see: this path outside, `sharedInside` inside.
    package var shared: String { directory.path }

    /// The programs that a test with this fixture needs.
    package static var isPossible: Bool {
        geteuid() == 0 && ["unshare", "nsenter", "mount"].allSatisfy { Requirement.path(of: $0) != nil }
            && access(systemd, X_OK) == 0
    }

    /// Puts `files` in place (path inside: content), copies `programs` (name in /usr/local/bin: path outside), boots.
    ///
    /// Units go to `/etc/systemd/system/NAME.service`; a file under `/usr/lib` cannot be replaced.
    package init(files: [String: String], programs: [String: String] = [:]) throws {
        directory = try TemporaryDirectory()
        cgroup = "naast-test-\(UUID().uuidString)"
        // The users of the units inside must be able to pass through it.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
        for (path, text) in files { try Self.place(Data(text.utf8), at: directory.file("root" + path), mode: 0o644) }
        for (name, path) in programs {
            try Self.place(
                Data(contentsOf: URL(fileURLWithPath: path)), at: directory.file("root/usr/local/bin/" + name),
                mode: 0o755)
        }
        unshare = try ChildProcess(
            "/bin/sh", ["-euc", Self.enter, "sh", cgroup, Self.boot, directory.path], output: directory.file("console"))
        let parent = unshare.pid
        let child = Bounded.poll(seconds: 120) { Self.child(of: parent) }
        pid = child ?? 0
        guard child != nil, Bounded.poll(seconds: 300, { Self.isUp(child ?? 0) ? true : nil }) != nil else {
            stop()
            throw Failure(console: (try? String(contentsOfFile: directory.file("console"), encoding: .utf8)) ?? "")
        }
    }

    deinit { stop() }

    /// Runs a program inside, as root, to its end.
    package func run(_ program: String, _ arguments: String...) throws -> Finished {
        try Self.run(pid, program, arguments)
    }

    package func run(_ program: String, _ arguments: [String]) throws -> Finished {
        try Self.run(pid, program, arguments)
    }

    package func systemctl(_ arguments: String...) throws -> Finished { try Self.run(pid, "systemctl", arguments) }

    /// One property of a unit, as `systemctl show` tells it.
    package func property(_ name: String, of unit: String) throws -> String {
        try systemctl("show", "--value", "--property", name, unit).output.trimmingCharacters(in: .newlines)
    }

    /// What a unit wrote to the journal, one message a line.
    package func journal(of unit: String) throws -> String {
        _ = try run("journalctl", "--sync")
        return try run("journalctl", "--no-pager", "--output=cat", "--unit", unit).output
    }

    /// Kills everything inside at once.
    package func stop() {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        if isFirst { end() }
    }

    private func end() {
        // The kernel ends a PID namespace with its first process; unshare then sees its child gone, and ends too.
        kill(pid > 0 ? pid : unshare.pid, SIGKILL)
        _ = unshare.wait()
        for tree in Self.cgroupTrees {
            _ = try? Finished.run("/usr/bin/find", ["\(tree)/\(cgroup)", "-depth", "-type", "d", "-delete"])
        }
    }

    package struct Failure: Error, CustomStringConvertible {
        let console: String
        package var description: String { "systemd did not boot: \(console)" }
    }

    private static let systemd = "/lib/systemd/systemd"

    private static let cgroupTrees = ["/sys/fs/cgroup", "/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified"]

    private static let enter = """
        for tree in \(cgroupTrees.joined(separator: " ")); do
            if [ -w $tree/cgroup.procs ]; then mkdir $tree/$1; echo $$ > $tree/$1/cgroup.procs; fi
        done
        exec unshare --fork --kill-child --pid --mount --uts --ipc --cgroup --mount-proc /bin/sh -euc "$2" sh "$3"
        """

    /// The cgroup trees are mounted anew, so that systemd takes ours for the root and leaves the machine's alone.
    ///
    /// Masked are the services that would set this machine's kernel, clock, disks or devices.
    private static let boot = """
        export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin container=naast-test
        mount --make-rprivate /
        mount -t tmpfs -o mode=755 tmpfs /run
        mkdir /run/naast-test
        mount --bind "$1" /run/naast-test
        cp -a /etc /run/naast-etc
        mount --bind /run/naast-etc /etc
        rm -f /etc/machine-id /etc/fstab
        echo 0123456789abcdef0123456789abcdef > /etc/machine-id
        if [ -d /sys/fs/cgroup/systemd ]; then
            mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
            mkdir /sys/fs/cgroup/systemd /sys/fs/cgroup/unified
            mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd
            mount -t cgroup2 cgroup2 /sys/fs/cgroup/unified
        else
            mount -t cgroup2 cgroup2 /sys/fs/cgroup
        fi
        mount -t tmpfs -o mode=1777 tmpfs /tmp
        mount -t tmpfs -o mode=1777 tmpfs /var/tmp
        mount -t tmpfs -o mode=755 tmpfs /var/lib
        mount -t tmpfs -o mode=755 tmpfs /var/log
        mount -t tmpfs -o mode=755 tmpfs /usr/local/bin
        if [ -d /run/naast-test/root ]; then cp -a --no-preserve=ownership /run/naast-test/root/. /; fi
        mkdir -p /run/systemd/system
        for unit in systemd-sysctl systemd-modules-load systemd-udevd systemd-udev-trigger systemd-remount-fs \\
            systemd-timesyncd systemd-random-seed systemd-update-utmp systemd-binfmt kmod-static-nodes; do
            ln -s /dev/null /run/systemd/system/$unit.service
        done
        exec \(systemd) --system --unit=basic.target
        """

    private static func place(_ content: Data, at path: String, mode: Int) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try content.write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// The first process inside: the only child of `unshare`, once that has taken the place of our shell.
    private static func child(of parent: Int32) -> Int32? {
        let name = try? String(contentsOfFile: "/proc/\(parent)/comm", encoding: .utf8)
        guard name == "unshare\n" else { return nil }
        let text = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        return text.flatMap { $0.split(separator: " ").first }.flatMap { Int32($0) }
    }

    private static func isUp(_ pid: Int32) -> Bool {
        // "degraded" is up too: on a test machine some unit of basic.target may not start.
        let state = try? run(pid, "systemctl", ["is-system-running"]).output.trimmingCharacters(in: .newlines)
        return state == "running" || state == "degraded"
    }

    private static func run(_ pid: Int32, _ program: String, _ arguments: [String]) throws -> Finished {
        let nsenter = Requirement.path(of: "nsenter") ?? "nsenter"
        return try Finished.run(nsenter, ["--target", "\(pid)", "--all", "--", program] + arguments)
    }
}
