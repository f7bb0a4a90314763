import Domain
import Foundation
import TestSupport
import Testing

@testable import Delivery

/// What a message looks like to a parser that is not ours.
@Suite(.needs("python3"))
struct OutgoingMailTests {
    @Test(arguments: [("noor@buddy.example", false), ("zoë@buddy.example", true)])
    func `an answering address beyond ASCII stands only in mail that goes with SMTPUTF8`(to: String, stands: Bool) {
        var mail = Rivierenland.mail()
        mail.replyTo = Mailbox(Duinrand.address("jörg@school.example"), name: HeaderText("Jörg"))
        mail.to = Mailbox(Duinrand.address(to))
        let bytes = mail.rendered()
        let header = bytes[..<(bytes.firstRange(of: Array("\r\n\r\n".utf8))?.lowerBound ?? 0)]
        #expect(header.count > 100 && header.allSatisfy { $0 < 128 } == !stands)
        #expect(String(decoding: header, as: UTF8.self).contains("Reply-To:") == stands)
    }

    @Test func `a letter has all the headers it should`() throws {
        let unsubscribe = Unsubscribe(
            mailto: Duinrand.address("af+x1@duinrand.example"), https: "https://naast.example/u/x1")
        let mail = Rivierenland.mail(unsubscribe: unsubscribe)
        let read = try PythonMail.parse(mail.rendered())
        #expect(read.defects == [])
        #expect(read["Date"] == ["Tue, 01 Dec 2026 08:00:00 +0000"])
        #expect(read["From"] == ["Buddy's Rivierenland <lx7d2a@duinrand.example>"])
        #expect(read["Reply-To"] == ["ingeborg@rivierenland.example"])
        #expect(read["To"] == ["\"Noor\" <noor@buddy.example>"])
        #expect(read["Subject"] == ["Stuur je vandaag een berichtje?"])
        #expect(read["Message-ID"] == ["<k7q21@rivierenland.example>"])
        #expect(read["Auto-Submitted"] == ["auto-generated"])
        #expect(read["MIME-Version"] == ["1.0"])
        #expect(
            read["List-Unsubscribe"]
                == ["<https://naast.example/u/x1>, <mailto:af+x1@duinrand.example?subject=afmelden>"])
        #expect(read["List-Unsubscribe-Post"] == ["List-Unsubscribe=One-Click"])
        #expect(read.headers.count == Set(read.headers.map(\.name)).count)
    }

    @Test func `one click is promised only where there is a page for it`() throws {
        let byMail = Unsubscribe(mailto: Duinrand.address("af@duinrand.example"))
        let read = try PythonMail.parse(Rivierenland.mail(unsubscribe: byMail).rendered())
        #expect(read["List-Unsubscribe"] == ["<mailto:af@duinrand.example?subject=afmelden>"])
        #expect(read["List-Unsubscribe-Post"] == [])
        #expect(try PythonMail.parse(Rivierenland.mail().rendered())["List-Unsubscribe"] == [])
        for bad in ["http://x.example", "https://x.example/\r\nBcc: a@b.example", "https://x.example/>,<mailto:y"] {
            #expect(Unsubscribe(mailto: Duinrand.buddy, https: bad) == nil)
        }
    }

    @Test func `text, HTML and the appointment are alternatives, and the file hangs on it`() throws {
        let read = try PythonMail.parse(Rivierenland.mail().rendered())
        #expect(
            read.parts.map(\.type) == [
                "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar",
                "application/ics",
            ])
        #expect(read.parts[4].parameters["method"] == "REQUEST")
        #expect(read.parts[5].filename == "afspraak.ics")
        #expect(read.parts[5].isAttachment)
        #expect(read.parts[4].text == read.parts[5].text)
        let without = try PythonMail.parse(Rivierenland.mail(appointment: nil).rendered())
        #expect(without.parts.map(\.type) == ["multipart/alternative", "text/plain", "text/html"])
    }

    @Test(arguments: [
        "Noor", "Zoë", "Noor \"de snelle\" \\ Vos", "Müller, Noor <x@y.example>", "👩‍👩‍👧‍👦 familie", "=?utf-8?q?x?=",
        "ÀÉÎÕÜ" + String(repeating: "ñandú ", count: 40), String(repeating: "Lang ", count: 30),
        String(repeating: "x", count: 300), "الاسم", "名前 太郎", "a  b", "Noor.",
    ])
    func `names and subjects come through as they were`(text: String) throws {
        let trimmed = text.hasSuffix(" ") ? String(text.dropLast()) : text
        let mail = Rivierenland.mail(
            subject: trimmed, name: trimmed, appointment: Rivierenland.appointment(title: trimmed))
        let read = try PythonMail.parse(mail.rendered())
        #expect(read.defects == [])
        #expect(read["Subject"] == [trimmed])
        let to = try #require(read["To"].first)
        #expect(unquoted(to) == "\(trimmed) <noor@buddy.example>")
        // RFC 2047, 2: a line with an encoded word is shorter than others.
        let lines = String(decoding: mail.rendered(), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.filter { $0.contains("=?utf-8?B?") }.allSatisfy { $0.utf8.count <= 76 })
        #expect(read.longestLine <= 998)
        #expect(!read.hasBareLineEnd)
    }

    @Test(arguments: [
        "Noor\r\nBcc: alle@ouders.example", "Noor\nBcc: alle@ouders.example", "Noor\rBcc: x", "Noor\u{0}",
        "\u{2028}Bcc: x",
        "Noor\u{85}Bcc: x", "Noor\u{B}x", "\r\n\r\n<html>", "\u{202E}rooN",
    ])
    func `no name or subject can add a header`(hostile: String) throws {
        #expect(HeaderText(hostile) == nil)
        let mail = Rivierenland.mail(
            subject: hostile, name: hostile, appointment: Rivierenland.appointment(title: hostile, place: hostile))
        let read = try PythonMail.parse(mail.rendered())
        #expect(read.defects == [])
        #expect(read["Bcc"] == [])
        #expect(read.headers.map(\.name) == (try PythonMail.parse(Rivierenland.mail().rendered())).headers.map(\.name))
        #expect(!read.hasBareLineEnd)
    }

    @Test(arguments: [
        "kort\n", "geen regeleinde", "", ".\n..\n.stip\n", "From hier\n", "= is gelijk =\n", "spatie \ntab\t\n",
        String(repeating: "x", count: 5_000) + "\n", String(repeating: "woord ", count: 900) + "\n",
        "Zoë, één café – €5 ‘ja’\n", String(repeating: "日本語テキスト", count: 80) + "\n", "👩‍👩‍👧‍👦\n", "a\r\nb\rc\nd\n",
        "--=_0_k7q21--\n", "=C3=AB\n", String(repeating: "é", count: 37) + " \n",
    ])
    func `bodies come through as they were, in lines that any relay takes`(text: String) throws {
        let bytes = Rivierenland.mail(text: text, appointment: nil).rendered()
        let read = try PythonMail.parse(bytes)
        #expect(read.defects == [])
        #expect(!read.hasBareLineEnd)
        #expect(read.longestLine <= 998)
        var expected = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if !expected.hasSuffix("\n") { expected += "\n" }
        #expect(read.parts[1].text?.replacing("\r\n", with: "\n") == expected)
        #expect(bytes.allSatisfy { $0 < 128 })
    }

    @Test func `the same values give the same bytes`() {
        #expect(Rivierenland.mail().rendered() == Rivierenland.mail().rendered())
        #expect(Rivierenland.mail(number: 1).rendered() != Rivierenland.mail(number: 2).rendered())
    }

    @Test func `a domain beyond ASCII is written in ASCII`() throws {
        var mail = Rivierenland.mail()
        mail.to = Mailbox(Duinrand.address("noor@bücher.example"), name: HeaderText("Noor"))
        #expect(try PythonMail.parse(mail.rendered())["To"] == ["\"Noor\" <noor@xn--bcher-kva.example>"])
    }

    @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c", "a\r\n@b", "<a@b>", "é@b"])
    func `what is no message name is none`(text: String) {
        #expect(MessageID(text) == nil)
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (1_796_130_061_999, "Tue, 01 Dec 2026 13:01:01 +0000"),
        (1_709_164_800_000, "Thu, 29 Feb 2024 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
    ])
    func `dates are written as RFC 5322 wants`(milliseconds: Int64, text: String) {
        #expect(MailDate.text(Instant(milliseconds: milliseconds)) == text)
    }

    private func unquoted(_ text: String) -> String {
        guard text.hasPrefix("\""), let end = text.lastIndex(of: "\"") else { return text }
        let name = text[text.index(after: text.startIndex)..<end]
        return name.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            + String(text[text.index(after: end)...])
    }
}
