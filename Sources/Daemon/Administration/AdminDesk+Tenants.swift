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
            coordinators: addresses, scope
        ) { writer in
            for member in try writer.members() { try writer.sendWelcome(to: member) }
        }
        _ = letMailGo(slug)
        return AdminAnswer(message: "added \(slug); next: naast import \(slug) FILE.json")
    }

    private static func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count)
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }

    func listTenants(json: Bool) throws -> AdminAnswer {
        let lines = try tenants.entries(scope).map { TenantLine($0, state: try stateWord($0)) }
        if json { return AdminAnswer(try JSONText.of(lines)) }
        guard !lines.isEmpty else { return AdminAnswer(message: "no tenants yet: naast tenant add SLUG --name NAME") }
        return AdminAnswer(
            Table(["slug", "state", "kind", "name"], lines.map { [$0.slug, $0.state, $0.kind, $0.name] }).text)
    }

    func showTenant(_ entry: TenantEntry, json: Bool) throws -> AdminAnswer {
        var report = TenantReport(TenantLine(entry, state: try stateWord(entry)), why: try store(entry).quarantine)
        try? store(entry).read { reader in
            report.swvs = try reader.swvs()
            report.coordinators = try reader.coordinatorCount()
            report.settings = try reader.storedSettings()
            report.paused = try reader.pauseReason()
        }
        return AdminAnswer(json ? try JSONText.of(report) : report.text)
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
        if settings["relay"] != nil { try refuseUnknownRelay(changed.relay) }
        let texts = settings.keys.map { ($0, changed.text(of: $0) ?? "") }
        try store.write { writer in
            for (key, text) in texts { try writer.set(key, text) }
            try writer.replanAll()
        }
        if let name = settings["name"] { try tenants.rename(entry.slug, to: name, scope) }
        _ = letMailGo(entry.slug)
        return AdminAnswer(message: "set \(settings.keys.sorted().joined(separator: ", ")); letters planned again")
    }

    // Else its mail would go over the default relay, perhaps from another sender, and only the log would say so.
    private func refuseUnknownRelay(_ name: String) throws {
        let known = domains.keys.filter { !$0.isEmpty }.sorted()
        guard !name.isEmpty, !known.contains(name) else { return }
        throw CommandFailure.refused(
            "nothing was set: the configuration has the relays \(known.joined(separator: ", ")) and no"
                + " '\(name)'\(suggestion(for: name, among: known))")
    }

    func suspendTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        try tenants.setState(entry.slug, .suspended, scope)
        sender?.dismiss(entry.slug)
        let suspended = "suspended \(entry.slug): nothing but logins is sent, nothing is lost"
        if case .quarantined(let why) = letMailGo(entry.slug) {
            return AdminAnswer(
                message: "\(suspended)\nnot even logins go now, because its file is set apart: \(why)"
                    + " (it stays suspended then)")
        }
        return AdminAnswer(message: suspended)
    }

    /// Takes back a file that was mended, or else lets mail go again; of one both suspended and set apart only the first.
    ///
    /// Who mends a file did not decide anew that its waiting mail may go.
    func resumeTenant(_ entry: TenantEntry) throws -> AdminAnswer {
        let wasSetApart = try store(entry).quarantine != nil
        if wasSetApart {
            sender?.dismiss(entry.slug)
            tenants.reopen(entry.slug, scope)
        }
        try store(entry).write { try $0.resumeSending() }
        if wasSetApart, entry.state == .suspended {
            _ = letMailGo(entry.slug)
            return AdminAnswer(
                message: "the file of \(entry.slug) is taken again; it stays suspended as before: once more"
                    + " naast tenant resume \(entry.slug) lets its mail go")
        }
        try tenants.setState(entry.slug, .active, scope)
        _ = letMailGo(entry.slug)
        return AdminAnswer(message: "resumed \(entry.slug)")
    }

    /// Lets the helpdesk's own mail go again, after the relay was mended.
    func resumeHelpdesk() throws -> AdminAnswer {
        try tenants.store(.helpdesk, scope).write { try $0.resumeSending() }
        _ = letMailGo(.helpdesk)
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
            _ = letMailGo(entry.slug)
            throw error
        }
        return AdminAnswer(message: "closed \(entry.slug): its file is in \(folder), its slug is never given out again")
    }

    // What is being sent is finished first, so that the closed file knows what came of it; a slow relay is not waited for
    // longer than this, and its messages stay in doubt in the file.
    func waitForTheWire(_ store: TenantStore) {
        guard sender != nil else { return }
        for _ in 0..<500 {
            guard let count = try? store.read({ try $0.onTheWire() }), count > 0 else { return }
            usleep(10_000)
        }
    }

    /// `active`, `suspended`, or `quarantined` when its file is not to be trusted.
    func stateWord(_ entry: TenantEntry) throws -> String {
        let store = try store(entry)
        if store.quarantine == nil { _ = try? store.read { _ in } }
        return store.quarantine == nil ? entry.state.rawValue : "quarantined"
    }
}
