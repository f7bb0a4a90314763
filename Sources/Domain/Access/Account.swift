/// Somebody who logs in, at a tenant or at the helpdesk, whatever they may do there.
///
/// At the helpdesk this is all there is: it has no `Role`, so no tenant's table of rights speaks of it.
package struct Account: Hashable, Sendable {
    package let uid: Uid
    package let email: EmailAddress
    /// Nil until they filled it in.
    package let name: String?

    package init(uid: Uid, email: EmailAddress, name: String?) {
        self.uid = uid
        self.email = email
        self.name = name
    }
}

extension Member {
    package var account: Account { Account(uid: uid, email: email, name: name) }
}
