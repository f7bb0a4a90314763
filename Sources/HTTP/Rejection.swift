/// Why a request, or the form in its body, is refused.
///
/// When the parser refuses, the connection closes after the answer.
package struct Rejection: Error, Equatable, Sendable {
    package let status: Status
    /// The rule that was broken, in English, without anything the client sent.
    package let reason: String

    package init(_ status: Status, _ reason: StaticString) {
        self.status = status
        self.reason = reason.description
    }
}
