import Foundation
import TestSupport
import Testing

@Suite struct BounceTests {
    @Test func `the daemon reads a bounce to the envelope's sender, and queue tells of it`() throws {
        let home = try DaemonHome()
        let bounces = home.directory.file("bounces")
        try home.configure(extra: "bounces: \"maildir:\(bounces)\"")
        try home.add("duinrand")
        try home.importDue(1, into: "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(eventually { home.delivered == 1 })
        #expect(try eventually { try home.sent("duinrand") == 1 })

        // The address it left with is the one it comes back to.
        let letter = try #require(try FileManager.default.contentsOfDirectory(atPath: home.maildir + "/new").first)
        let mail = try String(contentsOfFile: "\(home.maildir)/new/\(letter)", encoding: .utf8)
        let sender = try #require(mail.firstMatch(of: /Return-Path: <([^>]+)>/)?.output.1)
        #expect(eventually { access("\(bounces)/new", W_OK) == 0 })
        try Data(bounce(to: String(sender)).utf8).write(to: URL(fileURLWithPath: "\(bounces)/tmp/one"))
        try FileManager.default.moveItem(atPath: "\(bounces)/tmp/one", toPath: "\(bounces)/new/one")

        #expect(eventually { access("\(bounces)/cur/one:2,S", F_OK) == 0 }, "\(daemon.log)")
        let queue = try home.queue("duinrand")
        let sent = try #require(queue.first { $0.kind == "before-day" })
        #expect(sent.state == "sent" && sent.history.last == "bounced")
        #expect(queue.filter { $0.state == "ready" && $0.to == sent.to }.isEmpty)
        let shown = try home.sound("queue", "duinrand", "show", sent.uid)
        #expect(shown.output.contains("please correct it: 550 5.1.1 no such user"), "\(shown.output)")
        #expect(daemon.stop() == 0)
        #expect(!daemon.log.contains(sent.to))
    }

    private func bounce(to address: String) -> String {
        """
        Delivered-To: \(address)
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example

        Final-Recipient: rfc822; buddy1@example.org
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 no such user
        --b--

        """
    }
}
