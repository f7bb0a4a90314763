import Domain
import Foundation
import Testing

@testable import Reminders

struct NoticeLetterTests {
    private func facts(_ items: [NoticeFacts.Item]) throws -> NoticeFacts {
        NoticeFacts(
            tenantName: "Steunpunt Duinrand", coordinatorName: "Noor Bakker",
            today: try #require(LocalDate("2026-11-30")), items: items)
    }

    private func failed(_ why: NoticeFacts.Failure) throws -> NoticeFacts.Item {
        .failed(
            buddy: "Sam", kind: .beforeDay, label: "Esdoorn", starts: try #require(LocalDateTime("2026-12-01T14:00")),
            why)
    }

    @Test func `an alarm says which letter, about when, and whom to call`() throws {
        let letter = Notice(facts: try facts([try failed(.dead)]), isAlarm: true).letter
        #expect(letter.subject == "Bel je buddy even?")
        #expect(letter.text.contains("Hoi Noor,"))
        let flat = letter.text.replacing("\n", with: " ")
        #expect(
            flat.contains(
                "Dinsdag 1 december, 14.00 uur, de herinnering (Esdoorn): de mail kon niet bezorgd worden. Bel Sam."))
        #expect(letter.html.contains("Esdoorn"))
        #expect(flat.contains("Een herinnering is niet aangekomen."))
        let several = Notice(facts: try facts([try failed(.dead), try failed(.held)]), isAlarm: true).letter
        #expect(several.text.contains("Een paar herinneringen zijn niet aangekomen."))
    }

    @Test func `a digest has a line for each thing and stays readable with hundreds`() throws {
        let many = try facts(
            [.sendingPaused, .deadAddress(buddy: "Sam"), .optedOut(buddy: "Ans")]
                + Array(repeating: failed(.held), count: 300))
        let text = Notice(facts: many, isAlarm: false).letter.text
        #expect(text.contains("Er gaat nu geen mail meer uit."))
        #expect(text.contains("Mail aan Sam komt niet aan."))
        #expect(text.contains("En nog 273 andere."))
    }

    @Test(arguments: [(1, "Eén mail aan een groep kwam niet aan."), (7, "7 mails aan een groep kwamen niet aan.")])
    func `mail to a group that did not arrive is a number, with nobody's name`(count: Int, words: String) throws {
        let letter = Notice(facts: try facts([.groupMailFailed(count: count)]), isAlarm: false).letter
        #expect(letter.text.replacing("\n", with: " ").contains("\(words) Kijk bij Berichten aan wie, en bel."))
    }

    @Test(arguments: [true, false])
    func `a relay that stopped: since when, for whom and what to do, with a number when there are many`(
        isRefused: Bool
    ) throws {
        let since = try #require(LocalDateTime("2026-11-29T02:13"))
        let many = (1...34).map { "Steunpunt \($0) (steunpunt-\($0))" }
        let letter = Notice(
            facts: try facts([.relayStopped(name: "post", isRefused: isRefused, since: since, tenants: many)]),
            isAlarm: true
        ).letter
        let flat = letter.text.replacing("\n", with: " ")
        #expect(letter.subject == "Er gaat nu geen mail uit")
        #expect(flat.contains("Er gaat nu geen mail uit via mailserver post."))
        #expect(flat.contains("2.13 uur"))
        #expect(flat.contains("Steunpunt 30 (steunpunt-30), en nog 4 andere."))
        #expect(flat.contains("systemctl reload naast") == isRefused)
        #expect(flat.contains("Kijk of de mailserver aanstaat") == !isRefused)
    }

    @Test func `a stop of the tenant tells its coordinators to call, and where to go on`() throws {
        let letter = Notice(facts: try facts([.sendingPaused]), isAlarm: true).letter
        #expect(letter.subject == "Er gaat nu geen mail uit")
        let flat = letter.text.replacing("\n", with: " ")
        #expect(flat.contains("Heeft een buddy vandaag of morgen een gesprek? Bel de buddy dan zelf."))
        #expect(flat.contains("Bij Berichten zet je het versturen daarna weer aan."))
    }

    @Test func `a hostile name stays text`() throws {
        let letter = Notice(facts: try facts([.deadAddress(buddy: "<script>")]), isAlarm: false).letter
        #expect(!letter.html.contains("<script>"))
        #expect(letter.html.contains("&lt;script&gt;"))
    }
}
