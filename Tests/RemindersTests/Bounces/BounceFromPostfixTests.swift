import Delivery
import Domain
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// The truth: a real Postfix accepts a letter, cannot deliver it, and sends it back to the envelope's address.
@Suite(.serialized, .needs("postfix", "openssl", "saslpasswd2"))
struct BounceFromPostfixTests {
    @Test func `a letter to an unknown user comes back from Postfix and marks the address`() throws {
        let postfix = try PostfixServer(mailboxes: "/^no-reply\\+/ bounces/\n/^known@/ inbox/\n")
        defer { postfix.stop() }
        let bounces = try BounceHouse(maildir: postfix.folder("bounces"))
        let uid = try #require(Uid(try bounces.message().uid))
        let relay = Relay(
            name: "postfix", from: try #require(EmailAddress("no-reply@\(PostfixServer.domain)")), connections: 1,
            perMinute: nil, makeSession: { MaildirSession(directory: "/dev/null") })
        let envelope = Envelope(
            sender: MailComposer.bounceAddress(relay, uid),
            recipient: try #require(EmailAddress("nobody.here@\(PostfixServer.domain)")))
        let session = SMTPSession(
            relay: RelaySettings(
                url: RelayURL(scheme: .smtp, host: "127.0.0.1", port: postfix.port),
                from: relay.from, caFile: postfix.authority.caFile, username: PostfixServer.user,
                password: Secret(PostfixServer.password)))
        defer { session.close() }
        let outcome = session.deliver(envelope, Array("Subject: Morgen\r\n\r\nTot morgen.\r\n".utf8))
        guard case .accepted = outcome else { throw Mistake("not accepted: \(outcome)\n\(postfix.log)") }

        // Postfix makes the folder at its first delivery there; then what it put there is read.
        #expect(eventually { !((try? postfix.names(in: "bounces/new")) ?? []).isEmpty }, "\(postfix.log)")
        bounces.start()
        let last = try #require(try bounces.message().history.last)
        #expect(last.what == "bounced", "\(postfix.log)")
        #expect(last.text == "5.1.1 unknown user: \"‹adres›\"")
        #expect(try bounces.message("duinrand", .after).state == .cancelled)
        bounces.reader.stop()
        #expect(try postfix.names(in: "bounces/new") == [])
        #expect(try postfix.names(in: "bounces/cur").allSatisfy { $0.hasSuffix(":2,S") })

        // And a second one, delivered by Postfix while it is watched.
        let other = try BounceHouse(maildir: postfix.folder("bounces"))
        other.start()
        let again = Envelope(
            sender: MailComposer.bounceAddress(relay, try #require(Uid(try other.message().uid))),
            recipient: envelope.recipient)
        guard case .accepted = session.deliver(again, Array("Subject: Morgen\r\n\r\nTot morgen.\r\n".utf8)) else {
            throw Mistake("not accepted: \(postfix.log)")
        }
        try other.awaitEvent("bounced")
    }
}
