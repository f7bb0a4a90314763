import Domain

/// Where one logs in, at a tenant or at the helpdesk: it takes questions and mailed links, and shows nothing else.
package struct LoginDoor: Sendable {
    /// `Slug.helpdesk` at the helpdesk: what stands first in the paths, and in the cookie.
    package let slug: Slug
    /// As people read it.
    package let name: String
    private let store: TenantStore
    private let onEntered: @Sendable (AccessSecret) throws(StoreError) -> Void

    init(
        slug: Slug, name: String, store: TenantStore,
        onEntered: @escaping @Sendable (AccessSecret) throws(StoreError) -> Void = { _ throws(StoreError) in }
    ) {
        self.slug = slug
        self.name = name
        self.store = store
        self.onEntered = onEntered
    }

    /// Whether the browser that holds this secret is in.
    package func isIn(_ secret: AccessSecret) throws(StoreError) -> Bool {
        try store.read { try $0.hasSession(secret) }
    }

    /// Somebody asks to log in from the browser that holds this secret; the answer is the same for every address.
    package func askLogin(_ email: EmailAddress, from browser: AccessSecret) throws(StoreError) {
        try store.write { try $0.askLogin(email, from: browser) }
    }

    /// The login that this browser waits for; nil when it is over or never was.
    package func login(heldBy browser: AccessSecret) throws(StoreError) -> OpenLogin? {
        try store.read { try $0.login(heldBy: browser)?.seen(from: browser) }
    }

    /// The login that a mailed link opens, for the browser that looks; looking changes nothing.
    package func login(linkedBy token: AccessSecret, from browser: AccessSecret?) throws(StoreError) -> OpenLogin? {
        try store.read { try $0.login(linkedBy: token)?.seen(from: browser) }
    }

    /// Uses a mailed link with the code that was typed.
    package func confirmLogin(
        _ token: AccessSecret, code: LoginCode?, from browser: AccessSecret?, device: String
    ) throws(StoreError) -> LoginOutcome {
        let outcome = try store.write { try $0.confirmLogin(token, code: code, from: browser, device: device) }
        if case .entered(let secret) = outcome { try onEntered(secret) }
        return outcome
    }

    /// The session of the browser that asked, once its login was confirmed; nil while it was not.
    package func enter(heldBy browser: AccessSecret, device: String) throws(StoreError) -> AccessSecret? {
        let secret = try store.write { try $0.enter(heldBy: browser, device: device) }
        if let secret { try onEntered(secret) }
        return secret
    }
}
