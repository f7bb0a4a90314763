import Domain
import HTTP
import Storage

/// Somebody who stands where one logs in: at a tenant's door, or at the helpdesk's.
package struct Arrival: Sendable {
    package let request: Request
    package let door: LoginDoor
    /// The first page behind the door.
    let inside: Path
    /// What was typed; empty for a GET.
    package var fields: Fields
    /// The secret that this browser holds for this door, whatever it is worth.
    package let secret: AccessSecret?
    /// How often strangers may try something.
    let limits: EntranceLimits

    package var slug: Slug { door.slug }
    /// Whom to count together in a limit.
    var network: String { request.client.network.description }
}

extension Caller {
    /// The same person, before the door of this tenant.
    var arrival: Arrival {
        Arrival(
            request: request, door: scope.door, inside: "/\(slug)/vandaag", fields: fields, secret: secret,
            limits: limits)
    }
}
