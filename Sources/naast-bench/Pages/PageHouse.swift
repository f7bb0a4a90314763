import Domain
import Foundation
import HTTP
import Platform
import Storage
import Web

/// Made-up tenants with years of history, and somebody logged in at each.
final class PageHouse {
    let tenants: Tenants
    let scope = SystemScope()
    let site: Site
    let clock: any Clock
    private(set) var visitors: [PageVisitor] = []
    private let directory: StateDirectory
    private let doors: Doors

    init(_ path: String, clock: any Clock) throws {
        self.clock = clock
        directory = try StateDirectory(path)
        tenants = try Tenants(in: directory, clock: clock)
        doors = Doors(tenants, scope)
        site = Site(
            doors: doors, facts: SiteFacts(baseURL: "http://127.0.0.1:8470", helpdeskName: "Balans"),
            clock: clock, log: .silent)
    }

    var today: LocalDate {
        Zone.amsterdam.local(Instant(milliseconds: clock.wallMilliseconds())).date
    }

    /// One tenant with its people, three years of what happened, and the mail of those years.
    func add(_ number: Int, buddies: Int) throws {
        guard let slug = Slug("proef\(number)"),
            let email = EmailAddress("coordinator@proef\(number).example.org")
        else { throw Failure("no slug") }
        let entry = TenantEntry(slug: slug, name: "Steunpunt \(number)", kind: .swv, state: .active)
        let settings = [
            "name": entry.name, "coordinator_phone": "06 00 00 00 01", "quiet_from": "00:00", "quiet_until": "00:00",
            "quiet_days": "off",
        ]
        try tenants.add(entry, settings: settings, swvs: ["SWV Oost", "SWV West"], coordinators: [email], scope)
        let store = try tenants.store(slug, scope)
        let history = PageHistory(tenant: number, buddies: buddies, today: today)
        for file in history.files() {
            let draft = ProgrammeFile.parse(Array(file.utf8), zone: .amsterdam)
            _ = try store.write { try $0.importProgramme(draft) }.get()
        }
        let (secret, secrets) = try store.write { writer in
            guard let member = try writer.members().first else { throw Failure("nobody logs in") }
            // Last year is settled, so that its reports can be printed.
            try writer.settleReport(of: today.year - 1, as: number % 2 == 0 ? .whole : .perSWV)
            try writer.addBottleneck(
                BottleneckText(title: "Te weinig tijd", experience: "Twee uur in de week is kort.", proposal: nil),
                year: today.year - 1)
            try PageDesk(buddies: buddies, today: today).fill(writer)
            return (
                try writer.beginSession(of: member.uid, device: "proef"),
                try PageDesk.secrets(writer, member, at: slug, buddies: buddies)
            )
        }
        let waiting = AccessSecret.random()
        try doors.tenant(slug.text)?.door.askLogin(email, from: waiting)
        store.close()
        try PastMail.write(directory.file(of: slug), today: today)
        let cookie = { (secret: AccessSecret) in "naast=\(slug):\(secret.text)" }
        let doors = [
            PageAddress("/\(slug)/inloggen", ""), PageAddress("/\(slug)/inloggen/wachten", cookie(waiting)),
        ]
        visitors.append(
            PageVisitor(
                slug: slug, cookie: cookie(secret),
                secrets: doors + secrets.map { PageAddress($0, cookie(secret)) }, site: site))
    }

    /// Mail that may go at once, from one tenant whose file is closed for it.
    func queueLogins(at slug: Slug, count: Int) throws {
        try tenants.store(slug, scope).close()
        let now = Instant(milliseconds: clock.wallMilliseconds())
        try PastMail.queueLogins(directory.file(of: slug), count: count, now: now)
    }
}

/// Somebody who is logged in at one tenant, without a socket.
struct PageVisitor {
    let slug: Slug
    let cookie: String
    /// Pages that no link leads to.
    let secrets: [PageAddress]
    let site: Site

    func open(_ address: PageAddress) throws -> Response {
        site.respond(
            try Request(.get, address.path, headers: [("Host", "127.0.0.1:8470"), ("Cookie", address.cookie)]))
    }
}
