import Domain
import HTTP
import Storage
import TestSupport

@testable import Web

extension Route {
    /// The path with every parameter filled in.
    func at(_ tenant: String, _ uid: Uid) -> String {
        path.replacing("{slug}", with: tenant).replacing(/\{[a-z]+\}/, with: uid.text)
    }
}

extension TestBrowser {
    /// Opens a page, or sends an action's form with nothing in it.
    func open(_ route: Route, _ uid: Uid, headers: [String: String] = [:]) throws -> Shown {
        let path = route.at("duinrand", uid)
        return try route.method == .post ? post(path, headers: headers) : get(path, headers: headers)
    }

    /// What the forms of this session carry.
    func formProof(at door: String = "duinrand") throws -> String? {
        guard let secret = secret(at: door).flatMap({ AccessSecret($0) }) else { return nil }
        let doors = Doors(test.house.tenants, test.house.scope)
        return door == "landelijk"
            ? try doors.helpdesk().account(holding: secret)?.session.formToken
            : try doors.tenant(door)?.member(holding: secret)?.session.formToken
    }
}

extension TestSite {
    /// What would show that something of a tenant changed.
    func fingerprint(_ tenant: String) throws -> [String] {
        try house.store(tenant).read { reader in
            try reader.changes().map { "\($0)" } + reader.messages(state: nil).map { "\($0.uid) \($0.state) \($0.due)" }
                + reader.members().map { "\($0)" }
        }
    }
}
