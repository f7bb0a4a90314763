import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

/// What a long queue may not slow down: each holds the tenant's file, and pages wait for that.
struct BoundedWorkTests {
    private let house: TestHouse
    private let store: TenantStore

    init() throws {
        house = try TestHouse(settings: ["digest": "off", "alarms": "off"])
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        store = try house.store()
    }

    // As the bench does it: no programme makes so much mail in a test's time.
    private func queue(_ count: Int, due: Instant, expires: Instant, priority: Int = 0) throws {
        try store.write { writer in
            try writer.db.run(
                """
                WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1)
                INSERT INTO outbox(uid, kind, recipient, person, priority, due, expires, local_time, zone, state,
                    message_id, refusable)
                SELECT hex(randomblob(13)), 'login', 'a@example.org', 'nobody', ?4, ?2, ?3, '2026-01-01T12:00',
                    'Europe/Amsterdam', 'ready', hex(randomblob(13)), 0 FROM number
                """, count, due.milliseconds, expires.milliseconds, priority)
        }
    }

    private func send(_ count: Int) throws {
        try queue(count, due: house.now - .hours(2), expires: house.now + .days(2), priority: 1)
        try store.write { writer in
            try writer.db.run(
                "UPDATE outbox SET state = 'sent', finished_at = ?1 WHERE priority = 1", writer.now.milliseconds)
        }
    }

    private func steps(_ body: (TenantWriter) throws -> Void) throws -> Int {
        // Once before, so that no statement is new.
        try store.write { writer in try writer.trying { try body(writer) } }
        return try store.write { writer in
            let before = writer.db.machineSteps
            try writer.trying { try body(writer) }
            return writer.db.machineSteps - before
        }
    }

    private func growth(of body: (TenantWriter) throws -> Void, over fill: (Int) throws -> Void) throws -> Double {
        try fill(100)
        let few = try steps(body)
        try fill(4_000)
        return Double(try steps(body) - few) / 4_000
    }

    @Test func `a claim takes no more work of a long queue than of a short one`() throws {
        let growth = try growth(
            of: { _ = try $0.claim(limit: 8) },
            over: { count in
                try queue(count, due: house.now - .hours(1), expires: house.now + .days(1))
            })
        #expect(growth < 0.1, "\(growth) steps a message")
    }

    @Test func `nor with many that are for later, of any priority`() throws {
        let growth = try growth(
            of: { _ = try $0.claim(limit: 8) },
            over: { count in
                for priority in 0..<4 {
                    try queue(count / 4, due: house.now + .hours(1), expires: house.now + .days(1), priority: priority)
                }
            })
        #expect(growth < 0.1, "\(growth) steps a message")
    }

    @Test func `what is over is put away in pieces, and every piece is`() throws {
        try queue(250, due: house.now - .hours(2), expires: house.now - .hours(1))
        try queue(1, due: house.now - .hours(1), expires: house.now + .days(1), priority: 2)
        let claims = try (0..<3).map { _ in try store.write { try $0.claim(limit: 8) } }
        #expect(claims.map(\.expired) == [100, 100, 50])
        #expect(claims.map(\.messages.count) == [0, 0, 1])
        #expect(try #require(claims[0].nextDue) <= house.now, "the next claim comes at once")
    }

    @Test func `the first page of the day only counts what waits and what went`() throws {
        let waiting = try growth(
            of: { _ = try $0.attention() },
            over: { count in
                try queue(count, due: house.now - .hours(1), expires: house.now + .days(1))
            })
        let sent = try growth(of: { _ = try $0.attention() }, over: send)
        #expect(waiting < 6 && sent < 6, "\(waiting) and \(sent) steps a message")
    }

    @Test func `the list of what waits reads one page of it`() throws {
        let growth = try growth(
            of: { _ = try $0.mailbox(.waiting, page: 0) },
            over: { count in
                try queue(count, due: house.now - .hours(1), expires: house.now + .days(1))
            })
        #expect(growth < 0.1, "\(growth) steps a message")
    }

    @Test func `what a buddy stops, a person sends again and a setting changes looks at nothing that went long ago`()
        throws
    {
        let buddy = try #require(try store.read { try $0.groupCandidates() }.first).buddy
        let refusal = try growth(of: { try $0.optOut(buddy: buddy, of: .nudge) }, over: send)
        let uid = try #require(Uid(try house.messages().first { $0.kind == "before-day" }?.uid ?? ""))
        try store.write { writer in
            try writer.markDead(mailAddress("buddy1@example.org"), .no)
            try writer.db.run(
                "UPDATE outbox SET state = 'dead', finished_at = ?2 WHERE uid = ?1", uid.text, writer.now.milliseconds)
        }
        let again = try growth(of: { try $0.retry(uid) }, over: send)
        let setting = try growth(of: { try $0.replanAll() }, over: send)
        let shown = try growth(of: { _ = try $0.message(uid) }, over: send)
        let all = [refusal, again, setting, shown]
        #expect(all.allSatisfy { $0 < 0.1 }, "\(all) steps a message")
    }

    @Test func `an address that dies and a digest look at what they need`() throws {
        let address = try #require(EmailAddress("b1@example.org"))
        let dead = try growth(
            of: { try $0.markDead(address, .init(code: 550, text: "no")) },
            over: { count in
                try queue(count, due: house.now - .hours(1), expires: house.now + .days(1))
            })
        let digest = try growth(of: { _ = try $0.noticeFacts(.digest, of: 0) }, over: send)
        #expect(dead < 0.1 && digest < 0.1, "\(dead) and \(digest) steps a message")
    }
}
