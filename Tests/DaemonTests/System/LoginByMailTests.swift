import Foundation
import TestSupport
import Testing

/// Coming in by mail: the real daemon, a real SMTP dialogue, and the link as a mail program finds it.
@Suite(.serialized) struct LoginByMailTests {
    /// A browser that asks over the pages' unix socket.
    private struct Browser {
        let home: DaemonHome
        let jar: String

        init(_ home: DaemonHome, _ name: String) {
            self.home = home
            jar = home.directory.file("jar-\(name)")
        }

        func open(_ path: String, _ form: [String: String]? = nil) throws -> (
            status: Int, location: String, body: String
        ) {
            var words = [
                "--silent", "--show-error", "--max-time", "60", "--unix-socket", home.pages, "--cookie", jar,
                "--cookie-jar", jar, "--write-out", "\n%{http_code} %header{location}",
            ]
            for (name, value) in form ?? [:] { words += ["--data-urlencode", "\(name)=\(value)"] }
            let said = String(decoding: try ToolRun.sound("curl", words + ["http://localhost\(path)"]), as: UTF8.self)
            let end = said.split(separator: "\n").last?.split(separator: " ", omittingEmptySubsequences: false) ?? []
            return (Int(end.first ?? "") ?? 0, end.count > 1 ? String(end[1]) : "", said)
        }
    }

    private func home(_ server: ScriptedSMTPServer) throws -> DaemonHome {
        let home = try DaemonHome()
        try home.configure(
            relay: DaemonHome.smtp(server.port, connections: 1), extra: #"base_url: "http://127.0.0.1:8470""#)
        return home
    }

    private func link(in body: String) throws -> String {
        let mail = try PythonMail.parse(Array(body.utf8))
        #expect(mail.defects == [])
        let text = try #require(mail.text(of: "text/plain"))
        let path = try #require(text.firstMatch(of: /http:\/\/127\.0\.0\.1:8470(\/duinrand\/m\/[a-z2-7]{26})/)).output.1
        #expect(mail.text(of: "text/html")?.contains("href=\"http://127.0.0.1:8470\(path)\"") == true)
        return String(path)
    }

    @Test(.needs("curl", "python3"))
    func `a welcome, a login and a login of a suspended tenant arrive, and their links let in`() throws {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        let home = try home(server)
        let added = try home.sound(
            "tenant", "add", "duinrand", "--name", "Steunpunt Duinrand", "--coordinator", "noor@example.org")
        #expect(added.errors.contains("added duinrand"))
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.whole == 1 })

        let noor = Browser(home, "noor")
        let welcome = try link(in: server.bodies[0])
        #expect(try noor.open(welcome).body.contains("Welkom bij Steunpunt Duinrand"))
        #expect(try noor.open(welcome, ["x": ""]).location == "/duinrand/vandaag?melding=welkom")
        #expect(try noor.open("/duinrand/vandaag").status == 200)

