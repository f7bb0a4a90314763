import Foundation
import Platform

enum ImportCommand: Command {
    static let help = """
        naast import SLUG FILE.json [--dry-run] [--config FILE]

        Reads buddies, requesters, requests, matches, meetings, intervisions and signals into a tenant, and plans
        their letters. The same ref again updates: a missing key keeps its value, null clears it, a missing record
        stays. With any error nothing is written, and every error is listed with its path.
        At most 5,000 records and 16 MiB. FILE may be - for standard input. --dry-run only checks.
        """

    private static let byteLimit = 16 << 20

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, flags: ["dry-run"])
        let named = try arguments.require("SLUG", "FILE.json")
        return try AdminCommand.run(
            .importProgramme(slug: named[0], file: try read(named[1]), dryRun: arguments.isSet("dry-run")), arguments)
    }

    private static func read(_ path: String) throws -> Data {
        do {
            let bytes =
                path == "-"
                ? try FileHandle.standardInput.read(upToCount: byteLimit + 1) ?? Data()
                : Data(try FileDescriptor.open(path, O_RDONLY).readAll(limit: byteLimit))
            guard bytes.count <= byteLimit else {
                throw CommandFailure.refused("\(path) is larger than 16 MiB: split it")
            }
            return bytes
        } catch let failure as CommandFailure {
            throw failure
        } catch let error as SystemError where error.code == EFBIG {
            throw CommandFailure.refused("\(path) is larger than 16 MiB: split it")
        } catch let error as SystemError {
            throw CommandFailure.refused("\(path) cannot be read: \(String(cString: strerror(error.code)))")
        } catch {
            throw CommandFailure.refused("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
