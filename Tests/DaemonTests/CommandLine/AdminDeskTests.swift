import Domain
import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct AdminDeskTests {
    private let house: TestHouse
    private let desk: AdminDesk

    init() throws {
        house = try TestHouse()
        desk = AdminDesk(house)
    }

    @Test(arguments: [
        (AdminRequest.showTenant(slug: "duinrant"), ExitCode.refused, "did you mean \"duinrand\""),
        (.showTenant(slug: "verweg"), .refused, "naast tenant list"), (.showTenant(slug: "A B"), .wrongUsage, "A B"),
        (.queue(slug: "duinrand", state: "snet", json: false), .wrongUsage, "did you mean \"sent\""),
        (.message(slug: "duinrand", uid: "x", action: .show), .wrongUsage, "naast queue duinrand"),
        (.setTenant(slug: "duinrand", settings: ["quit_from": "20:00"]), .wrongUsage, "quiet_from"),
        (.setTenant(slug: "duinrand", settings: ["name": ""]), .wrongUsage, "name"),
        (
            .addTenant(slug: "duinrand", name: "D", kind: "swv", swvs: [], coordinators: []), .refused,
            "given out before"
        ),
        (.addTenant(slug: "nieuw", name: "", kind: "swv", swvs: [], coordinators: []), .wrongUsage, "name"),
        (
            .addTenant(slug: "nieuw", name: "N", kind: "swv", swvs: [""], coordinators: []), .wrongUsage, "--swv"
        ),
        (
            .addTenant(slug: "nieuw", name: "N", kind: "swv", swvs: ["a\n\u{1B}[2J"], coordinators: []), .wrongUsage,
            "--swv"
        ),
    ])
    func `a refusal says what to do and changes nothing`(request: AdminRequest, code: ExitCode, hint: String) throws {
        let before = desk.answer(.showTenant(slug: "duinrand"))
        let answer = desk.answer(request)
        #expect(answer.code == code)
        #expect(answer.message.contains(hint), "\(answer.message)")
        #expect(answer.output.isEmpty)
        #expect(desk.answer(.showTenant(slug: "duinrand")) == before)
        #expect(!desk.answer(.listTenants).output.contains("nieuw"))
    }

    @Test func `a message that is not there is refused by its uid`() throws {
        let uid = "\(Uid.random())"
        let answer = desk.answer(.message(slug: "duinrand", uid: uid, action: .show))
        #expect(answer.code == .refused && answer.message.contains(uid), "\(answer.message)")
    }

    @Test func `a tenant's life: suspended, resumed, closed, and its slug gone for good`() throws {
        func state() -> String { desk.answer(.listTenants).output }
        #expect(state().contains("active"))
        #expect(desk.answer(.suspendTenant(slug: "duinrand")).code == .done && state().contains("suspended"))
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).code == .done && state().contains("active"))
        let closed = desk.answer(.closeTenant(slug: "duinrand"))
        #expect(closed.code == .done && closed.message.contains("closed/duinrand-2026-11-30"), "\(closed.message)")
        #expect(desk.answer(.listTenants).message.contains("naast tenant add"))
        #expect(desk.answer(.showTenant(slug: "duinrand")).code == .refused)
        let again = desk.answer(.addTenant(slug: "duinrand", name: "D", kind: "swv", swvs: [], coordinators: []))
        #expect(again.code == .refused)
    }

    @Test func `a dry run writes nothing and an import tells every problem`() throws {
        let file = Data(Programmes.meetings("2026-12-10T14:00", buddies: 2).utf8)
        #expect(desk.answer(.importProgramme(slug: "duinrand", file: file, dryRun: true)).message.contains("dry run"))
        #expect(try house.messages().isEmpty)
        #expect(desk.answer(.importProgramme(slug: "duinrand", file: file, dryRun: false)).code == .done)
        let planned = try house.messages().count
        #expect(planned > 0)
        let wrong = Data(#"{"budies":[],"meetings":[{"ref":"g1","starts":"2027-03-28T02:30"}]}"#.utf8)
        let answer = desk.answer(.importProgramme(slug: "duinrand", file: wrong, dryRun: false))
        #expect(answer.code == .refused)
        #expect(answer.message.contains("budies") && answer.message.contains("meetings[0].starts"))
        #expect(answer.message.contains("2 problem(s); nothing was written"), "\(answer.message)")
        #expect(try house.messages().count == planned)
    }

    @Test func `status counts and names nobody`() throws {
        try house.importing(Programmes.meetings("2026-12-10T14:00", buddies: 2))
        let text = desk.answer(.status(json: false)).output
        #expect(text.hasPrefix("no daemon runs\n") && text.contains("duinrand"))
        #expect(!text.contains("@") && !text.contains("Voorbeeld"))
    }
}
