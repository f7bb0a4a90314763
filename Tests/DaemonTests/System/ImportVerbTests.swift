import Foundation
import TestSupport
import Testing

@Suite struct ImportVerbTests {
    @Test func `a dry run writes nothing, the same file then does`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let json = Programmes.meetings(try DaemonHome.inHours(30), buddies: 2)
        let dry = try home.importing(json, into: "duinrand", "--dry-run")
        #expect(dry.status == 0 && dry.errors.contains("nothing was written"))
        #expect(try home.queue("duinrand").isEmpty)
        #expect(try home.importing(json, into: "duinrand").status == 0)
        let planned = try home.queue("duinrand")
        #expect(!planned.isEmpty)
        for _ in 0..<3 { #expect(try home.importing(json, into: "duinrand").status == 0) }
        #expect(try home.queue("duinrand").map(\.uid) == planned.map(\.uid))
    }

    @Test func `every error is listed with its path and nothing is written`() throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let wrong = """
            {"buddies":[{"ref":"b1","name":"Sam Voorbeeld","email":"geen adres","state":"busy"}],
             "meetings":[{"ref":"g1","match":"m9","starts":"2027-03-28T02:30","minutes":45,"buddy_attends":true}],
             "meetngs":[]}
            """
        let ran = try home.importing(wrong, into: "duinrand")
        #expect(ran.status == 1)
        for path in ["buddies[0].email", "buddies[0].state", "meetings[0].match", "meetings[0].starts", "meetngs"] {
            #expect(ran.errors.contains(path), "\(ran.errors)")
        }
        #expect(ran.errors.contains("nothing was written"))
        #expect(try home.queue("duinrand").isEmpty)
        #expect(try home.importing("{", into: "duinrand").status == 1)
        #expect(try home.run("import", "duinrand", "/nowhere.json").status == 1)
    }

    @Test(arguments: [false, true])
    func `a large file shows its progress on standard error`(whileRunning: Bool) throws {
        let home = try DaemonHome()
        try home.add("duinrand")
        let daemon = try whileRunning ? DaemonProcess(home) : nil
        let ran = try home.importing(Programmes.meetings(try DaemonHome.inHours(72), buddies: 1_200), into: "duinrand")
        #expect(ran.status == 0 && ran.output.isEmpty)
        #expect(ran.errors.contains("meetings: 500 of 1200") && ran.errors.contains("letters planned for 1000 of 1200"))
        let tooMany = Programmes.meetings(try DaemonHome.inHours(72), buddies: 1_251)
        let refused = try home.importing(tooMany, into: "duinrand")
        #expect(refused.status == 1 && refused.errors.contains("5004"), "\(refused.errors)")
        #expect(daemon?.stop() ?? 0 == 0)
    }
}
