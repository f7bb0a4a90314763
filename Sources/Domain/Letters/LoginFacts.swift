/// What a login mail tells: to whom it opens what, and for how long; its link is secret.
package struct LoginFacts: Hashable, Sendable {
    /// Why somebody gets a link.
    package enum Purpose: String, Hashable, Sendable {
        /// They asked for it in a browser, which waits.
        case asked
        /// They may log in from now on.
        case welcome
        /// The operator printed it.
        case printed
    }

    /// The login that this mail belongs to; a second rendering has another link to the same one.
    package var login: Uid
    package var purpose: Purpose
    package var tenantName: String
    /// Where an answer goes; nil at a tenant, whose coordinator is who reads this mail.
    package var replyTo: EmailAddress?
    /// Empty while the member has not said it.
    package var firstName: String
    /// The page that the link opens, from its first slash on.
    package var path: String

    package init(
        login: Uid, purpose: Purpose, tenantName: String, replyTo: EmailAddress? = nil, firstName: String, path: String
    ) {
        self.login = login
        self.purpose = purpose
        self.tenantName = tenantName
        self.replyTo = replyTo
        self.firstName = firstName
        self.path = path
    }
}
