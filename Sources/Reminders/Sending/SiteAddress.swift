/// Where people reach the pages, for the links in their mail.
package struct SiteAddress: Hashable, Sendable {
    /// Such as `https://naast.example.org`, without a slash at its end.
    let base: String
    /// False while nobody said it: then `base` is this machine, and a link would be dead on a buddy's phone.
    let isKnown: Bool

    /// - Parameter isKnown: false for this machine's own address, in place of one that nobody gave.
    package init(_ base: String, isKnown: Bool = true) {
        self.base = base
        self.isKnown = isKnown
    }

    func link(_ path: String) -> MailLink { .page(base, path) }
}
