/// Why a request goes no further than the parser.
///
/// The connection closes after the answer.
package struct Rejection: Error, Equatable, Sendable {
    package let status: Status
    /// The rule that was broken, in English, without anything the client sent.
    package let reason: String

    init(_ status: Status, _ reason: StaticString) {
        self.status = status
        self.reason = reason.description
    }
}
