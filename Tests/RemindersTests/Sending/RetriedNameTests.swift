import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A message's name: minted with the row and kept for every attempt, whatever relay makes it (QUEUE.md).
struct RetriedNameTests {
    private func house(_ relays: (String, PostBox)...) throws -> SendingHouse {
        let house = try SendingHouse(relays: relays.map { try SendingHouse.relay($0.0, $0.1) })
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"), into: "duinrand")
        return house
    }

    @Test func `a doubt that another relay sends again has the name that it had`() throws {
        let (one, other) = (PostBox(ManualClock()), PostBox(ManualClock()))
        one.answer { _, _ in .silent }
        other.answer { _, _ in .greylisted }
        let house = try house(("een", one), ("twee", other))
        defer { house.close() }
        #expect(try house.message().messageHost == nil)
        // The operator gives the tenant another relay before it can go a second time.
        one.answer { _, _ in
            try? house.sender.replaceRelays([SendingHouse.relay("twee", other)], defaultRelay: "twee")
            return .silent
        }
        try house.pass(until: "2026-11-30T16:00")
        try house.pass(.minutes(10))
        try house.pass(.minutes(30))
        let names = (one.mails + other.mails).compactMap { $0.header("Message-ID") }
        #expect(one.mails.count == 1 && other.mails.count > 1)
        let message = try house.message()
        #expect(Set(names) == ["<\(message.messageID)@een.example>"])
        #expect(message.messageHost == "een.example")
    }

    @Test func `a dead message that a person sends again has a new name, of the relay of today`() throws {
        let (one, other) = (PostBox(ManualClock()), PostBox(ManualClock()))
        one.answer { _, _ in .spam }
        let house = try house(("een", one), ("twee", other))
        defer { house.close() }
        try house.pass(until: "2026-11-30T16:00")
        let dead = try house.message()
        #expect(dead.state == .dead && dead.messageHost == "een.example")
        try house.sender.replaceRelays([SendingHouse.relay("twee", other)], defaultRelay: "twee")
        let uid = try #require(Uid(dead.uid))
        try house.house.store().write { try $0.retry(uid) }
        try house.rest()
        let sent = try house.message()
        #expect(sent.state == .sent && sent.messageID != dead.messageID)
        #expect(other.mails.compactMap { $0.header("Message-ID") } == ["<\(sent.messageID)@twee.example>"])
    }
}
