/// What a setting's text may be, with its limits.
package enum SettingType: Hashable, Sendable {
    /// One line of text, its length in characters.
    case text(ClosedRange<Int>)
    case phone
    case email
    case zone
    /// A relay's name in the configuration; empty means the default relay.
    case relay
    case time
    case onOff
    case number(ClosedRange<Int>)
    case choice([String])

    // An address of our own stands in the header of every letter: there only ASCII can be sent by every relay (RFC 6531).
    func mayBeChosen(_ text: String) -> Bool {
        self != .email || EmailAddress(text).map { !$0.needsSMTPUTF8 } ?? true
    }

    /// The type's name in `naast tenant settings --json`.
    package var name: String {
        switch self {
        case .text: "text"
        case .phone: "phone"
        case .email: "email"
        case .zone: "zone"
        case .relay: "relay"
        case .time: "time"
        case .onOff: "switch"
        case .number: "number"
        case .choice: "choice"
        }
    }

    /// What is allowed, in words that fit after "must be".
    package var allowed: String {
        switch self {
        case .text(let length) where length.lowerBound > 0:
            "one line of \(length.lowerBound) to \(length.upperBound) characters"
        case .text(let length): "one line of at most \(length.upperBound) characters (empty: not set)"
        case .phone: "a phone number of at most 25 digits, spaces, + - ( ) (empty: not set)"
        case .email: "an e-mail address such as info@example.org, without accents before the @ (empty: not set)"
        case .zone: "a time zone such as Europe/Amsterdam"
        case .relay: "a relay's name: at most 63 of a-z 0-9 - _ (empty: the default relay)"
        case .time: "a time from 00:00 to 23:59, written like 08:00"
        case .onOff: "on or off"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.joined(separator: " or ")
        }
    }
}
