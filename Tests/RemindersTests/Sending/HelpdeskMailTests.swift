import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

@Suite struct HelpdeskMailTests {
    private let house: SendingHouse

    init() throws {
        house = try SendingHouse(at: "2026-12-25T03:00")
        try house.house.furnishHelpdesk(replyTo: "antwoord@balans.example.org")
        try house.rest()
    }

    private func ask() throws {
        let doors = Doors(house.house.tenants, house.house.scope)
        try doors.helpdesk().door("Balans").askLogin(
            try SendingHouse.address("helpdesk@balans.example.org"), from: .random())
    }

    @Test func `a login goes at once from the helpdesk's name, and an answer comes to the helpdesk`() throws {
        try ask()
        try house.rest()
        #expect(house.delivered.map(\.kind) == [.login] && house.delivered.map(\.slug) == [.helpdesk])
        let mail = try #require(house.box.mails.first)
        #expect(mail.recipient == "helpdesk@balans.example.org")
        #expect(mail.header("From")?.contains("Balans") == true)
        #expect(mail.header("Reply-To")?.contains("antwoord@balans.example.org") == true)
        let text = mail.text.replacing("=\r\n", with: "")
        #expect(text.contains(/http:\/\/127\.0\.0\.1:8470\/landelijk\/m\/[a-z2-7]{26}/))
        #expect(text.firstMatch(of: /\b\d{3} ?\d{3}\b/) == nil)
    }

    @Test func `a relay that was away is tried again`() throws {
        house.box.answer { _, count in count == 0 ? .gone : .fine }
        try ask()
        try house.rest()
        #expect(house.delivered.isEmpty)
        try house.pass(.minutes(1))
        #expect(house.delivered.map(\.slug) == [.helpdesk])
    }

    @Test func `the helpdesk's mail goes while a tenant is dismissed, and after every tenant was admitted anew`() throws
    {
        house.sender.dismiss(try slug("duinrand"))
        try ask()
        try house.rest()
        let failures = try house.sender.admitAll()
        #expect(failures == 0)
        try ask()
        try house.rest()
        #expect(house.delivered.map(\.slug) == [.helpdesk, .helpdesk])
        #expect(Set(house.box.mails.map { $0.header("Message-ID") ?? "" }).count == 2)
    }

    @Test func `a bounce of a login at the helpdesk is written down there`() throws {
        try ask()
        try house.rest()
        let message = try #require(try house.house.messages("landelijk").first)
        let uid = try #require(Uid(message.uid))
        let report = try #require(DeliveryReport(mail: Array(ReturnedMail.postfix(message.uid).utf8)))
        let ledger = BounceLedger(tenants: house.house.tenants, scope: house.house.scope)
        #expect(try report.message == uid && ledger.write(report) == .written(.helpdesk))
        #expect(try house.house.messages("landelijk").first?.events.last == "bounced")
    }

    @Test func `after a crash a login in doubt goes once more with its own Message-ID`() throws {
        house.box.answer { _, _ in .gone }
        try ask()
        try house.rest()
        let first = try #require(house.box.mails.first?.header("Message-ID"))
        house.box.answer { _, _ in .silent }
        try house.pass(.minutes(1))
        let message = try #require(try house.house.messages("landelijk").first)
        #expect(message.doubts >= 1)
        #expect(house.box.mails.allSatisfy { $0.header("Message-ID") == first })
    }
}
