import Domain
import HTTP
import Storage

/// Somebody of the helpdesk who is logged in.
package struct HelpdeskVisit: Sendable, ProvenForms {
    package let request: Request
    package let scope: HelpdeskScope
    package let site: SiteFacts
    package let now: Instant

    package var formToken: String { scope.session.formToken }
    /// The helpdesk is where the house is.
    package var zone: Zone { .amsterdam }
    package var today: LocalDate { zone.local(now).date }
}
