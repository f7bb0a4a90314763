import Domain

/// A message that a relay took: what `naast demo` prints.
///
/// It names the recipient, so it never goes to a log.
package struct DeliveredMessage: Sendable {
    package let slug: Slug
    package let kind: LetterKind
    package let recipient: EmailAddress
    /// The relay's reply; of a Maildir the path of the file.
    package let reply: String
    package let due: Instant
    package let at: Instant
}
