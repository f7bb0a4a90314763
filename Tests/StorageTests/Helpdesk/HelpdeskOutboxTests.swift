import Domain
import TestSupport
import Testing

@testable import Storage

/// What a boot after a crash makes of the helpdesk's own mail.
@Suite struct HelpdeskOutboxTests {
    private let house: TestHouse

    init() throws {
        house = try TestHouse(tenants: [])
        try house.furnishHelpdesk()
        let email = try mailAddress("helpdesk@balans.example.org")
        try house.store("landelijk").write { try $0.askLogin(email, from: .random()) }
    }

    private func claim() throws -> ClaimedMessage {
        let claim = try house.store("landelijk").write { try $0.claim(limit: 8) }
        return try #require(claim.messages.first)
    }

    private func afterCrash() throws -> QueuedMessage {
        let tenants = try house.reopened()
        defer { tenants.shutDown() }
        let messages = try tenants.store(.helpdesk, house.scope).read { try $0.messages(state: nil) }
        #expect(messages.count == 1)
        return try #require(messages.first)
    }

    @Test func `a claim without intent is ready again and nothing is counted`() throws {
        _ = try claim()
        let message = try afterCrash()
        #expect(message.state == .ready && message.doubts == 0 && message.events == ["planned"])
    }

    @Test func `an intent without outcome is a doubt, recorded before the login goes once more`() throws {
        let claimed = try claim()
        #expect(try house.store("landelijk").write { try $0.intend(claimed) } != nil)
        let message = try afterCrash()
        #expect(message.state == .ready && message.doubts == 1 && message.events == ["planned", "doubt"])
    }

    @Test func `an address that does not work, a retry and a bounce need no programme`() throws {
        let store = try house.store("landelijk")
        func settle(_ settlement: Settlement) throws -> IntendedMessage {
            let claimed = try claim()
            return try store.write { writer in
                let message = try #require(try writer.intend(claimed))
                try writer.settle(message, settlement)
                return message
            }
        }
        let message = try settle(.dead(.no, .address))
        #expect(try house.messages("landelijk").map(\.state) == [.dead])
        try store.write { try $0.retry(message.uid) }
        _ = try settle(.sent(.fine))
        try store.write { _ = try $0.bounced(message.uid, .addressDead, .no) }
        #expect(
            try house.messages("landelijk").first?.events
                == ["planned", "dead-address", "retried", "sent", "bounced"])
    }

    @Test(arguments: [false, true])
    func `who was taken off the helpdesk gets no alarm that was under way`(isOff: Bool) throws {
        let store = try house.store("landelijk")
        var view = HouseView()
        view.relays["stuk"] = HouseView.Relay(state: .broken, since: house.now)
        let claimed = try store.write { writer in
            #expect(try writer.planAlarm(about: .relay("stuk", since: house.now)))
            return try writer.claim(limit: 8).messages
        }
        if isOff { try store.write { try $0.db.run("DELETE FROM coordinator") } }
        let intended = try claimed.compactMap { message in
            try store.write { writer in
                writer.house = view
                return try writer.intend(message)
            }
        }
        #expect(intended.contains { $0.kind == .alarm } == !isOff)
        let alarm = try #require(try house.messages("landelijk").first { $0.kind == "alarm" })
        #expect(alarm.events == (isOff ? ["planned", "superseded"] : ["planned"]))
    }

    @Test func `an account whose address did not work is told when nobody else can be, and a retry mends it`() throws {
        let store = try house.store("landelijk")
        let claimed = try claim()
        let login = try store.write { writer in
            let message = try #require(try writer.intend(claimed))
            try writer.settle(message, .dead(.no, .address))
            return message
        }
        let first = HouseTrouble.relay("post", since: house.now)
        #expect(try store.write { try $0.planAlarm(about: first) })
        let alarms = try house.messages("landelijk").filter { $0.kind == "alarm" }
        #expect(alarms.map(\.to) == ["helpdesk@balans.example.org"])

        // With another account that works, that one alone is told.
        try store.write { writer in
            try writer.db.run(
                "INSERT INTO coordinator(uid, email, since) VALUES (?1, 'twee@balans.example.org', 0)",
                Uid.random().text)
        }
        let second = HouseTrouble.relay("bode", since: house.now)
        #expect(try store.write { try $0.planAlarm(about: second) })
        let both = try house.messages("landelijk").filter { $0.kind == "alarm" }.map(\.to).sorted()
        #expect(both == ["helpdesk@balans.example.org", "twee@balans.example.org"])

        try store.write { try $0.retry(login.uid) }
        #expect(try store.write { try $0.coordinators().count } == 2)
    }

    @Test func `without an account there is nobody to tell`() throws {
        let empty = try TestHouse(tenants: [])
        let trouble = HouseTrouble.relay("post", since: empty.now)
        #expect(try !empty.store("landelijk").write { try $0.planAlarm(about: trouble) })
    }

    @Test func `a pause by the relay ends with the next start`() throws {
        let store = try house.store("landelijk")
        try store.write { try $0.pauseSending(because: "the relay refuses this tenant's sender address (553)") }
        #expect(try store.read { try $0.pauseReason() } != nil)
        // Logins ignore it.
        #expect(try store.write { try $0.claim(limit: 8) }.messages.count == 1)
        try house.furnishHelpdesk()
        #expect(try store.read { try $0.pauseReason() } == nil)
    }
}
