import Delivery
import Domain

/// A way out for mail: an SMTP server, or a Maildir.
package struct Relay: Sendable {
    /// How many connections all relays together may have open, those included that were replaced and still send.
    ///
    /// Every blocked Dispatch thread counts, and at 255 nothing runs any more (ARCHITECTURE.md, "Concurrency").
    package static let mostConnections = 128

    package let name: String
    /// The address that this relay lets us send from.
    package let from: EmailAddress
    /// The domain in which messages have their names that this relay is the first to send.
    let messageHost: String
    package let connections: Int
    /// Nil: no limit of its own.
    package let perMinute: Int?
    /// Makes the session of one lane.
    package let makeSession: @Sendable () -> any DeliverySession

    package init(
        name: String, from: EmailAddress, connections: Int, perMinute: Int?,
        makeSession: @escaping @Sendable () -> any DeliverySession
    ) {
        self.name = name
        self.from = from
        messageHost = MessageID.host(of: from)
        self.connections = connections
        self.perMinute = perMinute
        self.makeSession = makeSession
    }
}
