import Domain
import Foundation
import Platform
import Reminders
import Storage

/// Does what the operator's verbs ask: inside the daemon, or in a verb's own process while no daemon runs.
package final class AdminDesk: Sendable {
    let tenants: Tenants
    /// Nil while no daemon runs: then nothing is sent.
    let sender: Sender?
    let releases: ReleaseDesk
    let scope: SystemScope
    let clock: any Clock
    /// The domain of each relay's sender address, for Message-IDs; the default relay's under "".
    var domains: [String: String] { relayDomains.withLock { $0 } }
    private let relayDomains: Locked<[String: String]>
    /// Where people reach the pages, for the links that are printed.
    let baseURL: String
    let startedAt: Instant

    init(
        tenants: Tenants, sender: Sender?, releases: ReleaseDesk, scope: SystemScope, clock: any Clock,
        domains: [String: String], baseURL: String
    ) {
        self.tenants = tenants
        self.sender = sender
        self.releases = releases
        self.scope = scope
        self.clock = clock
        relayDomains = Locked(domains)
        self.baseURL = baseURL
        startedAt = Instant(milliseconds: clock.wallMilliseconds())
    }

    /// What stands after the `@` of a Message-ID that no attempt has decided yet, if its tenant's relay stays as it is.
    func messageHost(of relay: String) -> String {
        let domains = domains
        return domains[relay] ?? domains[""] ?? "naast.invalid"
    }

    /// Answers one request; never throws, because the answer carries the refusal.
    ///
    /// - Parameter output: takes the pieces of what is too long for one answer, as they are; nil collects them in it.
    package func answer(
        _ request: AdminRequest, progress: (String) -> Void = { _ in }, output: ((String) throws -> Void)? = nil
    ) -> AdminAnswer {
        do {
            switch request {
            case .addTenant(let slug, let name, let kind, let swvs, let coordinators):
                return try inTurn { try addTenant(slug, name, kind, swvs, coordinators) }
            case .listTenants(let json): return try listTenants(json: json)
            case .showTenant(let slug, let json): return try showTenant(try known(slug), json: json)
            case .setTenant(let slug, let settings):
                return try inTurn { try setTenant(try known(slug), settings) }
            case .suspendTenant(let slug): return try inTurn { try suspendTenant(try known(slug)) }
            case .resumeTenant(Slug.helpdesk.text): return try inTurn { try resumeHelpdesk() }
            case .resumeTenant(let slug): return try inTurn { try resumeTenant(try known(slug)) }
            case .closeTenant(let slug): return try inTurn { try closeTenant(try known(slug)) }
            case .importProgramme(let slug, let file, let dryRun):
                return try importProgramme(try known(slug), Array(file), dryRun: dryRun, progress: progress)
            case .restoreTenant(let slug, let staged): return try inTurn { try restoreTenant(try known(slug), staged) }
            case .queue(let slug, let state, let json):
                var collected = ""
                var answer = try queue(
                    try mailbox(slug), state: state, json: json, output: output ?? { collected += $0 })
                answer.output = collected
                return answer
            case .message(let slug, let uid, let action, let json):
                return try act(action, on: uid, of: try mailbox(slug), json: json)
            case .loginLink(let slug, let email): return try loginLink(try known(slug), email)
            case .helpdeskLoginLink(let email): return try helpdeskLoginLink(email)
            case .release(let due, let json): return try release(due: due, json: json)
            case .status(let json): return try status(json: json)
            }
        } catch let failure as CommandFailure {
            return AdminAnswer(message: failure.message, code: failure.code)
        } catch let error as StoreError {
            return AdminAnswer(message: error.description, code: .refused)
        } catch {
            return AdminAnswer(message: "\(error)", code: .refused)
        }
    }

    // What changes whether a tenant's mail goes, one at a time; without a sender this process does one thing only.
    private func inTurn<Value>(_ verb: () throws -> Value) rethrows -> Value {
        guard let sender else { return try verb() }
        return try sender.inTurn(verb)
    }

    /// The configuration was read again, and names these relays now.
    func relaysChanged(to domains: [String: String]) {
        relayDomains.withLock { $0 = domains }
    }

    /// A member changed settings on a page: the tenant may have another relay now.
    func settingsChanged(of slug: Slug) {
        inTurn { _ = letMailGo(slug) }
    }

    /// Lets a tenant's mail go as the registry now says, in turn; what cannot be read now is tried again by itself.
    ///
    /// What was asked is done by then: a refusal would have it tried again in vain.
    ///
    /// - Returns: why its mail does not go yet.
    func letMailGo(_ slug: Slug) -> StoreError? {
        do throws(StoreError) {
            try sender?.admit(slug)
            return nil
        } catch {
            if error != .noSuchTenant { sender?.notAdmitted(slug, error) }
            return error
        }
    }

    var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }

    /// The tenant that was meant.
    func known(_ text: String) throws -> TenantEntry {
        guard let slug = Slug(text) else { throw CommandFailure.usage("'\(text)' is no tenant's name: \(slugRule)") }
        let entries = try tenants.entries(scope)
        guard let entry = entries.first(where: { $0.slug == slug }) else {
            let hint = suggestion(for: text, among: entries.map(\.slug.text))
            throw CommandFailure.refused("there is no tenant '\(slug)'\(hint); `naast tenant list` shows them")
        }
        return entry
    }

    func store(_ entry: TenantEntry) throws -> TenantStore { try tenants.store(entry.slug, scope) }

    /// Whose mail was meant: a tenant's, or the helpdesk's own.
    func mailbox(_ text: String) throws -> Slug { text == Slug.helpdesk.text ? .helpdesk : try known(text).slug }

    let slugRule = "a-z, 0-9 and '-', 2 to 63 long, a letter first, none of the reserved words"
}
