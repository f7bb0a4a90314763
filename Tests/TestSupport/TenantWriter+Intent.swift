import Storage

extension TenantWriter {
    /// The intent to send by a relay whose sender is in `proef.example`.
    package func intend(_ message: ClaimedMessage) throws -> IntendedMessage? {
        try intend(message, host: "proef.example")
    }
}
