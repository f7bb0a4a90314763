import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A letter to a group and a proof, through the real sender.
struct GroupSendingTests {
    private func sending(
        buddies: Int = 5, connections: Int = 2,
        pages: SiteAddress = SiteAddress("http://127.0.0.1:8470", isKnown: false)
    ) throws -> SendingHouse {
        let sending = try SendingHouse(
            settings: ["reply_to": "noor@duinrand.example", "digest": "off"], connections: connections, pages: pages)
        let people = (1...buddies).map {
            #"{"ref":"b\#($0)","name":"Sam \#($0)","email":"buddy\#($0)@example.org","state":"available"}"#
        }
        try sending.house.importing(#"{"buddies":[\#(people.joined(separator: ","))]}"#)
        return sending
    }

    private func send(_ sending: SendingHouse, _ subject: String = "Even bijpraten?") throws -> Uid {
        let draft = GroupLetter.Draft(audience: .pool, subject: subject, text: "Kom je koffie drinken?")
        return try sending.house.store().write { writer in
            let letter = try writer.addGroupLetter(draft)
            _ = try writer.sendGroupLetter(letter, version: 1)
            return letter
        }
    }

    @Test func `each gets one mail, which can be refused`() throws {
        let sending = try sending()
        let letter = try send(sending)
        try sending.rest()
        #expect(Set(sending.box.recipients) == Set((1...5).map { "buddy\($0)@example.org" }))
        #expect(sending.box.mails.count == 5)
        let mail = try #require(sending.box.mails.first)
        #expect(mail.header("List-Unsubscribe") == "<mailto:noor@duinrand.example?subject=afmelden>")
        #expect(mail.header("Auto-Submitted") == "auto-generated")
        #expect(!mail.text.contains("text/calendar"))
        #expect(try sending.house.store().read { try $0.groupProgress(letter) } == GroupProgress(sent: 5))
    }

    @Test func `its link stops such letters, and takes the place of asking the coordinator`() throws {
        let sending = try sending(buddies: 1, pages: SiteAddress("https://naast.example.org"))
        _ = try send(sending)
        try sending.rest()
        let text = try #require(sending.box.mails.first).text.replacing("=\r\n", with: "")
        #expect(text.contains("Mail stoppen:") && !text.contains("Wil je zulke berichten niet meer?"))
        let link = try #require(text.firstMatch(of: /naast\.example\.org\/duinrand\/m\/([a-z2-7]{26})/))
        let token = try #require(AccessSecret(link.output.1))
        let scope = try #require(try Doors(sending.house.tenants, sending.house.scope).tenant("duinrand"))
        #expect(try scope.refuse(true, linkedBy: token) == MailRefusal(mails: [.group], isStopped: true))
        #expect(throws: StoreError.self, "nobody is left to send it to") { try send(sending, "Nog een keer") }
    }

    @Test func `nothing can be put into a header by its subject`() throws {
        let sending = try sending(buddies: 1)
        _ = try send(sending, "Dag\r\nBcc: iedereen@example.org")
        try sending.rest()
        let mail = try #require(sending.box.mails.first)
        #expect(mail.header("Bcc") == nil)
        #expect(mail.header("Subject")?.contains("Bcc") == true)
    }

    @Test func `a reminder of that minute goes before it`() throws {
        // One connection, so that the order is the order of the queue.
        let sending = try sending(buddies: 40, connections: 1)
        try sending.house.importing(Programmes.meetings("2026-12-01T14:00").mailed(to: "duinrand"))
        try sending.pass(until: "2026-11-30T15:59")
        try sending.house.store().write { try $0.pauseSending(because: "test") }
        _ = try send(sending)
        try sending.pass(until: "2026-11-30T16:00")
        #expect(sending.box.mails.isEmpty)
        try sending.house.store().write { try $0.resumeSending() }
        try sending.rest()
        #expect(sending.box.recipients.first == "duinrand1@example.org")
        // The first buddy is beside a parent now, and not in the pool.
        #expect(sending.box.mails.count == 40)
    }

    @Test func `a proof is marked, goes to the member alone and asks for no unsubscribing`() throws {
        let sending = try sending(buddies: 1)
        try sending.house.importing(Programmes.meetings("2026-12-01T14:00").mailed(to: "duinrand"))
        let store = try sending.house.store()
        let address = try #require(EmailAddress("noor@example.org"))
        try store.write { writer in
            try writer.addMember(address, role: .coordinator, name: "Noor Bakker")
            let member = try #require(try writer.members().first)
            let next = try #require(try writer.nextLetter())
            try writer.sendProof(.message(next), form: .random(), to: member)
        }
        try sending.rest()
        let mail = try #require(sending.box.mails.first)
        #expect(sending.box.mails.count == 1 && mail.recipient == "noor@example.org")
        #expect(mail.header("Subject") == "Proef: Stuur je vandaag een berichtje?")
        #expect(mail.header("List-Unsubscribe") == nil)
        #expect(!mail.text.contains("text/calendar"))
    }
}
