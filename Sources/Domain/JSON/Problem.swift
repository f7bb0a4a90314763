/// One thing that is wrong with what a person gave us, where it stands and what to do about it.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// `meetings[3].starts`; empty for the whole.
    package let path: String
    /// Says what was expected, in a sentence without the personal data that stands there.
    package let text: String

    package init(at path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    package var description: String { path.isEmpty ? text : "\(path): \(text)" }
}

/// Gathers problems while a tree is read, so that a person hears of all of them at once.
///
/// Confined to the one call that reads the tree: not `Sendable`, and it never leaves it.
package final class ProblemList {
    package private(set) var problems: [Problem] = []

    package init() {}

    package func add(at path: String, _ text: String) {
        problems.append(Problem(at: path, text))
    }
}
