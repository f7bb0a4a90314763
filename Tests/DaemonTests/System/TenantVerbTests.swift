import Foundation
import TestSupport
import Testing

@Suite struct TenantVerbTests {
    @Test(arguments: [false, true])
    func `a tenant is added, shown, set and closed, and its slug never comes back`(whileRunning: Bool) throws {
        let home = try DaemonHome()
        let daemon = try whileRunning ? DaemonProcess(home) : nil
        try home.sound(
            "tenant", "add", "duinrand", "--name", "Steunpunt Duinrand", "--kind", "school", "--swv", "SWV Duinrand",
            "--coordinator", "noor@duinrand.example")
        #expect(try home.run("tenant", "add", "duinrand", "--name", "Twee").status == 1)
        let list = try home.sound("tenant", "list").output
        #expect(list.contains("duinrand") && list.contains("active") && list.contains("school"))
        try home.sound("tenant", "set", "duinrand", "quiet_from=20:30", "coordinator_name=Noor")
        let shown = try home.sound("tenant", "show", "duinrand").output
        for text in ["quiet_from=20:30", "SWV Duinrand", "coordinators  1", "kind   school"] {
            #expect(shown.contains(text), "\(shown)")
        }
        let settings = try home.sound("tenant", "settings", "--json").json([[String: Any]].self)
        #expect(settings.contains { $0["key"] as? String == "quiet_from" })

        try home.sound("tenant", "close", "duinrand")
        #expect(try home.run("tenant", "show", "duinrand").status == 1)
        #expect(!FileManager.default.fileExists(atPath: home.state + "/tenants/duinrand"))
        let closed = try FileManager.default.contentsOfDirectory(atPath: home.state + "/closed")
        #expect(closed.count == 1 && closed.allSatisfy { $0.hasPrefix("duinrand-") })
        let again = try home.run("tenant", "add", "duinrand", "--name", "Weer")
        #expect(again.status == 1 && again.errors.contains("never given out twice"))
        #expect(daemon?.stop() ?? 0 == 0)
    }

    @Test func `suspended nothing is sent and nothing lost, and resumed all of it goes once`() throws {
        let server = CountingSMTPServer(dotDelay: 20)
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port))
        try home.add("duinrand")
        try home.add("veenkamp")
        let daemon = try DaemonProcess(home)
        // The very same file twice: made a minute later its meetings would have moved.
        let programme = Programmes.meetings(try DaemonHome.inHours(6), buddies: 400)
        #expect(try home.importing(programme, into: "duinrand").status == 0)
        #expect(eventually { server.total > 20 })
        try home.sound("tenant", "suspend", "duinrand")
        #expect(eventually { server.waiting == 0 })
        // What was on the wire is settled; another tenant's mail shows that time has passed.
        try home.importDue(20, into: "veenkamp")
        #expect(try eventually { try home.sent("veenkamp") == 20 })
        let until = server.total
        #expect(until < 420)
        #expect(try home.importing(programme, into: "duinrand").status == 0)
        #expect(try home.queue("duinrand", state: "leased").isEmpty)
        #expect(try home.sent("duinrand") == until - 20)
        #expect(server.total == until)
        #expect(try home.status(of: "duinrand")["state"] as? String == "suspended")

        try home.sound("tenant", "resume", "duinrand")
        #expect(try home.eventuallySent(400, "duinrand"))
        #expect(server.counts.count == 420 && server.total == 420)
        #expect(daemon.stop() == 0)
    }

    @Test func `a tenant suspended before the daemon starts stays silent`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        try home.add("veenkamp")
        try home.importDue(5, into: "duinrand")
        try home.importDue(5, into: "veenkamp")
        try home.sound("tenant", "suspend", "duinrand")
        let daemon = try DaemonProcess(home)
        #expect(try eventually { try home.sent("veenkamp") == 5 })
        #expect(home.delivered == 5)
        try home.sound("tenant", "resume", "duinrand")
        #expect(try eventually { try home.sent("duinrand") == 5 })
        #expect(daemon.stop() == 0)
    }

    @Test func `closing a tenant while it sends ends its mail and no other's`() throws {
        let server = CountingSMTPServer(dotDelay: 20)
        defer { server.stop() }
        let home = try DaemonHome(relay: DaemonHome.smtp(server.port))
        try home.add("duinrand")
        try home.add("veenkamp")
        try home.importDue(600, into: "duinrand")
        try home.importDue(50, into: "veenkamp")
        let daemon = try DaemonProcess(home)
        #expect(eventually { server.total > 10 })
        try home.sound("tenant", "close", "duinrand")
        #expect(try eventually { try home.sent("veenkamp") == 50 })
        #expect(server.total < 650)
        // The folder went to closed/; nothing of it may appear again.
        #expect(!FileManager.default.fileExists(atPath: home.state + "/tenants/duinrand"))
        #expect(daemon.stop() == 0)
        #expect(!daemon.log.contains(" error "), "\(daemon.log.split(separator: "\n").filter { $0.contains("error") })")
    }

    @Test func `a tenant whose closing is refused goes on sending`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let daemon = try DaemonProcess(home)
        // A file in the place of the folder for what is closed.
        #expect(FileManager.default.createFile(atPath: home.state + "/closed", contents: nil))
        #expect(try home.run("tenant", "close", "duinrand").status == 1)
        try home.importDue(3, into: "duinrand")
        #expect(try eventually { try home.sent("duinrand") == 3 })
        #expect(daemon.stop() == 0)
    }

    @Test func `a closing that a crash cut short is finished by whoever works there next`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let (folder, aside) = (home.state + "/tenants/duinrand", home.directory.file("aside"))
        try FileManager.default.copyItem(atPath: folder, toPath: aside)
        try home.sound("tenant", "close", "duinrand")
        // As if it had ended between the registry and the folder.
        try FileManager.default.removeItem(atPath: home.state + "/closed")
        try FileManager.default.moveItem(atPath: aside, toPath: folder)
        #expect(try DaemonProcess(home).stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: folder))
        let closed = try FileManager.default.contentsOfDirectory(atPath: home.state + "/closed")
        #expect(closed.count == 1 && closed.allSatisfy { $0.hasPrefix("duinrand-20") })
    }

    @Test func `a queue too long for one read of the socket is shown whole`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let letters = 1_200
        for part in 1...3 {
            let json = Programmes.meetings(try DaemonHome.inHours(24 * 20), buddies: letters)
            let other = json.replacing(/"(ref|match|buddy|requester)":"/) { "\($0.output.0)part\(part)" }
            #expect(try home.importing(other, into: "duinrand").status == 0)
        }
        let daemon = try DaemonProcess(home)
        let ran = try home.sound("queue", "duinrand", "--json")
        #expect(ran.output.utf8.count > 5 << 20)
        #expect(try ran.json([[String: Any]].self).count >= 3 * letters)
        #expect(daemon.stop() == 0)
    }
}
