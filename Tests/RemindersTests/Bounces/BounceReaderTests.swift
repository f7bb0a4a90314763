import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// From a file in the Maildir to the history and the address.
struct BounceReaderTests {
    @Test func `a mail that comes back marks the address, and moves to cur as seen`() throws {
        let bounces = try BounceHouse()
        bounces.start()
        try bounces.deliver(ReturnedMail.postfix(try bounces.message().uid), "1796050803.M1P1.relay")
        try bounces.awaitEvent("bounced")
        #expect(try bounces.message().state == .sent)
        #expect(try bounces.message("duinrand", .after).state == .cancelled)
        bounces.reader.stop()
        #expect(try bounces.names("new") == [])
        #expect(try bounces.names("cur") == ["1796050803.M1P1.relay:2,S"])
    }

    @Test func `mail from before the start is read at the start, and only its own tenant changes`() throws {
        let bounces = try BounceHouse(tenants: ["duinrand", "rivierenland", "zandpad"])
        let before = try bounces.house.messages("duinrand")
        try bounces.deliver(ReturnedMail.exchange(try bounces.message("rivierenland").uid), "a")
        try bounces.house.tenants.setState(try slug("zandpad"), .suspended, bounces.house.scope)
        try bounces.deliver(ReturnedMail.postfix(try bounces.message("zandpad").uid, status: "5.2.2"), "b")
        bounces.start()
        #expect(try bounces.message("rivierenland").history.last?.what == "bounced")
        #expect(try bounces.message("zandpad").history.last?.what == "undelivered")
        #expect(try bounces.house.messages("duinrand") == before)
        #expect(try bounces.names("cur") == ["a:2,S", "b:2,S"])
    }

    @Test func `what is not for us moves to cur unseen and changes nothing`() throws {
        let bounces = try BounceHouse()
        let before = try bounces.house.messages()
        try bounces.deliver(ReturnedMail.postfix(), "unknown-uid")
        try bounces.deliver(
            "To: no-reply+\(before[0].uid)@naast.example\nSubject: Afwezig\n\nTot maandag.\n", "away:2,F")
        try bounces.deliver(String(repeating: "x", count: DeliveryReport.limit + 1), "huge")
        try bounces.deliver("", "empty")
        bounces.start()
        #expect(try bounces.house.messages() == before)
        #expect(try bounces.names("new") == [])
        #expect(try bounces.names("cur") == ["away:2,", "empty:2,", "huge:2,", "unknown-uid:2,"])
    }

    @Test func `after a crash between writing and moving nothing is done twice, and nothing is overwritten`() throws {
        let bounces = try BounceHouse()
        let mail = ReturnedMail.postfix(try bounces.message().uid)
        try bounces.deliver(mail, "a")
        bounces.start()
        let after = try bounces.house.messages()
        try bounces.deliver(mail, "a")
        for _ in 0..<10 where try !bounces.names("new").isEmpty { bounces.awaitLook() }
        bounces.reader.stop()
        #expect(try bounces.house.messages() == after)
        #expect(try bounces.names("cur") == ["a:2,S", "a_1:2,S"])
    }

    @Test func `links are not followed, and only files are read`() throws {
        let bounces = try BounceHouse()
        let mail = ReturnedMail.postfix(try bounces.message().uid)
        try bounces.deliver("x", ".hidden")
        try Data(mail.utf8).write(to: URL(fileURLWithPath: bounces.path("elsewhere")))
        #expect(symlink(bounces.path("elsewhere"), bounces.path("new/link")) == 0)
        #expect(mkfifo(bounces.path("new/pipe"), 0o600) == 0)
        #expect(mkdir(bounces.path("new/folder"), 0o700) == 0)
        bounces.start()
        #expect(try bounces.message().history.last?.what == "sent")
        #expect(try bounces.names("new") == [".hidden", "folder", "link", "pipe"])
        #expect(try bounces.names("cur") == [])
    }

    @Test func `a missing Maildir is made for us alone, and one that goes is watched again`() throws {
        let bounces = try BounceHouse()
        bounces.start()
        var facts = stat()
        #expect(stat(bounces.path("new"), &facts) == 0 && facts.st_mode & 0o777 == 0o700)
        try FileManager.default.moveItem(atPath: bounces.path(""), toPath: bounces.house.directory.file("old"))
        for _ in 0..<10 where access(bounces.path("cur"), F_OK) != 0 { bounces.awaitLook() }
        try bounces.deliver(ReturnedMail.postfix(try bounces.message().uid), "a")
        try bounces.awaitEvent("bounced")
    }

    @Test func `a Maildir that cannot be made stops nobody`() throws {
        let bounces = try BounceHouse(maildir: "/dev/null/bounces")
        bounces.start()
        bounces.reader.stop()
        #expect(try bounces.message().history.last?.what == "sent")
    }

    @Test func `a tenant that is set apart holds up nobody else's bounces`() throws {
        let bounces = try BounceHouse(tenants: ["duinrand", "rivierenland"])
        let uid = try bounces.message("rivierenland").uid
        try bounces.house.store("duinrand").close()
        let file = bounces.house.directory.file("tenants/duinrand/tenant.sqlite")
        try Data("no database at all".utf8).write(to: URL(fileURLWithPath: file))
        try bounces.deliver(ReturnedMail.postfix(uid), "a")
        bounces.start()
        #expect(try bounces.message("rivierenland").history.last?.what == "bounced")
    }

    @Test func `the log holds no address and no word of the mail`() throws {
        let output = Pipe()
        let log = Log(format: .text, level: .debug, descriptor: output.fileHandleForWriting.fileDescriptor)
        let bounces = try BounceHouse(log: log)
        try bounces.deliver(ReturnedMail.postfix(try bounces.message().uid), "sam.voorbeeld")
        try bounces.deliver(ReturnedMail.postfix(), "of-nobody")
        try bounces.deliver("Subject: Sam is ziek\n\n", "private")
        bounces.start()
        bounces.reader.stop()
        try output.fileHandleForWriting.close()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(said.contains("bounced tenant=duinrand message=\(try bounces.message().uid) finding=address-dead"))
        #expect(said.contains("bounce-of-nobody") && said.contains("bounce-is-no-report"))
        for word in ["@", "voorbeeld", "Sam", "sam", "ziek"] { #expect(!said.contains(word)) }
    }
}
