import Domain
import Foundation
import Storage

/// A dozen made-up tenants whose meetings lie around now, so that there is something to see at any hour of any day.
enum DemoTenants {
    private struct Tenant {
        let slug: String
        let name: String
        let kind: String
        let coordinator: String
        let phone: String
        let swvs: [String]
    }

    static var slugs: [String] { tenants.map(\.slug) }

    /// Who logs in there.
    static func coordinator(of slug: String) -> String { "coordinator@\(slug).example" }

    /// Adds those that are missing and gives every one a fresh round of meetings.
    ///
    /// One that was closed or set apart since is named and passed over.
    ///
    /// - Parameter checkEnd: is asked before each of them.
    static func prepare(
        in desk: AdminDesk, at now: Instant, checkEnd: () throws -> Void = {}, say: (String) -> Void
    ) throws {
        var refusal: AdminAnswer?
        var ready = 0
        for (index, tenant) in tenants.enumerated() {
            try checkEnd()
            let number = index < 9 ? " \(index + 1)" : "\(index + 1)"
            let answer = try prepare(index, in: desk, at: now)
            if answer.code == .done { ready += 1 } else { refusal = answer }
            let words = answer.code == .done ? DemoProgramme.summary : "passed over: \(answer.message)"
            say("  [\(number)/\(tenants.count)] \(tenant.name): \(words)")
        }
        if ready == 0, let refusal { throw CommandFailure(code: refusal.code, message: refusal.message) }
    }

    /// One of them, by its place in `slugs`.
    static func prepare(_ index: Int, in desk: AdminDesk, at now: Instant) throws -> AdminAnswer {
        let tenant = tenants[index]
        if case .refused = desk.answer(.showTenant(slug: tenant.slug)).code {
            let added = add(index, in: desk)
            guard added.code == .done else { return added }
        }
        do {
            try welcomeCoordinator(of: tenant.slug, in: desk)
        } catch let error as StoreError {
            return AdminAnswer(message: error.description, code: .refused)
        }
        let programme = DemoProgramme(tenant: index, slug: tenant.slug, now: now)
        return desk.answer(.importProgramme(slug: tenant.slug, file: try programme.json(), dryRun: false))
    }

    /// Adds one of them with its settings, and with nobody who logs in there yet.
    static func add(_ index: Int, in desk: AdminDesk) -> AdminAnswer {
        let tenant = tenants[index]
        let added = desk.answer(
            .addTenant(
                slug: tenant.slug, name: tenant.name, kind: tenant.kind, swvs: tenant.swvs, coordinators: []))
        guard added.code == .done else { return added }
        return set(index, in: desk)
    }

    /// Gives one of them its settings.
    static func set(_ index: Int, in desk: AdminDesk) -> AdminAnswer {
        let tenant = tenants[index]
        return desk.answer(.setTenant(slug: tenant.slug, settings: settings(tenant)))
    }

    private static func welcomeCoordinator(of text: String, in desk: AdminDesk) throws {
        guard let slug = Slug(text), let address = EmailAddress(coordinator(of: text)) else { return }
        let isNew = try desk.tenants.store(slug, desk.scope).write { writer in
            guard try writer.members().isEmpty else { return false }
            try writer.addCoordinator(address)
            return true
        }
        if isNew { try desk.welcomeMembers(of: slug) }
    }

    // No quiet hours, no quiet days, no waiting and hardly a cap: it is to be seen working at three in the morning on
    // Christmas Day.
    private static func settings(_ tenant: Tenant) -> [String: String] {
        [
            "coordinator_name": tenant.coordinator, "coordinator_phone": tenant.phone,
            "reply_to": "coordinator@\(tenant.slug).example", "quiet_from": "00:00", "quiet_until": "00:00",
            "quiet_days": "off", "near_from": "00:00", "near_until": "23:59", "cap_buddy_day": "20",
            "cap_buddy_week": "50", "settle_minutes": "0",
        ]
    }

    private static let tenants = [
        Tenant(
            slug: "duinrand", name: "Steunpunt Duinrand", kind: "swv", coordinator: "Noor Bakker",
            phone: "06 00 00 00 01", swvs: ["SWV Duinrand PO", "SWV Duinrand VO"]),
        Tenant(
            slug: "rivierenland", name: "Ouder- en jeugdsteunpunt Rivierenland", kind: "swv",
            coordinator: "Sanne de Wit", phone: "06 00 00 00 02", swvs: ["SWV Rivierenland"]),
        Tenant(
            slug: "veenkamp", name: "Steunpunt Veenkamp", kind: "swv", coordinator: "Joost Mulder",
            phone: "06 00 00 00 03", swvs: ["SWV Veenkamp PO"]),
        Tenant(
            slug: "waterlijn", name: "Steunpunt De Waterlijn", kind: "swv", coordinator: "Fatma Yıldız",
            phone: "06 00 00 00 04", swvs: ["SWV Waterlijn VO"]),
        Tenant(
            slug: "heidezoom", name: "Steunpunt Heidezoom", kind: "swv", coordinator: "Karin Smit",
            phone: "06 00 00 00 05", swvs: ["SWV Heidezoom"]),
        Tenant(
            slug: "polderkant", name: "Steunpunt Polderkant", kind: "swv", coordinator: "Bram Visser",
            phone: "06 00 00 00 06", swvs: ["SWV Polderkant PO", "SWV Polderkant VO"]),
        Tenant(
            slug: "lindehof", name: "Steunpunt Lindehof", kind: "swv", coordinator: "Amina Haddad",
            phone: "06 00 00 00 07", swvs: ["SWV Lindehof"]),
        Tenant(
            slug: "zeeklei", name: "Steunpunt Zeeklei", kind: "swv", coordinator: "Pieter Jansen",
            phone: "06 00 00 00 08", swvs: ["SWV Zeeklei"]),
        Tenant(
            slug: "bosrijk", name: "Steunpunt Bosrijk", kind: "swv", coordinator: "Esmée van Dam",
            phone: "06 00 00 00 09", swvs: ["SWV Bosrijk PO"]),
        Tenant(
            slug: "maasoever", name: "Steunpunt Maasoever", kind: "swv", coordinator: "Rachid El Amrani",
            phone: "06 00 00 00 10", swvs: ["SWV Maasoever VO"]),
        Tenant(
            slug: "school-de-kring", name: "Basisschool De Kring", kind: "school", coordinator: "Liesbeth Kuiper",
            phone: "06 00 00 00 11", swvs: []),
        Tenant(
            slug: "balans", name: "Oudervereniging Balans", kind: "balans", coordinator: "Joke van Veen",
            phone: "06 00 00 00 12", swvs: []),
    ]
}
