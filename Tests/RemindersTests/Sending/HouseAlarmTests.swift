import Delivery
import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A relay that takes no mail and a tenant whose sending stopped are told to whoever can mend it (QUEUE.md, "Retry").
struct HouseAlarmTests {
    private let wrong = PostBox(ManualClock())
    private let fine = PostBox(ManualClock())

    /// Duinrand and the helpdesk send by the first relay, Rivierenland by the second.
    private func house(
        _ answer: DeliveryOutcome = .wrongPassword,
        accounts: [String] = ["een@balans.example.org", "twee@balans.example.org"]
    ) throws -> SendingHouse {
        wrong.answer { _, _ in answer }
        let house = try SendingHouse(
            tenants: ["duinrand", "rivierenland"], own: ["rivierenland": "goed"],
            relays: [SendingHouse.relay("stuk", wrong), SendingHouse.relay("goed", fine)])
        try house.house.furnishHelpdesk(accounts)
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3))
        return house
    }

    private func alarms(_ house: SendingHouse, of tenant: String = "landelijk") throws -> [QueuedMessage] {
        try house.house.messages(tenant).filter { $0.kind == "alarm" }
    }

    private func text(_ mail: PostBox.Mail) -> String {
        mail.text.replacing("=\r\n", with: "").replacing("\r\n", with: " ")
    }

    @Test func `refused credentials are told once to each account, at night too, by a relay that works`() throws {
        let house = try house()
        try house.live(until: "2026-11-30T18:00")
        #expect(fine.recipients.sorted() == ["een@balans.example.org", "twee@balans.example.org"])
        let mail = try #require(fine.mails.first)
        #expect(mail.header("Subject") == "Er gaat nu geen mail uit")
        #expect(mail.header("From")?.contains("naast@goed.example") == true)
        let text = text(mail)
        #expect(text.contains("Er gaat nu geen mail uit via mailserver stuk."))
        #expect(text.contains("Dit geldt voor: Steunpunt duinrand (duinrand)."))
        #expect(text.contains("systemctl reload naast"))
        #expect(!text.contains("rivierenland") && !text.contains("buddy"))
        #expect(try alarms(house).map(\.state) == [.sent, .sent])
    }

    @Test func `by another relay go alarms alone; mended, the rest goes by its own`() throws {
        let house = try house()
        try house.live(until: "2026-11-30T16:30")
        let doors = Doors(house.house.tenants, house.house.scope)
        try doors.helpdesk().door("Balans").askLogin(mailAddress("een@balans.example.org"), from: .random())
        try house.live(until: "2026-11-30T16:40")
        #expect(fine.mails.count == 2)
        wrong.answer { _, _ in .fine }
        try house.sender.replaceRelays(
            [SendingHouse.relay("stuk", wrong), SendingHouse.relay("goed", fine)], defaultRelay: "stuk")
        try house.live(until: "2026-11-30T16:45")
        #expect(
            house.delivered.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [
                .alarm, .alarm, .beforeDay, .beforeDay, .beforeDay, .login,
            ])
        #expect(house.sender.state.withLock { $0.tenants[.alarmDesk] == nil })
    }

    @Test func `with one relay the alarm waits, and mended it is no news any more`() throws {
        let house = try SendingHouse()
        try house.house.furnishHelpdesk()
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        house.box.answer { _, _ in .wrongPassword }
        try house.live(until: "2026-11-30T17:00")
        #expect(try alarms(house).map(\.state) == [.ready])
        house.box.answer { _, _ in .fine }
        try house.sender.replaceRelays([SendingHouse.relay("post", house.box)], defaultRelay: "post")
        try house.live(until: "2026-11-30T17:10")
        #expect(try alarms(house).map { $0.events.last } == ["nothing-to-tell"])
        #expect(house.delivered.map(\.kind) == [.beforeDay])
    }

    @Test(arguments: [(50, 0), (61, 2)])
    func `a relay that is away is told of after an hour`(minutes: Int, count: Int) throws {
        let house = try house(.gone)
        try house.live(until: "2026-11-30T16:00")
        try house.live(until: house.house.now + .minutes(minutes))
        #expect(fine.mails.count == count)
        wrong.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T19:00")
        #expect(fine.mails.count == count)
        #expect(wrong.recipients.suffix(3).allSatisfy { $0.hasPrefix("buddy") })
        if let mail = fine.mails.first { #expect(text(mail).contains("16.00 uur is de mailserver niet te bereiken.")) }
    }

    @Test(arguments: [(DeliveryOutcome.spam, true), (.notYours, false)])
    func `a tenant's stop is told to the helpdesk, and to its coordinators when the relay lets them be reached`(
        refusal: DeliveryOutcome, toCoordinators: Bool
    ) throws {
        let house = try SendingHouse(settings: ["digest": "off"])
        try house.house.furnishHelpdesk()
        let coordinator = try mailAddress("coordinator@duinrand.example.org")
        _ = try house.house.store().write { try $0.addMember(coordinator, role: .coordinator, name: nil) }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 9))
        house.box.answer { recipient, _ in recipient.hasPrefix("buddy") ? refusal : .fine }
        try house.live(until: "2026-11-30T18:00")
        let stops = house.box.mails.filter { $0.header("Subject") == "Er gaat nu geen mail uit" }
        let wanted = ["helpdesk@balans.example.org"] + (toCoordinators ? ["coordinator@duinrand.example.org"] : [])
        #expect(Set(stops.map(\.recipient)) == Set(wanted) && stops.count == wanted.count)
        let mail = try #require(stops.first { $0.recipient.hasPrefix("helpdesk") })
        #expect(text(mail).contains("Er gaat nu geen mail meer uit van Steunpunt duinrand (duinrand)."))
        #expect(text(mail).contains("naast tenant resume duinrand"))
        // The same stop is no news after a restart.
        let failures = try house.sender.admitAll()
        #expect(failures == 0)
        try house.live(until: "2026-11-30T19:00")
        #expect(house.box.mails.count { $0.header("Subject") == "Er gaat nu geen mail uit" } == stops.count)
    }

    @Test func `a relay that refuses our address from everybody keeps no alarm: another takes it`() throws {
        let house = try house(.notYours)
        try house.live(until: "2026-11-30T16:10")
        #expect(fine.recipients.sorted() == ["een@balans.example.org", "twee@balans.example.org"])
        let mail = try #require(fine.mails.first)
        #expect(text(mail).contains("Er gaat nu geen mail meer uit van Steunpunt duinrand (duinrand)."))
        #expect(try alarms(house).map(\.state) == [.sent, .sent])
        #expect(try house.house.store("landelijk").read { try $0.pauseReason() } == nil)

        // A login goes by the helpdesk's own relay alone; taken there, alarms go that way again.
        wrong.answer { _, _ in .fine }
        let doors = Doors(house.house.tenants, house.house.scope)
        try doors.helpdesk().door("Balans").askLogin(mailAddress("een@balans.example.org"), from: .random())
        try house.live(until: "2026-11-30T16:20")
        #expect(fine.mails.count == 2)
        #expect(house.delivered.count { $0.kind == .login } == 1)
        #expect(house.sender.state.withLock { $0.tenants[.alarmDesk] == nil })
    }

    @Test func `where every relay refuses our address, each is tried in turn until one takes the alarm`() throws {
        let house = try house(.notYours, accounts: ["een@balans.example.org"])
        fine.answer { _, _ in .notYours }
        try house.live(until: "2026-11-30T16:03")
        #expect(fine.mails.count == 1)
        #expect(try alarms(house).map(\.state) == [.ready])
        fine.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T18:00")
        #expect(try alarms(house).map(\.state) == [.sent])
        #expect(wrong.recipients.count { $0 == "een@balans.example.org" } == 2 && fine.mails.count == 2)
    }

    @Test func `with one relay that refuses our address the alarm waits by the table, and nothing else with it`() throws
    {
        let house = try SendingHouse()
        try house.house.furnishHelpdesk()
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        house.box.answer { _, _ in .notYours }
        try house.live(until: "2026-11-30T16:30")
        let alarm = try #require(try alarms(house).first)
        // Tried at once, and after 1, 4 and 16 minutes, each a fifth more or less.
        #expect(alarm.state == .ready && (3...4).contains(alarm.attempts))
        house.box.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T18:00")
        #expect(try alarms(house).map(\.state) == [.sent])
    }

    @Test func `an alarm that nobody can be told stands in the log`() throws {
        let directory = try TemporaryDirectory()
        let file = try FileDescriptor.open(directory.file("log"), O_WRONLY | O_CREAT | O_APPEND)
        let house = try SendingHouse(log: Log(format: .text, level: .error, descriptor: file.raw))
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        house.box.answer { _, _ in .wrongPassword }
        try house.live(until: "2026-11-30T16:10")
        let log = try String(contentsOfFile: directory.file("log"), encoding: .utf8)
        #expect(log.contains("alarm-to-nobody"))
    }

    @Test func `a stop that ended before its alarm could go is not told`() throws {
        let house = try SendingHouse(settings: ["digest": "off"])
        try house.house.furnishHelpdesk()
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3))
        house.box.answer { recipient, _ in recipient.hasPrefix("buddy") ? .notYours : .greylisted }
        try house.live(until: "2026-11-30T16:00")
        #expect(try alarms(house).map(\.state) == [.ready])
        house.box.answer { _, _ in .fine }
        try house.house.store().write { try $0.resumeSending() }
        try house.live(until: "2026-11-30T16:30")
        #expect(try alarms(house).map { $0.events.last } == ["nothing-to-tell"])
    }
}
