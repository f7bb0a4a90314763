import Domain
import Platform

// What of a programme may stand in a log: names that are nobody's.

extension LetterKind: LogWord {
    package var logWord: String { rawValue }
}

extension Uid: LogWord {
    package var logWord: String { text }
}

extension Slug: LogWord {
    package var logWord: String { text }
}
