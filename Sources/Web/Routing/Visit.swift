import Domain
import HTTP
import Storage

/// What every handler knows of the house.
package struct SiteFacts: Sendable {
    /// Where people reach the pages, without a slash at its end, such as `https://naast.example.org`.
    package let baseURL: String
    /// Who runs this Naast, in the foot of pages that belong to no tenant.
    package let helpdeskName: String

    /// True when everybody may see the dashboard.
    package let isDashboardPublic: Bool

    package init(baseURL: String, helpdeskName: String, isDashboardPublic: Bool = false) {
        self.baseURL = baseURL
        self.helpdeskName = helpdeskName
        self.isDashboardPublic = isDashboardPublic
    }

    /// True when browsers speak TLS with the proxy in front.
    package var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// Somebody who is not known, or not yet, at one tenant.
package struct Caller: Sendable {
    package let request: Request
    package let scope: PublicScope
    package let site: SiteFacts
    /// What was typed; empty for a GET.
    package var fields: Fields
    /// The secret that this browser holds for this tenant, whatever it is worth.
    package let secret: AccessSecret?
    /// How often strangers may try something.
    let limits: EntranceLimits

    package var slug: Slug { scope.tenant.slug }
}

/// A member who is logged in and may do what was asked.
package struct Visit: Sendable, ProvenForms {
    package let request: Request
    package let scope: MemberScope
    package let site: SiteFacts
    /// What was typed; empty for a GET.
    package var fields: Fields
    package var files: [Form.File]
    /// The secret of this session, for the one page that ends it.
    package let secret: AccessSecret

    package var slug: Slug { scope.tenant.slug }
    package var member: Member { scope.member }

    /// The uid in the path's `{uid}`.
    ///
    /// - Throws: `notFound` for anything else, as for one there is not.
    package func uid(_ name: String = "uid") throws(Refusal) -> Uid {
        guard let uid = request.parameters[name].flatMap({ Uid($0) }) else { throw .notFound }
        return uid
    }

    package var formToken: String { scope.session.formToken }
}

/// Somebody who may see what was published of all tenants together; everybody sees the same.
package struct Viewer: Sendable {
    package let request: Request
    package let site: SiteFacts
    /// Everything that was ever published; the first slot first, the oldest release first.
    package let publications: [Publication]
    /// The tenant from which a member came; nil for the helpdesk, and for anybody when the dashboard is public.
    package let via: TenantEntry?
    /// Somebody of the helpdesk, who has pages of their own to go back to.
    package var isHelpdesk = false
    package let today: LocalDate
}
