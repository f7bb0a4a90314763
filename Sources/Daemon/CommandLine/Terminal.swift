import Foundation

/// Results go to standard output, messages and progress to standard error.
enum Terminal {
    static func print(_ text: String) { write(text, to: FileHandle.standardOutput) }
    static func say(_ text: String) { write(text, to: FileHandle.standardError) }

    private static func write(_ text: String, to file: FileHandle) {
        guard !text.isEmpty else { return }
        try? file.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }
}
