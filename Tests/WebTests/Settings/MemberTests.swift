import Domain
import Storage
import TestSupport
import Testing
import Web

@Suite struct MemberTests {
    private func uid(_ role: Role, in test: TestSite) throws -> Uid {
        try #require(try test.house.store().read { try $0.members() }.first { $0.role == role }).uid
    }

    private let path = "/duinrand/instellingen/leden"

    @Test func `who is added gets a welcome, and comes in by it`() throws {
        let test = try TestSite()
        let boss = try test.browser()
        let added = try boss.post(path, [("email", "mo@example.org"), ("naam", "Mo Yilmaz"), ("rol", "stand-in")])
        #expect(added.location == "\(path)?melding=uitgenodigd")
        #expect(try boss.get(path).has("Mo Yilmaz"))
        let mails = try test.sendMail()
        #expect(mails.map(\.to.description) == ["mo@example.org"])
        let mo = test.stranger()
        try mo.post(mails[0].link)
        #expect(try mo.get("/duinrand/vandaag").status == 200)
        #expect(try mo.get(path).status == 403)
    }

    @Test(arguments: [
        ("", "stand-in", "email"), ("geen adres", "stand-in", "email"), ("mo@example.org", "", "rol"),
        ("mo@example.org", "baas", "rol"), ("Trainer@duinrand.example.org", "trainer", "email"),
    ])
    func `what is missing or known is said beside its field, and nobody is added`(
        email: String, role: String, field: String
    ) throws {
        let test = try TestSite()
        let shown = try test.browser().post(path, [("email", email), ("rol", role)])
        #expect(shown.status == 422 && shown.has("id=\"\(field)-fout\""))
        #expect(try test.house.store().read { try $0.members() }.count == 3)
        #expect(try test.sendMail().isEmpty)
    }

    @Test func `a changed role holds at once, for a session that is open`() throws {
        let test = try TestSite()
        let (boss, trainer) = (try test.browser(), try test.browser(as: .trainer))
        #expect(try trainer.get("/duinrand/wijzigingen").status == 403)
        let uid = try uid(.trainer, in: test)
        try boss.post("\(path)/\(uid)/rol", [("rol", "stand-in"), ("versie", "1")])
        #expect(try trainer.get("/duinrand/wijzigingen").status == 200)
        #expect(try boss.post("\(path)/\(uid)/rol", [("rol", "trainer"), ("versie", "1")]).status == 409)
        try boss.post("\(path)/\(uid)/rol", [("rol", "trainer"), ("versie", "2")])
        #expect(try trainer.get("/duinrand/wijzigingen").status == 403)
    }

    @Test func `who is removed is out at once, and gets no more mail`() throws {
        let test = try TestSite()
        let (boss, standIn) = (try test.browser(), try test.browser(as: .standIn))
        let uid = try uid(.standIn, in: test)
        #expect(try boss.post("\(path)/\(uid)/verwijderen", [("versie", "7")]).status == 409)
        #expect(try standIn.isIn())
        #expect(try boss.post("\(path)/\(uid)/verwijderen", [("versie", "1")]).status == 303)
        #expect(try !standIn.isIn())
        #expect(try boss.get("\(path)/\(uid)").status == 404)
        let waiting = try test.house.messages().filter { $0.to.hasPrefix("stand-in") && $0.state == .ready }
        #expect(waiting.isEmpty)
        #expect(try boss.get("/duinrand/wijzigingen").has("iemand die mag inloggen verwijderd"))
    }

    @Test(arguments: ["rol", "verwijderen"])
    func `the last coordinator stays`(action: String) throws {
        let test = try TestSite()
        let boss = try test.browser()
        let uid = try uid(.coordinator, in: test)
        let shown = try boss.post("\(path)/\(uid)/\(action)", [("rol", "trainer"), ("versie", "1")])
        #expect(shown.status == 422 && shown.has("Er moet één coördinator blijven"))
        #expect(try boss.get(path).status == 200)
    }

    @Test func `of two coordinators one may go, and is out`() throws {
        let test = try TestSite()
        let boss = try test.browser()
        try boss.post(path, [("email", "mo@example.org"), ("rol", "coordinator")])
        let uid = try uid(.coordinator, in: test)
        #expect(try boss.post("\(path)/\(uid)/verwijderen", [("versie", "1")]).location == "/duinrand/inloggen")
        #expect(try !boss.isIn())
    }

