import Domain
import HTTP
import Storage

/// The one cookie: a secret for each tenant at which this browser is known, and for the helpdesk.
///
/// Written `duinrand:SECRET.heidezoom:SECRET`, the newest last.
struct CookieJar: Sendable {
    private static let name = "naast"
    /// More tenants than anybody works for; the oldest goes.
    private static let limit = 12

    private var secrets: [(slug: Slug, secret: AccessSecret)]
    private let isSecure: Bool

    init(_ request: Request, isSecure: Bool) {
        self.isSecure = isSecure
        let value = request.cookies[SetCookie.name(Self.name, isSecure: isSecure)] ?? ""
        secrets = value.split(separator: ".").suffix(Self.limit).compactMap { entry in
            let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let slug = Self.slug(parts[0]), let secret = AccessSecret(parts[1]) else {
                return nil
            }
            return (slug, secret)
        }
    }

    // The helpdesk's is no slug of a tenant; whatever stands here opens nothing without a session in that very file.
    private static func slug(_ text: Substring) -> Slug? { text == Slug.helpdesk.text ? .helpdesk : Slug(text) }

    subscript(slug: Slug) -> AccessSecret? { secrets.last { $0.slug == slug }?.secret }

    /// The tenants at which this browser holds a secret, the newest first; what it is worth is not known here.
    var slugs: [Slug] { secrets.reversed().map(\.slug) }

    /// What to tell the browser after a change for one tenant.
    func after(_ change: Cookie, for slug: Slug) -> SetCookie {
        var kept = secrets.filter { $0.slug != slug }
        if case .hold(let secret) = change { kept.append((slug, secret)) }
        guard !kept.isEmpty else { return .forget(Self.name, isSecure: isSecure) }
        let value = kept.suffix(Self.limit).map { "\($0.slug):\($0.secret.text)" }.joined(separator: ".")
        return SetCookie(Self.name, value, isSecure: isSecure)
    }
}