        try home.sound("tenant", "suspend", "duinrand")
        let laptop = Browser(home, "laptop")
        #expect(try laptop.open("/duinrand/inloggen", ["email": "noor@example.org"]).status == 303)
        let waiting = try laptop.open("/duinrand/inloggen/wachten").body
        let code = try #require(waiting.firstMatch(of: /class="code">(\d{3} \d{3})</)).output.1
        #expect(eventually { server.whole == 2 })
        let phone = Browser(home, "phone")
        #expect(try phone.open(try link(in: server.bodies[1]), ["code": String(code)]).body.contains("Het is gelukt"))
        #expect(try laptop.open("/duinrand/inloggen/wachten").location == "/duinrand/vandaag?melding=welkom")
        #expect(try laptop.open("/duinrand/vandaag").status == 200)
        #expect(try phone.open("/duinrand/vandaag").status == 303)
        #expect(daemon.stop() == 0)
        // Neither an address nor a link reaches the log.
        #expect(!daemon.log.contains("noor@") && !daemon.log.contains("/m/"))
    }

    @Test(.needs("curl"))
    func `login-link prints a way in, with the daemon and without it`() throws {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        let home = try home(server)
        try home.sound("tenant", "add", "duinrand", "--name", "Steunpunt Duinrand", "--coordinator", "noor@example.org")
        func made() throws -> (path: String, code: String) {
            let ran = try home.sound("login-link", "noor@example.org", "--tenant", "duinrand")
            let lines = ran.output.split(separator: "\n")
            let path = try #require(
                lines.first?.firstMatch(of: /^http:\/\/127\.0\.0\.1:8470(\/duinrand\/m\/[a-z2-7]{26})$/))
            let code = try #require(lines.last?.firstMatch(of: /^code (\d{3} \d{3})$/))
            #expect(lines.count == 2 && ran.errors.contains("an hour"))
            return (String(path.output.1), String(code.output.1))
        }
        let before = try made()
        let daemon = try DaemonProcess(home)
        for (number, way) in [before, try made()].enumerated() {
            let browser = Browser(home, "\(number)")
            #expect(try browser.open(way.path, ["code": way.code]).location == "/duinrand/vandaag?melding=welkom")
            #expect(try browser.open("/duinrand/vandaag").status == 200)
        }
        #expect(daemon.stop() == 0)
    }

    @Test(.needs("curl", "python3"))
    func `the helpdesk comes in by mail and by login-link, and sees every tenant's state`() throws {
        let server = ScriptedSMTPServer()
        defer { server.stop() }
        let home = try DaemonHome()
        func configure(_ accounts: String) throws {
            try home.configure(
                relay: DaemonHome.smtp(server.port, connections: 1),
                extra: """
                    base_url: "http://127.0.0.1:8470",
                    helpdesk: { name: "Balans", reply_to: "antwoord@example.org", accounts: [\(accounts)] }
                    """)
        }
        try configure(#""helpdesk@example.org""#)
        try home.sound("tenant", "add", "duinrand", "--name", "Steunpunt Duinrand")
        // The accounts were taken: another list changes nothing any more.
        try configure(#""ander@example.org""#)
        let refused = try home.run("login-link", "ander@example.org", "--helpdesk")
        #expect(refused.status == 1 && refused.errors.contains("at the first start: use one of them"))
        func printed() throws -> (path: String, code: String) {
            let output = try home.sound("login-link", "helpdesk@example.org", "--helpdesk").output
            let path = try #require(output.firstMatch(of: /(\/landelijk\/m\/[a-z2-7]{26})\n/)).output.1
            return (String(path), String(try #require(output.firstMatch(of: /code (\d{3} \d{3})/)).output.1))
        }
        let before = try printed()
        let daemon = try DaemonProcess(home)
        for (number, way) in [before, try printed()].enumerated() {
            let browser = Browser(home, "printed-\(number)")
            #expect(try browser.open(way.path, ["code": way.code]).location == "/landelijk/?melding=welkom")
            #expect(try browser.open("/landelijk/").body.contains("Steunpunt Duinrand"))
        }
        let laptop = Browser(home, "laptop")
        #expect(try laptop.open("/landelijk/").location == "/landelijk/inloggen")
        #expect(try laptop.open("/landelijk/inloggen", ["email": "helpdesk@example.org"]).status == 303)
        let waiting = try laptop.open("/landelijk/inloggen/wachten").body
        let code = try #require(waiting.firstMatch(of: /class="code">(\d{3} \d{3})</)).output.1
        #expect(eventually { server.whole == 1 })
        let mail = try PythonMail.parse(Array(try #require(server.bodies.first).utf8))
        let text = try #require(mail.text(of: "text/plain"))
        let link = try #require(text.firstMatch(of: /127\.0\.0\.1:8470(\/landelijk\/m\/[a-z2-7]{26})/)).output.1
        #expect(try laptop.open(String(link), ["code": String(code)]).location == "/landelijk/?melding=welkom")
        #expect(try laptop.open("/landelijk/").body.contains("Bij alle steunpunten gaat het goed"))
        #expect(try laptop.open("/duinrand/vandaag").location == "/duinrand/inloggen")

        let queued = try home.queue("landelijk")
        #expect(queued.map(\.kind) == ["login"] && queued.map(\.state) == ["sent"])
        #expect(try home.statuses().keys.sorted() == ["duinrand"])
        #expect(try home.sound("tenant", "resume", "landelijk").errors.contains("helpdesk's own mail"))
        #expect(try home.run("tenant", "suspend", "landelijk").status == 64)
        #expect(try home.run("tenant", "close", "landelijk").status == 64)
        #expect(daemon.stop() == 0)
        #expect(!daemon.log.contains("helpdesk@") && !daemon.log.contains("/m/"))
    }

    @Test(
        arguments: [
            (["login-link", "wie@example.org", "--tenant", "duinrand"], 1, "nobody logs in at duinrand"),
            (["login-link", "geen adres", "--tenant", "duinrand"], 64, "not an e-mail address"),
            (["login-link", "noor@example.org", "--tenant", "nergens"], 1, "there is no tenant"),
            (["login-link", "noor@example.org"], 64, "--tenant SLUG is missing"),
            (["login-link", "noor@example.org", "--helpdesk"], 1, "name them in helpdesk.accounts"),
            (["login-link", "noor@example.org", "--helpdesk", "--tenant", "duinrand"], 64, "do not go together"),
            (["login-link", "geen adres", "--helpdesk"], 64, "not an e-mail address"),
            (["login-link"], 64, "EMAIL is missing"),
        ] as [([String], Int32, String)])
    func `login-link refuses with what to do`(words: [String], status: Int32, said: String) throws {
        let home = try DaemonHome()
        try home.sound("tenant", "add", "duinrand", "--name", "Steunpunt Duinrand")
        let ran = try home.run(words)
        #expect(ran.status == status && ran.errors.contains(said) && ran.output.isEmpty, "\(ran.errors)")
    }
}

extension ScriptedSMTPServer {
    /// Messages of which the end has come in, too.
    fileprivate var whole: Int { bodies.count { $0.hasSuffix("--\r\n") } }
}
