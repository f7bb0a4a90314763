import Foundation

/// Measures what the README says it measures: `swift run -c release naast-bench [--messages N] [--pairs N]` for
/// mail, and `naast-bench --http [--requests N]` for pages.
@main
struct Main {
    static func main() {
        do {
            let words = CommandLine.arguments.dropFirst()
            if words.first == "--http" {
                try HTTPRate(words.dropFirst()).run()
            } else {
                try SendRate(words).run()
            }
        } catch {
            FileHandle.standardError.write(Data("naast-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
