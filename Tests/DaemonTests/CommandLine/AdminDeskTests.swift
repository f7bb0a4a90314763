import Domain
import Foundation
import Reminders
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
        #expect(!desk.answer(.listTenants()).output.contains("nieuw"))
    }

    @Test func `a message that is not there is refused by its uid`() throws {
        let uid = "\(Uid.random())"
        let answer = desk.answer(.message(slug: "duinrand", uid: uid, action: .show))
        #expect(answer.code == .refused && answer.message.contains(uid), "\(answer.message)")
    }

    @Test func `a tenant's life: suspended, resumed, closed, and its slug gone for good`() throws {
        func state() -> String { desk.answer(.listTenants()).output }
        #expect(state().contains("active"))
        #expect(desk.answer(.suspendTenant(slug: "duinrand")).code == .done && state().contains("suspended"))
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).code == .done && state().contains("active"))
        let closed = desk.answer(.closeTenant(slug: "duinrand"))
        #expect(closed.code == .done && closed.message.contains("closed/duinrand-2026-11-30"), "\(closed.message)")
        #expect(desk.answer(.listTenants()).message.contains("naast tenant add"))
        #expect(desk.answer(.showTenant(slug: "duinrand")).code == .refused)
        let again = desk.answer(.addTenant(slug: "duinrand", name: "D", kind: "swv", swvs: [], coordinators: []))
        #expect(again.code == .refused)
    }

    private func breakFile(of slug: String = "duinrand") {
        chmod(house.directory.file("tenants/\(slug)/tenant.sqlite"), 0o644)
    }

    private func mendFile(of slug: String = "duinrand") {
        chmod(house.directory.file("tenants/\(slug)/tenant.sqlite"), 0o600)
    }

    private func setApart() throws {
        house.tenants.reopen(try slug("duinrand"), house.scope)
        breakFile()
        #expect(desk.answer(.listTenants()).output.contains("quarantined"))
    }

    @Test func `who mends the file of a suspended tenant does not let its mail go`() throws {
        #expect(desk.answer(.suspendTenant(slug: "duinrand")).code == .done)
        try setApart()
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).code == .refused)
        mendFile()
        let taken = desk.answer(.resumeTenant(slug: "duinrand"))
        #expect(taken.code == .done && taken.message.contains("it stays suspended"), "\(taken.message)")
        #expect(desk.answer(.listTenants()).output.contains("suspended"))
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).message == "resumed duinrand")
        #expect(desk.answer(.listTenants()).output.contains("active"))
    }

    @Test func `an active tenant whose file was mended is resumed at once, and is told so`() throws {
        try setApart()
        let why = desk.answer(.showTenant(slug: "duinrand")).output
        #expect(why.contains("tenant.sqlite; then: naast tenant resume duinrand"), "\(why)")
        mendFile()
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).message == "resumed duinrand")
        #expect(desk.answer(.listTenants()).output.contains("active"))
    }

    @Test func `a tenant that is set apart can be suspended, with a note`() throws {
        let sender = Sender(
            tenants: house.tenants, relays: [], defaultRelay: "default", pages: SiteAddress("", isKnown: false),
            clock: house.clock, log: .silent, scope: house.scope)
        let desk = AdminDesk(house, sender: sender)
        try setApart()
        let answer = desk.answer(.suspendTenant(slug: "duinrand"))
        #expect(answer.code == .done)
        #expect(answer.message.contains("its file is set apart: ") && answer.message.contains("chmod 0600"))
        mendFile()
        #expect(desk.answer(.resumeTenant(slug: "duinrand")).message.contains("it stays suspended"))
    }

    @Test func `a relay that the configuration does not have is refused with the nearest`() throws {
        desk.relaysChanged(to: ["default": "a.example", "gemeente": "b.example", "": "a.example"])
        let answer = desk.answer(.setTenant(slug: "duinrand", settings: ["relay": "gemeent", "name": "Anders"]))
        #expect(answer.code == .refused)
        #expect(answer.message.contains("did you mean \"gemeente\"") && answer.message.contains("default, gemeente"))
        #expect(!desk.answer(.showTenant(slug: "duinrand")).output.contains("Anders"))
        for name in ["gemeente", ""] {
            #expect(desk.answer(.setTenant(slug: "duinrand", settings: ["relay": name])).code == .done)
        }
    }

    @Test func `list, show and a message are given as JSON too`() throws {
        try house.importing(Programmes.meetings("2026-12-10T14:00", buddies: 2))
        let list = try json([[String: Any]].self, .listTenants(json: true))
        #expect(list.map { $0["slug"] as? String } == ["duinrand"])
        let shown = try json([String: Any].self, .showTenant(slug: "duinrand", json: true))
        #expect(Set(shown.keys) == ["slug", "name", "kind", "state", "swvs", "coordinators", "settings"])
        #expect((shown["settings"] as? [String: String])?["coordinator_name"] == "Noor Bakker")
        let uid = try #require(try house.messages().first?.uid)
        for action in [AdminRequest.MessageAction.show, .cancel] {
            let line = try json(
                [String: Any].self, .message(slug: "duinrand", uid: "\(uid)", action: action, json: true))
            #expect(line["uid"] as? String == "\(uid)")
        }
    }

    private func json<Shape>(_ shape: Shape.Type, _ request: AdminRequest) throws -> Shape {
        try #require(try JSONSerialization.jsonObject(with: Data(desk.answer(request).output.utf8)) as? Shape)
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
