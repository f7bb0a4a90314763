/// Somebody who may log in at a tenant.
package struct Member: Hashable, Sendable {
    package let uid: Uid
    package let email: EmailAddress
    /// Nil until they filled it in.
    package let name: String?
    package let phone: String?
    package let role: Role
    /// Rises with every change, so that two people cannot overwrite each other.
    package let version: Int

    package init(uid: Uid, email: EmailAddress, name: String?, phone: String?, role: Role, version: Int) {
        self.uid = uid
        self.email = email
        self.name = name
        self.phone = phone
        self.role = role
        self.version = version
    }

    /// How lists and the change log call them.
    package var title: String { name ?? email.description }
}
