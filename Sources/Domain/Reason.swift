/// Why a message exists.
///
/// Unique for ever inside a tenant: one message per reason (QUEUE.md, promise 7).
/// Written `meeting:<uid>:before-day:t3:buddy:<uid>`: the subject, the letter, the revision it tells of, the person.
package struct Reason: Hashable, Sendable, CustomStringConvertible {
    /// What the letter is about.
    package enum Subject: Hashable, Sendable {
        case meeting(Uid)
        case intervision(Uid)
    }

    /// Which version of the subject the letter tells of.
    package enum Revision: Hashable, Sendable {
        /// A revision of the time: a new time makes new reminders.
        case time(Int)
        /// A revision of the place: it makes a `moved` letter and nothing else.
        case place(Int)
        /// The subject's change count, for `moved` and `cancelled`, which may be needed again after each change.
        case change(Int)
    }

    package let subject: Subject
    package let kind: LetterKind
    package let revision: Revision
    package let buddy: Uid

    package init(subject: Subject, kind: LetterKind, revision: Revision, buddy: Uid) {
        self.subject = subject
        self.kind = kind
        self.revision = revision
        self.buddy = buddy
    }

    /// Reads back what `description` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = fields(of: text)
        guard parts.count == 6, parts[4] == "buddy", let uid = Uid(parts[1]), let subject = Subject(parts[0], uid),
            let buddy = Uid(parts[5]), let kind = LetterKind(rawValue: String(parts[2])),
            let revision = Revision(parts[3])
        else { return nil }
        self.subject = subject
        self.kind = kind
        self.revision = revision
        self.buddy = buddy
    }

    package var description: String { "\(subject):\(kind.rawValue):\(revision):buddy:\(buddy)" }
}

extension Reason.Subject: CustomStringConvertible {
    /// Reads back what `description` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = fields(of: text)
        guard parts.count == 2, let uid = Uid(parts[1]) else { return nil }
        self.init(parts[0], uid)
    }

    fileprivate init?(_ word: Substring, _ uid: Uid) {
        switch word {
        case "meeting": self = .meeting(uid)
        case "intervision": self = .intervision(uid)
        default: return nil
        }
    }

    package var uid: Uid {
        switch self {
        case .meeting(let uid), .intervision(let uid): uid
        }
    }

    package var description: String {
        switch self {
        case .meeting(let uid): "meeting:\(uid)"
        case .intervision(let uid): "intervision:\(uid)"
        }
    }
}

extension Reason.Revision: CustomStringConvertible {
    init?(_ text: some StringProtocol) {
        guard let letter = text.first, let count = number(text.dropFirst().utf8) else { return nil }
        switch letter {
        case "t": self = .time(count)
        case "p": self = .place(count)
        case "c": self = .change(count)
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .time(let count): "t\(count)"
        case .place(let count): "p\(count)"
        case .change(let count): "c\(count)"
        }
    }
}

// By bytes: a colon is one, and splitting by Character asks Unicode's tables.
private func fields(of text: some StringProtocol) -> [Substring] {
    let text = String(text)
    return text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { Substring($0) }
}
