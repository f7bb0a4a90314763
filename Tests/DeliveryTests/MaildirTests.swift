import Foundation
import TestSupport
import Testing

@testable import Delivery

/// Delivery into a Maildir: whole or not at all.
struct MaildirTests {
    @Test func `a message is in new, whole, for its owner only, and the reply says where`() throws {
        let directory = try TemporaryDirectory()
        let maildir = directory.file("mail")
        let outcome = MaildirSession(directory: maildir).deliver(Duinrand.envelope, Duinrand.message)
        guard case .accepted(let reply) = outcome else {
            Issue.record("\(outcome.words)")
            return
        }
        #expect(reply.code == 250)
        #expect(reply.text.hasPrefix("\(maildir)/new/"))
        let text = try String(contentsOfFile: reply.text, encoding: .utf8)
        #expect(
            text == "Return-Path: <lx7d2a@duinrand.example>\nDelivered-To: noor@buddy.example\n"
                + "Subject: Stuur je vandaag een berichtje?\n\nHoi Noor,\n.\nGroet\n")
        #expect(try mode(reply.text) == 0o600)
        for folder in ["", "/cur", "/new", "/tmp"] { #expect(try mode(maildir + folder) == 0o700) }
        #expect(try names(maildir, "tmp") == [])
    }

    @Test func `names are never the same and tell nothing of a person`() {
        let all = (0..<1_000).map { _ in MaildirName.next() }
        #expect(Set(all).count == 1_000)
        #expect(
            all.allSatisfy { !$0.contains("/") && !$0.contains(":") && !$0.contains("noor") && $0.utf8.count < 200 })
    }

    @Test func `a directory that is not there, or is a file, is the relay's trouble`() throws {
        let directory = try TemporaryDirectory()
        let absent = MaildirSession(directory: directory.file("a/b/c")).deliver(Duinrand.envelope, Duinrand.message)
        #expect(absent.kind == "trouble unreachable")
        try Data().write(to: URL(filePath: directory.file("file")))
        let file = MaildirSession(directory: directory.file("file")).deliver(Duinrand.envelope, Duinrand.message)
        #expect(file.kind == "trouble unreachable")
        #expect(file.words.contains(directory.file("file")))
    }

    @Test(.needs("mount")) func `a full disk leaves nothing behind, and works again when there is room`() throws {
        let directory = try TemporaryDirectory()
        let disk = directory.file("disk")
        mkdir(disk, 0o700)
        guard try ToolRun("mount", ["-t", "tmpfs", "-o", "size=64k", "naast-test", disk]).status == 0 else {
            // Only root may mount, and not in every container.
            #expect(!Requirement.all || geteuid() != 0, "mounting a small disk failed")
            return
        }
        defer { _ = try? ToolRun("umount", [disk]) }
        let session = MaildirSession(directory: "\(disk)/mail")
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")
        let big = Duinrand.message + Array(String(repeating: "vol\r\n", count: 50_000).utf8)
        let full = session.deliver(Duinrand.envelope, big)
        #expect(full.kind == "trouble unreachable")
        #expect(full.words.contains("No space left"))
        #expect(try names("\(disk)/mail", "tmp") == [])
        #expect(try names("\(disk)/mail", "new").count == 1)
        #expect(session.deliver(Duinrand.envelope, Duinrand.message).kind == "accepted")

        try ToolRun.sound("mount", ["-o", "remount,ro", disk])
        let locked = session.deliver(Duinrand.envelope, Duinrand.message)
        #expect(locked.kind == "trouble unreachable")
        #expect(locked.words.contains("Read-only"))
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    private func names(_ maildir: String, _ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(maildir)/\(folder)")
    }
}
