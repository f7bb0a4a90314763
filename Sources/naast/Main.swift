import Daemon
import Foundation

@main
struct Main {
    static func main() { exit(runCommandLine(Array(CommandLine.arguments.dropFirst()))) }
}
