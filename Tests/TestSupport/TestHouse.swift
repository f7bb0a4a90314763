import Domain
import Foundation
import Platform
import Storage

/// A state directory with made-up tenants and a clock that the test sets.
package final class TestHouse: Sendable {
    package let directory: TemporaryDirectory
    package let clock: ManualClock
    package let tenants: Tenants
    package let scope = SystemScope()

    /// Adds the tenants at that wall time in Amsterdam; a Monday noon unless said otherwise.
    package init(
        at now: String = "2026-11-30T12:00", tenants slugs: [String] = ["duinrand"],
        settings: [String: String] = [:], openFiles: Int = 256
    ) throws {
        directory = try TemporaryDirectory()
        clock = ManualClock(wallMilliseconds: try moment(now).milliseconds)
        tenants = try Tenants(in: try StateDirectory(directory.path), clock: clock, openFiles: openFiles)
        for slug in slugs { try add(slug, settings: settings) }
    }

    /// Adds one more tenant.
    package func add(
        _ text: String, settings: [String: String] = [:], coordinators: [String] = []
    ) throws {
        let name = "Steunpunt \(text)"
        let defaults = ["name": name, "coordinator_name": "Noor Bakker", "coordinator_phone": "06 00 00 00 01"]
        try tenants.add(
            TenantEntry(slug: try slug(text), name: name, kind: .swv, state: .active),
            settings: defaults.merging(settings) { $1 }, swvs: [],
            coordinators: coordinators.compactMap { EmailAddress($0) }, scope)
    }

    /// Lets these log in at the helpdesk, as the operator's configuration does at the first start.
    package func furnishHelpdesk(
        _ accounts: [String] = ["helpdesk@balans.example.org"], replyTo: String? = nil
    ) throws {
        try tenants.furnishHelpdesk(
            name: "Balans", replyTo: replyTo.flatMap { EmailAddress($0) },
            accounts: accounts.compactMap { EmailAddress($0) }, scope)
    }

    package var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }

    /// Sets both clocks forward to a wall time in Amsterdam.
    package func pass(until text: String) throws {
        clock.advance(milliseconds: try moment(text).milliseconds - clock.wallMilliseconds())
    }

    package func pass(_ span: Span) { clock.advance(milliseconds: span.milliseconds) }

    package func store(_ text: String = "duinrand") throws -> TenantStore { try tenants.store(try slug(text), scope) }

    /// Imports a programme file, as `naast import` does.
    @discardableResult
    package func importing(_ json: String, into slug: String = "duinrand") throws -> ImportSummary {
        let store = try store(slug)
        let draft = ProgrammeFile.parse(Array(json.utf8), zone: .amsterdam)
        return try store.write { try $0.importProgramme(draft) }.get()
    }

    /// Every message of a tenant, by due moment.
    package func messages(_ slug: String = "duinrand") throws -> [QueuedMessage] {
        try store(slug).read { try $0.messages(state: nil) }
    }

    /// Opens the same state again, as a restarted daemon does; this house must not be used afterwards.
    package func reopened() throws -> Tenants {
        tenants.shutDown()
        return try Tenants(in: try StateDirectory(directory.path), clock: clock)
    }
}

/// A wall time in Amsterdam.
package func moment(_ text: String) throws -> Instant {
    guard let local = LocalDateTime(text), let instant = Zone.amsterdam.instant(local) else {
        throw Mistake("\(text) is no wall time")
    }
    return instant
}

/// A slug from a literal that is one; `landelijk` is the helpdesk's.
package func slug(_ text: String) throws -> Slug {
    if text == Slug.helpdesk.text { return .helpdesk }
    guard let slug = Slug(text) else { throw Mistake("\(text) is no slug") }
    return slug
}

/// An address from a literal that is one.
package func mailAddress(_ text: String) throws -> EmailAddress {
    guard let address = EmailAddress(text) else { throw Mistake("\(text) is no address") }
    return address
}

/// A test that is written wrongly.
package struct Mistake: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
