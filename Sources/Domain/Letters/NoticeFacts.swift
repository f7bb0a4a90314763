/// What a coordinator's digest or alarm may tell, read in the transaction in which it is about to be sent.
///
/// To the helpdesk an alarm tells of relays and tenants, and of nobody.
/// A buddy's first name and a match's label stand in it; no name of a parent, child or school.
package struct NoticeFacts: Hashable, Sendable {
    package var tenantName: String
    package var coordinatorName: String
    package var today: LocalDate
    /// Never empty: with nothing to say there is no notice.
    package var items: [Item]

    package init(tenantName: String, coordinatorName: String, today: LocalDate, items: [Item]) {
        self.tenantName = tenantName
        self.coordinatorName = coordinatorName
        self.today = today
        self.items = items
    }

    /// One thing that needs the coordinator.
    package enum Item: Hashable, Sendable {
        /// Mail to this buddy does not arrive.
        case deadAddress(buddy: String)
        /// A letter about a meeting or session did not go, or nobody knows whether it went.
        case failed(buddy: String, kind: LetterKind, label: String?, starts: LocalDateTime, Failure)
        /// So many mails of letters to a group did not arrive this week.
        case groupMailFailed(count: Int)
        /// The relay's answers stopped all mail of this tenant.
        case sendingPaused
        /// This buddy does not want one kind of letter any more.
        case optedOut(buddy: String)
        /// To the helpdesk: this relay takes no mail, for it refuses our credentials or cannot be reached.
        case relayStopped(name: String, isRefused: Bool, since: LocalDateTime, tenants: [String])
        /// To the helpdesk: a relay's answers stopped this tenant's mail; nil when it is not known why.
        case tenantStopped(tenant: String, slug: String, isSenderRefused: Bool?)
    }

    /// Why a letter did not go.
    package enum Failure: String, Hashable, Sendable {
        case dead
        case held
        case expired
        /// The relay took it, and it came back later.
        case bounced
    }
}
