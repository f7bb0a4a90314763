import Foundation

/// Measures what the README says it measures.
///
/// `swift run -c release naast-bench [--messages N] [--pairs N]` sends; with `--pages` first it asks for every page.
@main
struct Main {
    static func main() {
        do {
            let words = CommandLine.arguments.dropFirst()
            if words.first == "--pages" {
                try PageBench(words.dropFirst()).run()
            } else {
                try SendRate(words).run()
            }
        } catch {
            FileHandle.standardError.write(Data("naast-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
