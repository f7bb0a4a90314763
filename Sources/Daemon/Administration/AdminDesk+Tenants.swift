import Domain
import Foundation
import Storage

extension AdminDesk {
    func addTenant(
        _ text: String, _ name: String, _ kind: String, _ swvs: [String], _ coordinators: [String]
    ) throws -> AdminAnswer {
        guard let slug = Slug(text) else { throw CommandFailure.usage("'\(text)' cannot be a slug: \(slugRule)") }
        guard let kind = TenantKind(rawValue: kind) else {
            throw CommandFailure.usage("--kind is swv, balans or school, not '\(kind)'")
        }
        var settings = TenantSettings()
        do {
            try settings.set("name", to: name)
        } catch {
            throw CommandFailure.usage("--name: \(error)")
        }
        guard !name.isEmpty else { throw CommandFailure.usage("--name may not be empty") }
        let addresses = try coordinators.map { text in
            guard let address = EmailAddress(text) else {
                throw CommandFailure.usage("--coordinator '\(text)' is not an e-mail address")
            }
            return address
        }
        guard swvs.count <= 50, swvs.allSatisfy(Self.isName) else {
            throw CommandFailure.usage("--swv: at most 50 names, on one line, of at most 200 characters")
        }
        try tenants.add(
            TenantEntry(slug: slug, name: name, kind: kind, state: .active), settings: ["name": name], swvs: swvs,
            coordinators: addresses, scope)
        try welcomeMembers(of: slug)
        try sender?.admit(slug)
        return AdminAnswer(message: "added \(slug); next: naast import \(slug) FILE.json")
    }

    private static func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    func listTenants() throws -> AdminAnswer {
        let entries = try tenants.entries(scope)
        guard !entries.isEmpty else { return AdminAnswer(message: "no tenants yet: naast tenant add SLUG --name NAME") }
        let rows = try entries.map { [$0.slug.text, try stateWord($0), $0.kind.rawValue, $0.name] }
        return AdminAnswer(Table(["slug", "state", "kind", "name"], rows).text)
    }

    func showTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        var lines = [
            "slug   \(entry.slug)", "name   \(entry.name)", "kind   \(entry.kind.rawValue)",
            "state  \(try stateWord(entry))",
        ]
        if let reason = try store(entry).quarantine { lines.append("why    \(reason)") }
        if let facts = try? store(entry).read({ reader in
            (
                swvs: try reader.swvs(), coordinators: try reader.coordinatorCount(),
                settings: try reader.storedSettings(), paused: try reader.pauseReason()
            )
        }) {
            lines += facts.swvs.map { "swv    \($0)" }
            lines.append("coordinators  \(facts.coordinators)")
            if let paused = facts.paused {
                lines.append("sending paused: \(paused); naast tenant resume \(entry.slug)")
            }
            lines += facts.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        }
        return AdminAnswer(lines.joined(separator: "\n"))
    }

    func setTenant(_ entry: TenantEntry, _ settings: [String: String]) throws -> AdminAnswer {
        let store = try store(entry)
        var changed = try store.read { try $0.settings }
        do {
            try changed.set(settings)
        } catch {
            throw CommandFailure.usage(error.description)
        }
        guard !changed.name.isEmpty else { throw CommandFailure.usage("name may not be empty") }
        let texts = settings.keys.map { ($0, changed.text(of: $0) ?? "") }
        try store.write { writer in
            for (key, text) in texts { try writer.set(key, text) }
            try writer.replanAll()
        }
        if let name = settings["name"] { try tenants.rename(entry.slug, to: name, scope) }
        try sender?.admit(entry.slug)
        return AdminAnswer(message: "set \(settings.keys.sorted().joined(separator: ", ")); letters planned again")
    }

    func suspendTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        try tenants.setState(entry.slug, .suspended, scope)
        sender?.dismiss(entry.slug)
        try sender?.admit(entry.slug)
        return AdminAnswer(message: "suspended \(entry.slug): nothing but logins is sent, nothing is lost")
    }

    func resumeTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        if try store(entry).quarantine != nil {
            sender?.dismiss(entry.slug)
            tenants.reopen(entry.slug, scope)
        }
        try store(entry).write { try $0.resumeSending() }
        try tenants.setState(entry.slug, .active, scope)
        try sender?.admit(entry.slug)
        return AdminAnswer(message: "resumed \(entry.slug)")
    }

    /// Lets the helpdesk's own mail go again, after the relay was mended.
    func resumeHelpdesk() throws -> AdminAnswer {
        try tenants.store(.helpdesk, scope).write { try $0.resumeSending() }
        try sender?.admit(.helpdesk)
        return AdminAnswer(message: "resumed the helpdesk's own mail")
    }

    func closeTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        sender?.dismiss(entry.slug)
        let folder: String
        do {
            waitForTheWire(try store(entry))
            folder = try tenants.close(entry.slug, on: Zone.amsterdam.local(now).date, scope)
        } catch {
            // Refused, and still in the registry: its mail goes on as before.
            try? sender?.admit(entry.slug)
            throw error
        }
        return AdminAnswer(message: "closed \(entry.slug): its file is in \(folder), its slug is never given out again")
    }

    // What is being sent is finished first, so that the closed file knows what came of it; a slow relay is not waited for
    // longer than this, and its messages stay in doubt in the file.
    func waitForTheWire(_ store: TenantStore) {
        guard sender != nil else { return }
        for _ in 0..<500 where (try? store.read({ try $0.onTheWire() })) ?? 0 > 0 { usleep(10_000) }
    }

    /// `active`, `suspended`, or `quarantined` when its file is not to be trusted.
    func stateWord(_ entry: TenantEntry) throws -> String {
        let store = try store(entry)
        if store.quarantine == nil { _ = try? store.read { _ in } }
        return store.quarantine == nil ? entry.state.rawValue : "quarantined"
    }
}
