import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

/// What a boot after a crash makes of what was under way.
struct OutboxRecoveryTests {
    private func afterCrash(
        settings: [String: String] = [:], _ prepare: (Queue) throws -> Void
    ) throws -> QueuedMessage {
        let queue = try Queue(settings: settings)
        try prepare(queue)
        let tenants = try queue.house.reopened()
        let messages = try tenants.store(slug("duinrand"), queue.house.scope).read { try $0.messages(state: nil) }
        tenants.shutDown()
        return try #require(messages.first { $0.kind == "before-day" })
    }

    @Test func `a claim without intent is ready again and nothing is counted`() throws {
        let message = try afterCrash { _ = try $0.claimAtFour() }
        #expect(message.state == .ready)
        #expect(message.doubts == 0 && message.attempts == 0)
        #expect(message.events == ["planned"])
    }

    @Test func `an intent without outcome is a doubt, recorded before it goes again`() throws {
        let message = try afterCrash { _ = try $0.intended() }
        #expect(message.state == .ready)
        #expect(message.doubts == 1)
        #expect(message.events == ["planned", "doubt"])
    }

    @Test func `under hold a doubt waits for a person`() throws {
        let message = try afterCrash(settings: ["doubt_policy": "hold"]) { _ = try $0.intended() }
        #expect(message.state == .held)
        #expect(message.events == ["planned", "doubt", "held"])
    }

    @Test func `a second crash in the same message holds it: never a loop`() throws {
        let message = try afterCrash { queue in
            try queue.settle(queue.intended(), .doubted(.later))
            _ = try queue.intendedAgain()
        }
        #expect(message.state == .held)
        #expect(message.doubts == 2)
    }

    @Test func `a settled message stays as it was`() throws {
        let message = try afterCrash { try $0.settle($0.intended(), .sent(.fine)) }
        #expect(message.state == .sent)
    }

    /// What a bad disk made of a date: an import takes the years 2000 to 2099.
    @Test(arguments: ["9026-12-01T14:00", "9999-12-31T23:59", "0001-01-01T00:00", "0002-01-01T01:00"])
    func `a meeting at the end of time stops no other letter`(starts: String) throws {
        let queue = try Queue(buddies: 2)
        try queue.store.write { writer in
            try writer.db.run(
                "UPDATE school_meeting SET starts = ?1, settled_starts = ?1 WHERE ref = 'g2'", starts)
            try writer.replanAll()
        }
        let mails = try queue.claimAtFour().compactMap { try queue.intend($0) }
        #expect(mails.map(\.recipient.description) == ["buddy1@example.org"])
    }

    @Test func `a message whose own row is damaged sets the tenant apart, and stops nothing else`() throws {
        let queue = try Queue()
        let claimed = try #require(try queue.claimAtFour().first)
        try queue.store.write { try $0.db.run("UPDATE outbox SET message_id = 'q?' || substr(message_id, 3)") }
        #expect {
            _ = try queue.intend(claimed)
        } throws: { error in
            guard case .quarantined(let why)? = error as? StoreError else { return false }
            return why.contains("damaged")
        }
        #expect(queue.store.quarantine != nil)
    }
}
