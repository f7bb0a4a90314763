import Domain
import TestSupport
import Testing

@testable import Storage

/// The numbers of `naast status`.
struct OutboxCountsTests {
    private func set(due moment: Instant, of letter: QueuedMessage, in queue: Queue) throws {
        try queue.store.write {
            try $0.db.run("UPDATE outbox SET due = ?2 WHERE uid = ?1", letter.uid, moment.milliseconds)
        }
    }

    private func set(finished moment: Instant, of letter: QueuedMessage, in queue: Queue) throws {
        try queue.store.write {
            try $0.db.run("UPDATE outbox SET finished_at = ?2 WHERE uid = ?1", letter.uid, moment.milliseconds)
        }
    }

    @Test func `what waits, what is held, and what became of the mail of the last day`() throws {
        let queue = try Queue(settings: ["doubt_policy": "hold"], buddies: 6)
        let answers: [Settlement] = [.dead(.no, .content), .dead(.no, .content), .sent(.fine), .doubted(.later)]
        for (message, answer) in zip(try queue.claimAtFour(limit: 4), answers) {
            try queue.settle(try #require(try queue.intend(message)), answer)
        }
        // What comes after the meetings is taken back: two reminders are left.
        for letter in try queue.house.messages() where letter.kind != "before-day" {
            let uid = try #require(Uid(letter.uid))
            try queue.store.write { try $0.cancel(uid) }
        }
        queue.house.pass(.hours(1))
        let (house, now) = (queue.house, queue.house.now)
        func letters(_ state: MessageState) throws -> [QueuedMessage] {
            try house.messages().filter { $0.state == state }
        }
        let (dead, ready) = (try letters(.dead), try letters(.ready))
        try #require(dead.count == 2 && ready.count == 2)
        try set(finished: now - .hours(25), of: dead[1], in: queue)
        try set(due: now - .milliseconds(90_999), of: ready[0], in: queue)
        try set(due: now + .hours(2), of: ready[1], in: queue)

        func counts() throws -> OutboxCounts { try queue.store.read { try $0.counts() } }
        let today = OutboxCounts(
            ready: 2, nextDue: now - .milliseconds(90_999), oldestOverdueSeconds: 90, held: 1, sentInADay: 1,
            deadInADay: 1)
        #expect(try counts() == today)

        // Nothing is overdue; then what was sent an hour ago is of the day before, the dead one too.
        try set(due: now + .hours(3), of: ready[0], in: queue)
        var later = today
        (later.nextDue, later.oldestOverdueSeconds) = (now + .hours(2), 0)
        #expect(try counts() == later)
        queue.house.pass(.hours(23))
        later.oldestOverdueSeconds = 21 * 3_600
        #expect(try counts() == later, "a day ago is within the day")
        queue.house.pass(.milliseconds(1))
        (later.sentInADay, later.deadInADay) = (0, 0)
        #expect(try counts() == later)
    }

    @Test func `an empty tenant counts nothing, and a pause is told`() throws {
        let house = try TestHouse()
        #expect(try house.store().read { try $0.counts() } == OutboxCounts())
        let queue = try Queue()
        try queue.settle(queue.intended(), .senderRefused(.no, again: queue.house.now))
        let counts = try queue.store.read { try $0.counts() }
        #expect(counts.pausedBecause == "the relay refuses this tenant's sender address (550)" && counts.ready == 3)
    }
}
