import Foundation

/// The built `naast`, found beside the tests that run, whatever the scratch path.
package enum NaastBinary {
    /// Its path.
    ///
    /// - Throws: `Mistake` when it was not built; the target DaemonTests depends on it.
    package static func path() throws -> String {
        let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        for start in [running] + CommandLine.arguments where start.hasPrefix("/") {
            var folder = (start as NSString).deletingLastPathComponent
            while folder.count > 1 {
                let candidate = folder + "/naast"
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
                    access(candidate, X_OK) == 0
                {
                    return candidate
                }
                folder = (folder as NSString).deletingLastPathComponent
            }
        }
        throw Mistake("no naast beside \(running)")
    }
}
