/// How long a way in stays open, and how often a code may be tried.
package enum LoginTerms {
    /// From the moment the relay accepted the mail.
    package static let afterAccepted = Span.minutes(15)
    /// From the moment it was asked for or printed, whatever the mail does.
    package static let atMost = Span.hours(1)
    /// A welcome waits until its reader has an hour.
    package static let welcome = Span.days(7)
    /// The last wrong code ends the login.
    package static let wrongCodes = 5
}

/// Six digits that stand on the screen which asked, and are typed on the page that the mail's link opens.
package struct LoginCode: Hashable, Sendable {
    /// Six digits.
    package let text: String

    package static func random() -> Self {
        let digits = String(Int.random(in: 0..<1_000_000))
        return Self(unchecked: String(repeating: "0", count: 6 - digits.count) + digits)
    }

    /// Reads what a person typed: spaces, dots and dashes between the digits do not matter.
    package init?(typed: String) {
        let bare = typed.unicodeScalars.filter { !" .-\u{A0}".unicodeScalars.contains($0) }
        guard bare.count == 6, bare.allSatisfy({ (48...57).contains($0.value) }) else { return nil }
        text = String(String.UnicodeScalarView(bare))
    }

    private init(unchecked: String) {
        text = unchecked
    }

    /// `482 913`, as a person reads it aloud.
    package var words: String { "\(text.prefix(3)) \(text.suffix(3))" }
}
