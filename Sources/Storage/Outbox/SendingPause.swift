import Domain

/// Why all sending of a tenant stopped, and since when: until a person resumes it.
package struct SendingPause: Hashable, Sendable {
    package let at: Instant
    /// In the operator's words, as the pages show it.
    package let because: String

    /// What the fifth refusal in a row writes.
    static let policy = "the relay refused five messages in a row on policy (5.7)"

    /// What a refusal at MAIL writes.
    static func senderRefused(_ code: Int?) -> String { "\(refusedSender) (\(code ?? 0))" }

    private static let refusedSender = "the relay refuses this tenant's sender address"

    /// True when nothing of this tenant can leave by its relay.
    package var isSenderRefused: Bool { because.hasPrefix(Self.refusedSender) }
}

extension TenantReader {
    /// Why and since when nothing but logins is sent for this tenant; nil while it may send.
    package func sendingPause() throws -> SendingPause? {
        try db.first("SELECT paused_at, paused_because FROM sending WHERE paused_at IS NOT NULL") {
            SendingPause(at: Instant(milliseconds: $0.integer(0)), because: $0.text(1))
        }
    }
}
