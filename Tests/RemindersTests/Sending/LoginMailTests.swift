import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

@Suite struct LoginMailTests {
    private func house(
        at now: String = "2026-11-30T12:00", settings: [String: String] = [:], name: String? = nil
    ) throws -> SendingHouse {
        let house = try SendingHouse(at: now, settings: settings)
        let email = try SendingHouse.address("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(email, role: .coordinator, name: name) }
        try house.rest()
        return house
    }

    private func ask(_ house: SendingHouse) throws {
        let doors = Doors(house.house.tenants, house.house.scope)
        let scope = try #require(try doors.tenant("duinrand"))
        try scope.door.askLogin(try SendingHouse.address("coordinator@duinrand.example.org"), from: .random())
    }

    @Test func `a login goes at once, at any hour of any day`() throws {
        let house = try house(at: "2026-12-25T03:00")
        try ask(house)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login])
    }

    @Test func `of a suspended tenant logins go and nothing else, and resumed the rest goes`() throws {
        let house = try house(settings: ["digest": "off"])
        let tenant = try slug("duinrand")
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.house.tenants.setState(tenant, .suspended, house.house.scope)
        house.sender.dismiss(tenant)
        try house.sender.admit(tenant)
        try house.live(until: "2026-11-30T17:00")
        #expect(house.delivered.isEmpty)
        try ask(house)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login])
        // A reminder that is planned meanwhile wakes the sender, which leaves it.
        try house.house.importing(Programmes.change(#""starts":"2026-12-01T15:00""#))
        try house.live(until: "2026-11-30T18:00")
        #expect(house.delivered.map(\.kind) == [.login])
        try house.house.tenants.setState(tenant, .active, house.house.scope)
        try house.sender.admit(tenant)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login, .beforeDay])
    }

    @Test(arguments: [DeliveryOutcome.spam, .notYours])
    func `while a tenant is paused its logins go and nothing else, also after a restart; resumed the rest goes`(
        refusal: DeliveryOutcome
    ) throws {
        let house = try house(settings: ["digest": "off", "alarms": "off"])
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 9))
        house.box.answer { _, _ in refusal }
        try house.live(until: "2026-11-30T16:30")
        #expect(try house.house.store().read { try $0.pauseReason() } != nil)
        let tried = house.box.mails.count
        house.box.answer { _, _ in .fine }
        try ask(house)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login])
        let failures = try house.sender.admitAll()
        #expect(failures == 0)
        try ask(house)
        try house.live(until: "2026-11-30T17:00")
        #expect(house.delivered.map(\.kind) == [.login, .login])
        try house.house.store().write { try $0.resumeSending() }
        try house.live(until: "2026-11-30T17:10")
        let waiting = refusal == .spam ? 9 - tried : 9
        #expect(house.delivered.count { $0.kind == .beforeDay } == waiting)
    }

    @Test func `a login whose sender is refused waits by the retry table, and goes when the relay takes it`() throws {
        let house = try house()
        house.box.answer { _, _ in .notYours }
        try ask(house)
        try house.live(until: "2026-11-30T12:59")
        // After 1, 4 and 16 minutes, each ±20 %.
        #expect(house.box.mails.count == 4)
        #expect(try house.message(.login).attempts == 4)
        house.box.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T13:30")
        #expect(house.delivered.map(\.kind) == [.login])
        try ask(house)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login, .login])
    }

    @Test func `a login that the relay dislikes is dead, never held: who could release it cannot come in`() throws {
        let house = try house()
        house.box.answer { _, _ in .spam }
        for _ in 0..<7 { try ask(house) }
        try house.live(until: "2026-11-30T12:10")
        let logins = try house.house.messages().filter { $0.kind == "login" }
        // Nor does it speak of the mail to buddies.
        #expect(try house.house.store().read { try $0.pauseReason() } == nil)
        #expect(logins.map(\.state) == Array(repeating: .dead, count: 7))
        #expect(house.box.mails.count { $0.recipient.hasPrefix("coordinator") } == 7)
    }

    @Test func `a suspended tenant's logins go after a restart, too`() throws {
        let house = try house()
        try house.house.tenants.setState(try slug("duinrand"), .suspended, house.house.scope)
        house.sender.dismiss(try slug("duinrand"))
        try ask(house)
        try house.rest()
        #expect(house.delivered.isEmpty)
        let failures = try house.sender.admitAll()
        #expect(failures == 0)
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login])
    }

    @Test func `suspended and resumed while logins are asked for: each goes once`() throws {
        let house = try house()
        let tenant = try slug("duinrand")
        for number in 0..<20 {
            try house.house.tenants.setState(tenant, number.isMultiple(of: 2) ? .suspended : .active, house.house.scope)
            try house.sender.admit(tenant)
            try ask(house)
        }
        try house.rest()
        #expect(house.delivered.count == 20)
        #expect(Set(house.box.mails.map { $0.header("Message-ID") ?? "" }).count == 20)
    }

    @Test func `the mail holds a link to the pages, no code, and no answer goes to the coordinator`() throws {
        let house = try house(name: "Noor Bakker")
        try ask(house)
        try house.rest()
        let mail = try #require(house.box.mails.first)
        #expect(mail.header("Subject") == "Inloggen bij Naast")
        #expect(mail.header("Reply-To") == nil && mail.header("List-Unsubscribe") == nil)
        #expect(mail.text.contains("Hoi Noor,"))
        let text = mail.text.replacing("=\r\n", with: "")
        let links = Set(text.matches(of: /http:\/\/127\.0\.0\.1:8470\/duinrand\/m\/[a-z2-7]{26}/).map { $0.output })
        #expect(links.count == 1)
        #expect(text.firstMatch(of: /\b\d{3} ?\d{3}\b/) == nil)
    }

    @Test(arguments: [LoginFacts.Purpose.asked, .welcome], ["Steunpunt Duinrand", "<b>\"&"])
    func `the text is short, says one thing, and holds what is typed as text`(
        purpose: LoginFacts.Purpose, tenant: String
    ) {
        let facts = LoginFacts(
            login: .random(), purpose: purpose, tenantName: tenant, firstName: "<i>", path: "/duinrand/m/abc")
        let letter = LoginLetter(facts: facts, link: .page("https://naast.example.org", facts.path)).letter
        #expect(words(letter.text).count < 90)
        #expect(letter.text.contains("\nhttps://naast.example.org/duinrand/m/abc\n"))
        #expect(links(letter.html) == ["https://naast.example.org/duinrand/m/abc"])
        #expect(!letter.html.contains("<b>") && !letter.html.contains("<i>"))
        #expect(unbalancedTags(letter.html).isEmpty)
        #expect(words(visibleText(letter.html)).sorted() == (words(letter.subject) + words(letter.text)).sorted())
        for secret in [tenant, "<i>"] { #expect(!letter.subject.contains(secret)) }
    }
}