    @Test func `a welcome is sent again, and is written down`() throws {
        let test = try TestSite()
        let boss = try test.browser()
        let uid = try uid(.trainer, in: test)
        #expect(try boss.post("\(path)/\(uid)/welkom").status == 303)
        #expect(try test.sendMail().map(\.to.description) == ["trainer@duinrand.example.org"])
        #expect(try boss.get("/duinrand/wijzigingen").has("iemand die mag inloggen verstuurd"))
    }

    @Test(arguments: ["<script>x</script>", "\"><b>", "' onload='x"])
    func `a hostile name is shown as text`(name: String) throws {
        let test = try TestSite()
        let boss = try test.browser()
        try boss.post(path, [("email", "mo@example.org"), ("naam", name), ("rol", "coordinator")])
        let uid = try #require(try test.house.store().read { try $0.members() }.first { $0.name == name }).uid
        for page in [path, "\(path)/\(uid)", "/duinrand/wijzigingen"] {
            let shown = try boss.get(page)
            #expect(shown.status == 200 && !shown.has("<script>") && !shown.has("\"><b>") && !shown.has("' onload"))
        }
    }
}

@Suite struct SessionTests {
    @Test func `every device is listed, and one of them is this one`() throws {
        let test = try TestSite()
        let (here, there) = (try test.browser(), try test.browser())
        let shown = try here.get("/duinrand/instellingen")
        #expect(shown.text.components(separatedBy: "Laatst gebruikt").count == 3)
        #expect(shown.text.components(separatedBy: "dit apparaat").count == 2)
        let other = try #require(try there.sessionUid())
        #expect(
            try here.post("/duinrand/instellingen/sessies/\(other)/beeindigen").location
                == "/duinrand/instellingen?melding=sessie-beeindigd")
        #expect(try here.isIn() && !there.isIn())
    }

    @Test func `this device logs out, or all of them at once`() throws {
        let test = try TestSite()
        let (one, two, three) = (try test.browser(), try test.browser(), try test.browser())
        let own = try #require(try one.sessionUid())
        try one.post("/duinrand/instellingen/sessies/\(own)/beeindigen")
        #expect(try !one.isIn() && two.isIn())
        #expect(try two.post("/duinrand/instellingen/sessies/beeindigen").location == "/duinrand/inloggen")
        #expect(try !two.isIn() && !three.isIn())
    }

    @Test func `nobody ends a colleague's session, nor learns whether there is one`() throws {
        let test = try TestSite()
        let (trainer, boss) = (try test.browser(as: .trainer), try test.browser())
        let session = try #require(try boss.sessionUid())
        let known = try trainer.post("/duinrand/instellingen/sessies/\(session)/beeindigen")
        let unknown = try trainer.post("/duinrand/instellingen/sessies/\(Uid.random())/beeindigen")
        #expect(known.status == unknown.status && known.text == unknown.text && known.location == unknown.location)
        #expect(try boss.isIn())
    }

    @Test func `a device is named by what its browser says, and never more than that`() throws {
        let test = try TestSite()
        let made = try test.printLogin()
        let browser = test.stranger()
        try browser.post(
            made.path, [("code", made.code)],
            headers: [
                "User-Agent":
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) <script> Version/19.0 Safari/604.1"
            ])
        let shown = try browser.get("/duinrand/instellingen")
        #expect(shown.has("Safari op iPhone") && !shown.has("Mozilla"))
    }

    @Test func `one's own name and phone are changed by oneself, once at a time`() throws {
        let test = try TestSite()
        let trainer = try test.browser(as: .trainer)
        try trainer.get("/duinrand/instellingen/ik")
        #expect(try trainer.submit("/duinrand/instellingen/ik", ["naam": "Bo", "telefoon": "bel mij"]).status == 422)
        #expect(
            try trainer.post(
                "/duinrand/instellingen/ik", [("naam", "Bo"), ("telefoon", "06 123"), ("versie", "1")]
            ).status == 303)
        #expect(try trainer.post("/duinrand/instellingen/ik", [("naam", "Jo"), ("versie", "1")]).status == 409)
        #expect(try trainer.get("/duinrand/instellingen").has("Bo"))
    }
}

extension TestBrowser {
    fileprivate func sessionUid() throws -> Uid? {
        guard let secret = secret().flatMap({ AccessSecret($0) }) else { return nil }
        return try Doors(test.house.tenants, test.house.scope).tenant("duinrand")?.member(holding: secret)?.session.uid
    }
}
