import Domain

/// A configuration that cannot be used: every problem in it.
///
/// The daemon ends with 78.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// In the order of the file, then what only shows when several keys are seen together.
    package let problems: [Problem]

    package init(file: String, _ problems: [Problem]) {
        self.file = file
        self.problems = problems
    }

    /// One line per problem: file, path, what to do.
    package var description: String { problems.map { "\(file): \($0)" }.joined(separator: "\n") }
}
