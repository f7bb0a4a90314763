import Foundation

/// Measures what the README says it measures.
///
/// `swift run -c release naast-bench [--messages N] [--pairs N] [--round-trip MS]` sends mail, `--http [--requests N]` serves pages beside
/// nginx, `--pages` asks for every page of 150 tenants with three years of history, `--release` publishes three years of
/// 10, 50 and 150 tenants.
@main
struct Main {
    static func main() {
        do {
            let words = CommandLine.arguments.dropFirst()
            if words.first == "--http" {
                try HTTPRate(words.dropFirst()).run()
            } else if words.first == "--pages" {
                try PageBench(words.dropFirst()).run()
            } else if words.first == "--release" {
                try ReleaseBench(words.dropFirst()).run()
            } else {
                try SendRate(words).run()
            }
        } catch {
            FileHandle.standardError.write(Data("naast-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
