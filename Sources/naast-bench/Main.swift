import Foundation

/// Measures what the README says it measures: `swift run -c release naast-bench [--messages N] [--pairs N]`.
@main
struct Main {
    static func main() {
        do {
            try SendRate(CommandLine.arguments.dropFirst()).run()
        } catch {
            FileHandle.standardError.write(Data("naast-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
