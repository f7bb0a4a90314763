import Domain
import TestSupport
import Testing

@testable import Delivery

/// The truth: a real Postfix that demands TLS and a login.
@Suite(.serialized, .needs("postfix", "openssl", "saslpasswd2", "python3"))
struct PostfixTests {
    @Test func `mail goes over STARTTLS with a login, and reads back whole`() throws {
        let postfix = try PostfixServer()
        defer { postfix.stop() }
        let session = session(postfix)
        for number in 1...3 {
            let outcome = session.deliver(Duinrand.envelope, Rivierenland.mail(number: number).rendered())
            #expect(outcome.kind == "accepted", "\(outcome.words)\n\(postfix.log)")
        }
        session.close()
        #expect(postfix.log.count(of: "sasl_username=naast") == 3)
        let mails = try postfix.mail(count: 3)
        #expect(mails.count == 3)
        for mail in mails {
            let read = try PythonMail.parse(Array(mail))
            #expect(read.defects == [])
            #expect(read["Subject"] == ["Stuur je vandaag een berichtje?"])
            #expect(read["Return-Path"] == ["<lx7d2a@duinrand.example>"])
            #expect(read.text(of: "text/plain")?.contains(".\nGroet, Ingeborg – 088 123 45 67") == true)
        }
    }

    @Test func `what can be wrong with a relay is told apart`() throws {
        let postfix = try PostfixServer(names: "IP:127.0.0.1")
        defer { postfix.stop() }
        let message = Duinrand.message

        let wrong = session(postfix, login: (PostfixServer.user, "fout")).deliver(Duinrand.envelope, message)
        #expect(wrong.kind == "credentials")
        #expect(wrong.words.hasPrefix("535 5.7.8"))

        let stranger = Envelope(sender: Duinrand.sender, recipient: Duinrand.address("nobody@unknown.example"))
        #expect(session(postfix, login: nil).deliver(Duinrand.envelope, message).kind == "refused policy")

        let plain = session(postfix, tls: .none, login: nil).deliver(Duinrand.envelope, message)
        #expect(plain.kind == "credentials", "530 5.7.0 at MAIL: must issue STARTTLS first")

        let unknown = session(postfix, caFile: "/etc/ssl/certs/ca-certificates.crt")
        let distrust = unknown.deliver(Duinrand.envelope, message)
        #expect(distrust.kind == "trouble unreachable")
        #expect(distrust.words.lowercased().contains("certificate"))

        // The certificate holds for 127.0.0.1 only.
        var named = relay(postfix)
        named.url = RelayURL(scheme: .smtp, host: "localhost", port: postfix.port)
        let imposter = SMTPSession(relay: named, timeouts: Duinrand.brisk).deliver(Duinrand.envelope, message)
        #expect(imposter.kind == "trouble unreachable")
        #expect(imposter.words.contains("localhost"))

        var elsewhere = relay(postfix)
        elsewhere.url = RelayURL(scheme: .smtp, host: "127.0.0.2", port: postfix.port)
        let nobody = SMTPSession(relay: elsewhere, timeouts: Duinrand.brisk).deliver(Duinrand.envelope, message)
        #expect(nobody.kind == "trouble unreachable")

        let good = session(postfix)
        // The login is good and the address is not ours to judge: Postfix takes it and bounces later.
        #expect(good.deliver(stranger, message).kind == "accepted")
        let big = Array("Subject: groot\r\n\r\n".utf8) + Array(repeating: 120, count: 10_300_000)
        let refused = good.deliver(Duinrand.envelope, big)
        #expect(refused.kind == "refused content")
        #expect(refused.words.contains("10240000"))
        // Postfix announces SMTPUTF8, and has a place for any name in its domain.
        let accented = Envelope(sender: Duinrand.sender, recipient: Duinrand.address("ëva@buddy.example"))
        #expect(good.deliver(accented, message).kind == "accepted")
        #expect(good.deliver(Duinrand.envelope, message).kind == "accepted")
    }

    private func relay(
        _ postfix: PostfixServer, tls: RelaySettings.TLS = .required, caFile: String? = nil,
        login: (String, String)? = (PostfixServer.user, PostfixServer.password)
    ) -> RelaySettings {
        Duinrand.relay(port: postfix.port, tls: tls, caFile: caFile ?? postfix.authority.caFile, login: login)
    }

    private func session(
        _ postfix: PostfixServer, tls: RelaySettings.TLS = .required, caFile: String? = nil,
        login: (String, String)? = (PostfixServer.user, PostfixServer.password)
    ) -> SMTPSession {
        SMTPSession(relay: relay(postfix, tls: tls, caFile: caFile, login: login), timeouts: Duinrand.brisk)
    }
}

/// Postfix's `smtp-sink`, as the benchmark uses it.
@Suite(.needs("smtp-sink"))
struct SMTPSinkTests {
    @Test func `hundreds of messages go over a few connections, each of them accepted`() throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let session = SMTPSession(relay: Duinrand.relay(port: sink.port), timeouts: Duinrand.brisk)
        let message = Rivierenland.mail().rendered()
        for _ in 0..<250 { #expect(session.deliver(Duinrand.envelope, message).kind == "accepted") }
        session.close()
        sink.stop()
        // The relay has gone: trouble, and not of the message.
        #expect(session.deliver(Duinrand.envelope, message).kind == "trouble unreachable")
    }
}

extension String {
    fileprivate func count(of needle: String) -> Int { ranges(of: needle).count }
}
