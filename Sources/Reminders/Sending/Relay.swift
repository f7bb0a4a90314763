import Delivery
import Domain

/// A way out for mail: an SMTP server, or a Maildir.
package struct Relay: Sendable {
    package let name: String
    /// The address that this relay lets us send from.
    package let from: EmailAddress
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
        self.connections = connections
        self.perMinute = perMinute
        self.makeSession = makeSession
    }
}
