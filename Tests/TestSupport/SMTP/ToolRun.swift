import Foundation

/// One run of a program that ends by itself, with all it printed.
package struct ToolRun: Sendable {
    package let status: Int32
    package let output: Data

    package struct Failed: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a program from the PATH; standard error goes with standard output.
    package init(_ program: String, _ arguments: [String], input: Data = Data()) throws {
        guard let path = Requirement.path(of: program) else {
            throw Failed(description: "\(program) is not installed")
        }
        let process = Process()
        let (incoming, outgoing) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = incoming
        process.standardOutput = outgoing
        process.standardError = outgoing
        try process.run()
        // A pipe holds 64 KiB: larger input goes by a file.
        precondition(input.count < 60_000, "too much for a pipe that nobody reads yet")
        try incoming.fileHandleForWriting.write(contentsOf: input)
        try incoming.fileHandleForWriting.close()
        output = try outgoing.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        status = process.terminationStatus
    }

    /// Runs a program that must succeed.
    @discardableResult
    package static func sound(_ program: String, _ arguments: [String], input: Data = Data()) throws -> Data {
        let run = try ToolRun(program, arguments, input: input)
        guard run.status == 0 else {
            let said = String(decoding: run.output, as: UTF8.self)
            throw Failed(description: "\(program) \(arguments) ended with \(run.status): \(said)")
        }
        return run.output
    }
}
