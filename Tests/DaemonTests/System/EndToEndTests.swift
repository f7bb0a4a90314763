import Foundation
import TestSupport
import Testing

/// From the import to the mailbox: the real daemon, a real relay, and a parser that is not ours.
@Suite(.serialized)
struct EndToEndTests {
    private let everyLetter = #"""
        ,"intervisions":[{"ref":"i1","starts":"%INTERVISION%","minutes":90,"place":"online",
          "link":"https://praten.example/duinrand","participants":["b1","b2"]}]
        """#

    private func programme(_ domain: String) throws -> String {
        let extra = everyLetter.replacing("%INTERVISION%", with: try DaemonHome.inHours(24 * 9))
        return Programmes.meetings(try DaemonHome.inHours(6), buddies: 3, extra: extra)
            .replacing("@example.org", with: "@\(domain)")
    }

    @Test(.needs("postfix", "openssl", "saslpasswd2", "python3"))
    func `a real Postfix with STARTTLS and AUTH gets every letter, and Python reads them`() throws {
        let postfix = try PostfixServer()
        defer { postfix.stop() }
        let home = try DaemonHome()
        let password = home.directory.file("password")
        try "\(PostfixServer.password)\n".write(toFile: password, atomically: true, encoding: .utf8)
        chmod(password, 0o600)
        try home.configure(
            relay: """
                url: "smtp://127.0.0.1:\(postfix.port)", from: "no-reply@duinrand.example", tls: "required",
                ca_file: "\(postfix.authority.caFile)", username: "\(PostfixServer.user)",
                password_file: "\(password)", connections: 2
                """)
        try home.add("duinrand", "coordinator_name=Noor Bakker", "reply_to=noor@duinrand.example")
        #expect(try home.run("check").status == 0)
        let daemon = try DaemonProcess(home)
        #expect(try home.importing(try programme(PostfixServer.domain), into: "duinrand").status == 0)
        // Three letters of the day before, two invitations.
        let mails = try postfix.mail(count: 5).map { try PythonMail.parse(Array($0)) }
        #expect(daemon.stop() == 0)

        #expect(mails.count == 5)
        #expect(postfix.log.contains("sasl_username="))
        #expect(mails.flatMap(\.defects) == [])
        #expect(Set(mails.flatMap { $0["Subject"] }) == ["Stuur je vandaag een berichtje?", "Kom je ook?"])
        #expect(Set(mails.flatMap { $0["Message-ID"] }).count == 5)
        for mail in mails {
            #expect(mail["From"] == ["Steunpunt duinrand <no-reply@duinrand.example>"])
            #expect(mail["Reply-To"] == ["Noor Bakker <noor@duinrand.example>"])
            #expect(mail["Auto-Submitted"] == ["auto-generated"])
            #expect(mail["List-Unsubscribe"].count == 1)
            #expect(mail.text(of: "text/plain")?.contains("Hoi Sam,") == true)
            #expect(mail.text(of: "text/html")?.contains("<html lang=\"nl\">") == true)
            // The parent's name is in the programme and must be in no mail.
            #expect(mail.parts.allSatisfy { $0.text?.contains("Ouder ") != true })
        }
        let reminders = mails.filter { $0["Subject"] == ["Stuur je vandaag een berichtje?"] }
        for mail in reminders {
            let calendar = try #require(mail.text(of: "text/calendar"))
            #expect(calendar.contains("METHOD:REQUEST") && calendar.contains("PARTSTAT=ACCEPTED;RSVP=FALSE"))
        }
        let queue = try home.queue("duinrand", state: "sent")
        #expect(Set(queue.map(\.messageID)) == Set(mails.flatMap { $0["Message-ID"] }))
    }

    @Test(.needs("postfix", "openssl", "saslpasswd2"))
    func `a wrong password pauses the relay and kills no message; the right one lets them go`() throws {
        let postfix = try PostfixServer()
        defer { postfix.stop() }
        let home = try DaemonHome()
        let password = home.directory.file("password")
        let relay = """
            url: "smtp://127.0.0.1:\(postfix.port)", from: "no-reply@duinrand.example", connections: 2,
            ca_file: "\(postfix.authority.caFile)", username: "\(PostfixServer.user)", password_file: "\(password)"
            """
        try "fout\n".write(toFile: password, atomically: true, encoding: .utf8)
        chmod(password, 0o600)
        try home.configure(relay: relay)
        try home.add("duinrand")
        let daemon = try DaemonProcess(home)
        #expect(try home.importing(try programme(PostfixServer.domain), into: "duinrand").status == 0)
        let paused = try eventually {
            try home.run("status", "--json").output.contains(#""state" : "paused""#)
        }
        #expect(paused)
        #expect(try home.queue("duinrand", state: "dead").isEmpty)

        // A file open to everybody would be refused, and the old password kept.
        try "\(PostfixServer.password)\n".write(toFile: password, atomically: true, encoding: .utf8)
        chmod(password, 0o600)
        daemon.signal(SIGHUP)
        let mails = try postfix.mail(count: 5)
        let state = try home.run("status").output + home.run("queue", "duinrand").output
        #expect(mails.count == 5, "\(daemon.log)\n\(state)")
        #expect(daemon.stop() == 0)
    }

    @Test(.needs("smtp-sink"))
    func `smtp-sink takes all of it over eight connections`() throws {
        let sink = try SMTPSink()
        defer { sink.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(sink.port))
        for slug in ["duinrand", "rivierenland"] {
            try home.add(slug)
            try home.importDue(400, into: slug)
        }
        let daemon = try DaemonProcess(home)
        #expect(try home.eventuallySent(400, "duinrand"))
        #expect(try home.eventuallySent(400, "rivierenland"))
        #expect(daemon.stop() == 0)
        let queue = try home.queue("duinrand", state: "sent")
        #expect(queue.count == 400 && queue.allSatisfy { $0.doubts == 0 })
    }
}
