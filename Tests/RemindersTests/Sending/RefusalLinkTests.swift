import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Reminders

/// The link under a letter with which its reader stops such letters, through the real sender.
@Suite struct RefusalLinkTests {
    private func house(pages: SiteAddress, settings: [String: String] = [:]) throws -> SendingHouse {
        let house = try SendingHouse(
            settings: settings.merging(["digest": "off", "reply_to": "noor@duinrand.example"]) { $1 }, pages: pages)
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        return house
    }

    private let secure = SiteAddress("https://naast.example.org")

    /// The tokens of a mail: in its header and in both of its bodies.
    private func tokens(_ mail: PostBox.Mail) -> [AccessSecret] {
        // A long line of quoted-printable is broken with "=".
        mail.text.replacing("=\r\n", with: "").matches(of: /naast\.example\.org\/duinrand\/m\/([a-z2-7]{26})/)
            .compactMap { AccessSecret($0.output.1) }
    }

    private func firstToken(_ house: SendingHouse) throws -> AccessSecret {
        let mail = try #require(house.box.mails.first)
        return try #require(tokens(mail).first)
    }

    private func meeting(_ ref: String, _ starts: String) -> String {
        #"{"meetings":[{"ref":"\#(ref)","match":"m1","starts":"\#(starts)","minutes":45,"buddy_attends":true}]}"#
    }

    private func scope(_ house: SendingHouse) throws -> PublicScope {
        try #require(try Doors(house.house.tenants, house.house.scope).tenant("duinrand"))
    }

    @Test func `behind TLS the header promises one click, and the letter shows the same link`() throws {
        let house = try house(pages: secure)
        try house.live(until: "2026-11-30T17:00")
        let mail = try #require(house.box.mails.first)
        let found = tokens(mail)
        #expect(found.count == 3 && Set(found).count == 1)
        #expect(mail.header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
        #expect(mail.header("List-Unsubscribe") == "<https://naast.example.org/duinrand/m/\(found[0].text)>,")
        #expect(mail.text.contains("\r\n <mailto:noor@duinrand.example?subject=afmelden>\r\n"))
    }

    @Test func `without TLS nothing promises one click, and while nobody gave an address there is no link at all`()
        throws
    {
        for (isKnown, links) in [(true, 2), (false, 0)] {
            let house = try house(pages: SiteAddress("http://naast.example.org", isKnown: isKnown))
            try house.live(until: "2026-11-30T17:00")
            let mail = try #require(house.box.mails.first)
            #expect(tokens(mail).count == links)
            #expect(mail.header("List-Unsubscribe-Post") == nil)
            #expect(mail.header("List-Unsubscribe") == "<mailto:noor@duinrand.example?subject=afmelden>")
        }
    }

    @Test func `the link stops that kind alone, at once, and lets it come again`() throws {
        let house = try house(pages: secure)
        try house.live(until: "2026-12-01T16:30")
        let after = try #require(house.box.mails.last)
        #expect(house.delivered.map(\.kind) == [.beforeDay, .after])
        let token = try #require(tokens(after).first)
        let scope = try scope(house)
        #expect(try scope.refusal(linkedBy: token) == MailRefusal(mails: [.after], isStopped: false))
        for _ in 1...2 { #expect(try scope.refuse(true, linkedBy: token)?.isStopped == true) }

        try house.house.importing(meeting("g2", "2026-12-08T14:00"))
        try house.live(until: "2026-12-08T23:00")
        #expect(!house.delivered.dropFirst(2).map(\.kind).contains(.after))
        #expect(house.delivered.dropFirst(2).map(\.kind).contains(.beforeDay))

        #expect(try scope.refuse(false, linkedBy: token)?.isStopped == false)
        try house.house.importing(meeting("g3", "2026-12-15T14:00"))
        try house.live(until: "2026-12-16T09:00")
        #expect(house.delivered.last?.kind == .after)
    }

    @Test func `what was entered while a kind was stopped goes when it may come again`() throws {
        let house = try house(pages: secure)
        try house.live(until: "2026-11-30T17:00")
        let scope = try scope(house)
        let token = try firstToken(house)
        _ = try scope.refuse(true, linkedBy: token)
        try house.house.importing(meeting("g2", "2026-12-08T14:00"))
        _ = try scope.refuse(false, linkedBy: token)
        try house.live(until: "2026-12-07T17:00")
        #expect(house.delivered.last?.kind == .beforeDay)
        #expect(house.delivered.count { $0.kind == .beforeDay } == 2)
    }

    @Test func `a mail that was joined stops every kind in it`() throws {
        let house = try house(
            pages: secure, settings: ["cap_buddy_day": "2", "intervision_remind_unanswered": "on"])
        try house.house.importing(
            #"{"intervisions":[{"ref":"i1","starts":"2026-12-01T19:30","minutes":90,"participants":["b1"]}]}"#)
        try house.live(until: "2026-11-30T17:00")
        let scope = try scope(house)
        let joined = try house.box.mails.compactMap { mail in
            try tokens(mail).first.flatMap { token in
                try scope.refusal(linkedBy: token).map { (token, $0.mails) }
            }
        }.first { $0.1.count > 1 }
        let (token, kinds) = try #require(joined)
        #expect(kinds.contains(.beforeDay))
        #expect(try scope.refuse(true, linkedBy: token) == MailRefusal(mails: kinds, isStopped: true))
    }

    @Test func `the file keeps no link, each try has one of its own, and both work`() throws {
        let house = try house(pages: secure)
        house.box.answer { _, count in count == 0 ? .greylisted : .fine }
        try house.live(until: "2026-11-30T17:00")
        let (first, second) = (house.box.mails[0], house.box.mails[1])
        let found = Set(tokens(first) + tokens(second))
        #expect(found.count == 2 && first.header("Message-ID") == second.header("Message-ID"))
        for token in found { #expect(try scope(house).refusal(linkedBy: token)?.mails == [.beforeDay]) }
        let slug = try #require(Slug("duinrand"))
        let path = house.house.tenants.directory.file(of: slug)
        house.close()
        for suffix in ["", "-wal"] {
            let bytes = String(
                decoding: (try? Data(contentsOf: URL(fileURLWithPath: path + suffix))) ?? Data(), as: UTF8.self)
            for token in found { #expect(!bytes.contains(token.text)) }
        }
    }

    @Test func `a link is over after half a year, and tells nothing then that a made-up one does not`() throws {
        let house = try house(pages: secure)
        try house.live(until: "2026-11-30T17:00")
        let token = try firstToken(house)
        let scope = try scope(house)
        house.house.pass(.days(179))
        #expect(try scope.refusal(linkedBy: token) != nil)
        house.house.pass(.days(2))
        #expect(try scope.refusal(linkedBy: token) == nil)
        #expect(try scope.refuse(true, linkedBy: token) == nil)
        #expect(try scope.refusal(linkedBy: .random()) == nil)
    }
}
