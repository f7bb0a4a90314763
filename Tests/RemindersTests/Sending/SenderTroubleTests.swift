import Delivery
import Domain
import TestSupport
import Testing

@testable import Reminders
@testable import Storage

/// Files that cannot be written, files that are set apart, relays that refuse the password: who suffers, and who not.
struct SenderTroubleTests {
    private func house(connections: Int = 1) throws -> SendingHouse {
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"], connections: connections)
        for tenant in ["duinrand", "rivierenland"] {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3), into: tenant)
        }
        return house
    }

    private func before(_ house: SendingHouse, _ tenant: String) throws -> [QueuedMessage] {
        try house.house.messages(tenant).filter { $0.kind == "before-day" }
    }

    @Test func `an outcome that cannot be written is kept, its lane goes on, and it is written later`() throws {
        let house = try house()
        let store = try house.house.store()
        try store.write {
            try $0.db.script(
                """
                CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'sent' BEGIN SELECT RAISE(ABORT, 'full'); END
                """)
        }
        try house.pass(until: "2026-11-30T16:00")
        // One message of Duinrand went and could not be written down; then nothing more of it was tried.
        #expect(try before(house, "rivierenland").allSatisfy { $0.state == .sent })
        #expect(house.box.mails.count == 4)
        #expect(try before(house, "duinrand").count { $0.state == .leased } >= 1)
        try house.pass(.seconds(5))
        try store.write { try $0.db.script("DROP TRIGGER full") }
        try house.pass(.seconds(5))
        try house.pass(.seconds(5))
        let messages = try before(house, "duinrand")
        #expect(messages.allSatisfy { $0.state == .sent && $0.doubts == 0 })
        #expect(house.sender.state.withLock { $0.unsettled } == 0)
    }

    @Test func `an intent that cannot be written sends nothing and loses nothing`() throws {
        let house = try house()
        let store = try house.house.store()
        try store.write {
            try $0.db.script(
                """
                CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.intent_at IS NOT NULL
                BEGIN SELECT RAISE(ABORT, 'full'); END
                """)
        }
        try house.pass(until: "2026-11-30T16:00")
        try house.pass(.seconds(5))
        #expect(house.box.mails.count == 3)
        // Suspended meanwhile, what was claimed goes back.
        house.sender.dismiss(try slug("duinrand"))
        try house.rest()
        #expect(try before(house, "duinrand").allSatisfy { $0.state == .ready })
        try store.write { try $0.db.script("DROP TRIGGER full") }
        try house.sender.admit(slug("duinrand"))
        try house.pass(.seconds(5))
        #expect(try before(house, "duinrand").allSatisfy { $0.state == .sent })
    }

    @Test func `a file that is set apart on the way stops its tenant alone`() throws {
        let house = try house()
        let store = try house.house.store()
        house.box.answer { _, _ in
            // A setting of another program's making.
            _ = try? store.write { try $0.set("zone", "Nergens/Huizen") }
            return .fine
        }
        try house.pass(until: "2026-11-30T16:00")
        #expect(store.quarantine != nil)
        #expect(try before(house, "rivierenland").allSatisfy { $0.state == .sent })
        #expect(house.sender.state.withLock { Set($0.tenants.keys.map(\.text)) } == ["rivierenland", "landelijk"])
        #expect(house.sender.state.withLock { $0.lanesOut + $0.unsettled } == 0)
    }

    @Test
    func `a helpdesk's file that cannot be trusted for a while keeps nothing leased, and its mail goes on by itself`()
        throws
    {
        let house = try SendingHouse(tenants: [], connections: 1)
        let accounts = (1...3).map { "een\($0)@balans.example.org" }
        try house.house.furnishHelpdesk(accounts)
        let store = try house.house.store("landelijk")
        func zone(_ name: String) throws { try store.write { try $0.set("zone", name) } }
        house.box.answer { _, count in
            try? store.write { try $0.set("zone", "Nergens/Huizen") }
            return .fine
        }
        try store.write { writer in
            for account in accounts { try writer.askLogin(mailAddress(account), from: .random()) }
        }
        try house.rest()
        #expect(house.box.mails.count == 1)
        #expect(house.sender.state.withLock { $0.tenants[.helpdesk] == nil })
        try house.pass(.seconds(5))
        #expect(house.box.mails.count == 1)
        house.box.answer { _, _ in .fine }
        try store.write { try $0.db.run("DELETE FROM setting WHERE key = 'zone'") }
        for _ in 0..<3 { try house.pass(.seconds(5)) }
        #expect(try house.house.messages("landelijk").map(\.state) == [.sent, .sent, .sent])
        #expect(house.box.mails.count == 3)
        #expect(house.sender.state.withLock { $0.unsettled == 0 && $0.awaited.isEmpty })
    }

    @Test func `refused credentials stop that relay, kill nothing, and keep nothing leased; new ones let it go on`()
        throws
    {
        let house = try house(connections: 2)
        house.box.answer { _, _ in .wrongPassword }
        try house.live(until: "2026-11-30T17:00")
        #expect(house.box.mails.count <= 2)
        #expect(try house.relay("post").state == .paused)
        for tenant in ["duinrand", "rivierenland"] {
            #expect(try before(house, tenant).allSatisfy { $0.state == .ready && $0.attempts == 0 })
        }
        house.box.answer { _, _ in .fine }
        try house.sender.replaceRelays([SendingHouse.relay("post", house.box)], defaultRelay: "post")
        try house.live(until: "2026-11-30T17:10")
        #expect(house.delivered.count == 6)
    }

    @Test func `a refused sender pauses its own tenant only, until a person resumes it`() throws {
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"])
        for tenant in ["duinrand", "rivierenland"] {
            let programme = Programmes.meetings("2026-12-01T14:00", buddies: 9)
            try house.house.importing(programme.mailed(to: tenant), into: tenant)
        }
        house.box.answer { recipient, _ in recipient.hasPrefix("duinrand") ? .notYours : .fine }
        try house.live(until: "2026-11-30T18:00")
        #expect(try before(house, "rivierenland").allSatisfy { $0.state == .sent })
        #expect(try before(house, "duinrand").allSatisfy { $0.state == .ready && $0.attempts == 0 })
        // Only what was on the wire together was tried.
        #expect(house.box.recipients.count { $0.hasPrefix("duinrand") } <= 2)
        #expect(try house.house.store("rivierenland").read { try $0.pauseReason() } == nil)
        house.box.answer { _, _ in .fine }
        try house.house.store().write { try $0.resumeSending() }
        try house.rest()
        #expect(try before(house, "duinrand").allSatisfy { $0.state == .sent })
    }

    @Test func `a tenant whose file could not be read at the start is tried again five seconds later`() throws {
        let house = try SendingHouse(tenants: [])
        try house.house.add("duinrand")
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.house.pass(until: "2026-11-30T16:00")
        // A table out of the way: an error that is not damage.
        let store = try house.house.store()
        try store.write { try $0.db.script("ALTER TABLE sending RENAME TO away") }
        let failures = try house.sender.admitAll()
        #expect(failures == 1)
        try store.write { try $0.db.script("ALTER TABLE away RENAME TO sending") }
        try house.pass(.seconds(4))
        #expect(house.box.mails.isEmpty)
        try house.pass(.seconds(1))
        #expect(house.box.mails.count == 1)
    }

    @Test func `a second try comes in turn, and goes by what the registry says then`() throws {
        let house = try SendingHouse(tenants: [])
        try house.house.add("duinrand")
        let (tenants, duinrand) = (house.house.tenants, try slug("duinrand"))
        let store = try house.house.store()
        try store.write { try $0.db.script("ALTER TABLE sending RENAME TO away") }
        #expect(try house.sender.admitAll() == 1)
        try store.write { try $0.db.script("ALTER TABLE away RENAME TO sending") }
        house.house.pass(.seconds(5))
        try house.sender.inTurn {
            // It waits, and nothing waits for it.
            house.alarm.ring()
            try tenants.setState(duinrand, .suspended, house.house.scope)
        }
        try house.rest()
        #expect(house.sender.state.withLock { $0.tenants[duinrand]?.only } == .login)
    }

    @Test func `a relay that does not answer holds no place that another could use`() throws {
        let gone = PostBox(ManualClock())
        gone.answer { _, _ in .gone }
        let fine = PostBox(ManualClock())
        let house = try SendingHouse(
            tenants: ["duinrand", "rivierenland"], own: ["rivierenland": "goed"],
            relays: [SendingHouse.relay("stuk", gone), SendingHouse.relay("goed", fine)])
        for tenant in ["duinrand", "rivierenland"] {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 20), into: tenant)
        }
        try house.pass(until: "2026-11-30T16:00")
        #expect(fine.mails.count == 20)
        #expect(gone.mails.count <= 2)
        #expect(try before(house, "duinrand").allSatisfy { $0.state == .ready })
    }

    @Test func `a relay that is tried again is asked about one tenant, not about each that waits`() throws {
        let tenants = (1...12).map { "klein\($0)" }
        let house = try SendingHouse(tenants: tenants, connections: 1)
        for tenant in tenants { try house.house.importing(Programmes.meetings("2026-12-01T14:00"), into: tenant) }
        house.box.answer { _, _ in .gone }
        try house.pass(until: "2026-11-30T16:00")
        #expect(try house.relay("post").state == .broken)
        house.house.pass(.seconds(5))
        let monotonic = house.sender.monotonic
        let claims = house.sender.state.withLock { $0.nextJob(for: "post", at: monotonic) }.claims
        #expect(claims.count == 1)
        for order in claims { house.sender.claim(order) }
        try house.rest()
        #expect(house.box.mails.count == 2)
        // One that has nothing leaves its place to the next.
        house.box.answer { _, _ in .fine }
        for tenant in tenants.prefix(11) {
            for message in try house.house.messages(tenant) where message.state == .ready {
                let uid = try #require(Uid(message.uid))
                try house.house.store(tenant).write { try $0.cancel(uid) }
            }
        }
        try house.live(until: "2026-11-30T16:02")
        #expect(house.delivered.map(\.slug.text) == ["klein12"])
    }

    @Test func `a relay with a rate of sixty a minute sends sixty a minute`() throws {
        let house = try SendingHouse(perMinute: 60)
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 100))
        try house.live(until: "2026-11-30T16:00")
        try house.live(until: "2026-11-30T16:01")
        #expect((58...62).contains(house.box.mails.count))
    }
}
