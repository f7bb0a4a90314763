import Foundation

/// Programs that some tests need and a machine may lack.
package enum Requirement {
    /// Whether `.ci/run` demands every test: then a missing program makes its tests fail instead of being skipped.
    package static var all: Bool { ProcessInfo.processInfo.environment["NAAST_REQUIRE_ALL"] == "1" }

    /// Whether a sanitizer watches, as `.ci/run` says: then the tests of the whole daemon do the same with smaller numbers.
    package static var isSanitized: Bool { ProcessInfo.processInfo.environment["NAAST_SANITIZED"] == "1" }

    /// Whether the tests that measure take their full time and hold the plain figures: on a machine with nothing else to do.
    package static var isLong: Bool { ProcessInfo.processInfo.environment["NAAST_LONG"] == "1" }

    /// The path of a program, from `PATH` and the places where Debian keeps an administrator's programs.
    package static func path(of program: String) -> String? {
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders =
            inherited.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin", "/usr/lib/postfix/sbin"]
        return folders.map { $0 + "/" + program }.first { access($0, X_OK) == 0 }
    }

    /// Whether a test that needs these programs runs: they are there, or their lack must be seen.
    package static func runs(with programs: String...) -> Bool { all || programs.allSatisfy { path(of: $0) != nil } }
}
