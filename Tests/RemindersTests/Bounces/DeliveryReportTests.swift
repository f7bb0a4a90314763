import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// What returned mail means.
struct DeliveryReportTests {
    @Test func `Postfix's bounce names the message, and says without an address why`() throws {
        let report = try #require(DeliveryReport(ReturnedMail.postfix()))
        #expect(report.message.text == ReturnedMail.uid)
        #expect(report.finding == .addressDead)
        #expect(report.answer.code == 550)
        #expect(report.answer.text.hasPrefix("5.1.1 ") && report.answer.text.contains("User unknown"))
        #expect(!report.answer.text.contains("@") && !report.answer.text.contains("sam"))
    }

    @Test func `Exchange's bounce is read too`() throws {
        let report = try #require(DeliveryReport(ReturnedMail.exchange()))
        #expect(report.message.text == ReturnedMail.uid)
        #expect(report.finding == .addressDead)
        #expect(report.answer.code == 550)
        #expect(report.answer.text.hasPrefix("5.1.10 RESOLVER.ADR.RecipientNotFound"))
        #expect(!report.answer.text.contains("@"))
    }

    @Test func `a name without its domain goes as well`() throws {
        let mail = ReturnedMail.postfix(diagnostic: "X-Postfix; unknown user: \"sam\"")
        let report = try #require(DeliveryReport(mail))
        #expect(report.answer.code == nil)
        #expect(report.answer.text == "5.1.1 unknown user: \"‹adres›\"")
    }

    @Test(arguments: [
        ("smtp; 550 5.1.1 sam... User unknown", "5.1.1 ‹adres›... User unknown"),
        ("smtp; 550 5.1.1 <sa\n m@voorbeeld.example>: User unknown", "5.1.1 ‹adres›: User unknown"),
        ("smtp;\n\t550 5.1.1 <sam@voor\n\tbeeld.example>: User unknown", "5.1.1 ‹adres›: User unknown"),
        ("x-unix; /var/mail/sam: no such file", "5.1.1 /var/mail/‹adres›: no such file"),
    ])
    func `no form of the name stays, also where the field is folded inside it`(said: String, kept: String) throws {
        #expect(try #require(DeliveryReport(ReturnedMail.postfix(diagnostic: said))).answer.text == kept)
    }

    @Test func `the name that the mail was sent to goes as well as the one it was forwarded to`() throws {
        let mail = ReturnedMail.postfix(diagnostic: "x-unix; jansen (forwarded for sam) is gone")
            .replacing(
                "Final-Recipient: rfc822; sam@voorbeeld.example", with: "Final-Recipient: rfc822; jansen@huis.example")
        #expect(try #require(DeliveryReport(mail)).answer.text == "5.1.1 ‹adres› (forwarded for ‹adres›) is gone")
    }

    @Test(
        arguments: [
            ("failed", "5.1.1", BounceFinding.addressDead), ("Failed", "5.0.0", .addressDead),
            ("failed (at last)", "5.4.4 (host not found)", .addressDead), ("failed", "5.2.1", .addressDead),
            // Full, for now, too big, a filter, the content: the address may be right.
            ("failed", "5.2.2", .undelivered), ("failed", "4.4.1", .undelivered), ("failed", "5.2.3", .undelivered),
            ("failed", "5.3.4", .undelivered), ("failed", "5.7.1", .undelivered), ("failed", "5.6.0", .undelivered),
            ("delayed", "4.4.1", .delayed), ("delayed", "5.1.1", .delayed),
        ])
    func `action and status decide what it means`(action: String, status: String, finding: BounceFinding) throws {
        let mail = ReturnedMail.postfix(action: action, status: status, diagnostic: "smtp; 550 no")
        #expect(DeliveryReport(mail)?.finding == finding)
    }

    @Test func `a bare 552 is a full mailbox`() {
        let mail = ReturnedMail.postfix(status: "5.0.0", diagnostic: "smtp; 552 sorry")
        #expect(DeliveryReport(mail)?.finding == .undelivered)
    }

    @Test(arguments: ["delivered", "relayed", "expanded"])
    func `what arrived is no bounce`(action: String) {
        #expect(DeliveryReport(ReturnedMail.postfix(action: action, status: "2.0.0")) == nil)
        // Nor when an alias behind the address has one reader whose own address does not work.
        let both =
            "Reporting-MTA: dns; a\n\n\(ReturnedMail.recipient)\nFinal-Recipient: rfc822; c@d.example\n"
            + "Action: \(action)\nStatus: 2.0.0\n"
        #expect(DeliveryReport(ReturnedMail.report(both)) == nil)
        let one = "Reporting-MTA: dns; a\n\n\(ReturnedMail.recipient)"
        #expect(DeliveryReport(ReturnedMail.report(one))?.finding == .addressDead)
    }

    @Test(arguments: ["Delivered-To", "X-Original-To", "Envelope-To", "To", "dELIVERED-tO"])
    func `the address it was returned to may stand in any of four fields`(field: String) throws {
        let mail = ReturnedMail.report("Reporting-MTA: dns; a\n\n\(ReturnedMail.recipient)")
        #expect(DeliveryReport(mail.replacing("To: no-reply", with: "\(field): no-reply", maxReplacements: 1)) != nil)
        let elsewhere = mail.replacing("To: no-reply", with: "Cc: no-reply", maxReplacements: 1)
        #expect(DeliveryReport(elsewhere) == nil)
    }

    @Test(arguments: [
        "no-reply@naast.example", "no-reply+short@naast.example", "no-reply+abcdefghijklmnopqrstuvwx234@naast.example",
        "no-reply+abcdefghijklmnopqrstuvwx21@naast.example", "abcdefghijklmnopqrstuvwx23@naast.example",
        "no-reply+abcdefghijklmnopqrstuvwx23", "a+abcdefghijklmnopqrstuvwx23@x.example, a+bbcdefghijklmnopqrstuvwx23@x",
    ])
    func `an address that names no message, or two, is nobody's`(address: String) {
        let mail = ReturnedMail.report("Reporting-MTA: dns; a\n\n\(ReturnedMail.recipient)")
            .replacing("no-reply+\(ReturnedMail.uid)@naast.example", with: address)
        #expect(DeliveryReport(mail) == nil)
    }

    @Test func `an automatic answer changes nothing`() {
        let answer = """
            Return-Path: <sam@voorbeeld.example>
            To: no-reply+\(ReturnedMail.uid)@naast.example
            Subject: Afwezig: Morgen
            Auto-Submitted: auto-replied
            Content-Type: text/plain

            Ik ben er tot maandag niet. Action: failed
            Status: 5.1.1

            """
        #expect(DeliveryReport(answer) == nil)
        // A receipt of reading (RFC 8098) is a report of another kind.
        let receipt = ReturnedMail.postfix().replacing(
            "report-type=delivery-status", with: "report-type=disposition-notification")
        #expect(DeliveryReport(receipt) == nil)
    }
}
