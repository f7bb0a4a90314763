import Foundation

/// A path as a person can paste it into a shell.
enum ShellWord {
    /// Quoted only when it must be; what lies in the home directory begins with `~/`.
    static func of(_ path: String, home: String? = ProcessInfo.processInfo.environment["HOME"]) -> String {
        if let home, home.hasPrefix("/"), home != "/", path.hasPrefix(home + "/") {
            return "~/" + quoted(String(path.dropFirst(home.utf8.count + 1)))
        }
        return quoted(path)
    }

    /// This program, as a command that works from any directory: `naast` when the shell finds it by that name.
    static var ownCommand: String {
        let manager = FileManager.default
        guard let program = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return "naast" }
        func isThis(_ path: String) -> Bool { URL(fileURLWithPath: path).resolvingSymlinksInPath().path == program }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        if folders.contains(where: { $0.hasPrefix("/") && isThis("\($0)/naast") }) { return "naast" }
        // SwiftPM's .build/debug is a link to .build/TRIPLE/debug.
        let parts = program.split(separator: "/")
        if parts.count > 4, parts[parts.count - 4] == ".build" {
            let short = "/" + (parts.dropLast(3) + parts.suffix(2)).joined(separator: "/")
            if isThis(short) { return of(short) }
        }
        return of(program)
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                || "/._-+,:@%=".utf8.contains(byte)
        }
        if isPlain, !text.isEmpty { return text }
        return "'" + text.replacingOccurrences(of: "'", with: #"'\''"#) + "'"
    }
}
