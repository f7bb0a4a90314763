import Domain
import Storage
import TestSupport
import Testing

/// One letter to a chosen group, through the outbox (N12, N19; QUEUE.md).
struct GroupLetterTests {
    @Test func `it gives one message to each who can be reached`() throws {
        let group = try GroupHouse()
        let letter = try group.sent()
        #expect(Set(try group.messages.map(\.to)) == ["pool1@example.org", "pool2@example.org", "pool3@example.org"])
        #expect(try group.messages.allSatisfy { $0.state == .ready && $0.reasons.count == 1 })
        let people = try group.store.read { try $0.groupRecipients(letter) }
        #expect(people.map(\.obstacle) == [nil, nil, nil, .noAddress])
    }

    @Test func `sending twice sends nothing twice`() throws {
        let group = try GroupHouse()
        let letter = try group.written()
        #expect(try group.send(letter))
        #expect(try !group.send(letter))
        #expect(try !group.send(letter, version: 2))
        #expect(try group.messages.count == 3)
    }

    @Test func `who looked at an older version sends nothing`() throws {
        let group = try GroupHouse()
        let letter = try group.written()
        try group.store.write { try $0.changeGroupLetter(letter, version: 1, to: group.draft(.training)) }
        #expect(throws: StoreError.stale) { try group.send(letter) }
        #expect(try group.messages.isEmpty)
    }

    @Test func `what was sent does not change and is not thrown away`() throws {
        let group = try GroupHouse()
        let letter = try group.sent()
        #expect(throws: StoreError.stale) {
            try group.store.write { try $0.changeGroupLetter(letter, version: 2, to: group.draft()) }
        }
        #expect(throws: StoreError.stale) { try group.store.write { try $0.removeGroupLetter(letter, version: 2) } }
    }

    @Test func `a letter that is not there is unknown to every verb`() throws {
        let group = try GroupHouse()
        let letter = Uid.random()
        #expect(throws: StoreError.unknown) { try group.send(letter) }
        #expect(throws: StoreError.unknown) { try group.store.write { try $0.stopGroupLetter(letter) } }
        #expect(throws: StoreError.unknown) { try group.store.write { try $0.removeGroupLetter(letter, version: 1) } }
        #expect(throws: StoreError.unknown) {
            try group.store.write { try $0.changeGroupLetter(letter, version: 1, to: group.draft()) }
        }
    }

    @Test func `with nobody to reach it is refused, and stays a draft`() throws {
        let group = try GroupHouse()
        let letter = try group.written(.newcomers)
        let error = #expect(throws: StoreError.self) { try group.send(letter) }
        guard case .refused = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(try group.store.read { try $0.groupLetter(letter) }?.sentAt == nil)
    }

    @Test func `a chosen few are only those who were chosen`() throws {
        let group = try GroupHouse()
        let letter = try group.written(
            .chosen, chosen: [try group.buddy("Pool 2"), try group.buddy("In Scholing"), Uid.random()])
        try group.send(letter)
        #expect(Set(try group.messages.map(\.to)) == ["pool2@example.org", "training@example.org"])
    }

    @Test func `in the evening it waits for the morning`() throws {
        let group = try GroupHouse(at: "2026-11-30T21:00")
        _ = try group.sent()
        let morning = try moment("2026-12-01T08:00")
        #expect(try group.messages.allSatisfy { $0.due == morning })
        #expect(try group.messages.allSatisfy { $0.expires == morning + .days(14) })
    }

    @Test func `what is found at night after a stop waits as well`() throws {
        let group = try GroupHouse()
        _ = try group.sent()
        try group.house.pass(until: "2026-11-30T23:00")
        #expect(try group.intended().isEmpty)
        #expect(try group.messages.allSatisfy { $0.state == .ready && $0.lastEvent == "quiet-hours" })
    }

    @Test func `who had enough mail today gets it tomorrow`() throws {
        let group = try GroupHouse(settings: ["cap_buddy_day": "1"], pool: 1)
        _ = try group.sent()
        for message in try group.intended() { try group.settle(message) }
        _ = try group.sent()
        #expect(try group.intended().isEmpty)
        let waiting = try #require(try group.messages.first { $0.state == .ready })
        #expect(waiting.lastEvent == "capped")
        #expect(waiting.due == (try moment("2026-12-01T08:00")))
        try group.house.pass(until: "2026-12-01T08:00")
        #expect(try group.intended().count == 1)
    }

    @Test func `it never breaks the cap, also not on its last day`() throws {
        let group = try GroupHouse(settings: ["cap_buddy_day": "1", "group_days": "1"], pool: 1)
        _ = try group.sent()
        _ = try group.sent()
        try group.house.pass(until: "2026-12-01T11:59")
        let first = try #require(try group.intended().first)
        try group.settle(first)
        #expect(try group.messages.map(\.state).filter { $0 == .expired }.count == 1)
        #expect(try group.intended().isEmpty)
    }

    @Test func `it stays apart from reminders, and counts for their cap`() throws {
        let group = try GroupHouse(pool: 1)
        try group.house.importing(Programmes.meetings("2026-12-01T14:00"))
        _ = try group.sent(.matched)
        try group.house.pass(until: "2026-11-30T16:00")
        let sent = try group.intended()
        #expect(sent.map(\.kind) == [.beforeDay, .group])
        #expect(sent.allSatisfy { $0.recipient.description == "buddy1@example.org" })
    }

    @Test func `a buddy who left, refused or has a dead address meanwhile gets nothing`() throws {
        let group = try GroupHouse()
        let letter = try group.sent()
        try group.house.importing(#"{"buddies":[{"ref":"p1","state":"stopped"}]}"#)
        let refuses = try group.buddy("Pool 2")
        try group.store.write { try $0.optOut(buddy: refuses, of: .group) }
        #expect(try group.messages.filter { $0.state == .cancelled }.map(\.to) == ["pool2@example.org"])
        #expect(try group.intended().map(\.recipient.description) == ["pool3@example.org"])
        let people = try group.store.read { try $0.groupRecipients(letter) }
        #expect(people.first { $0.buddy == refuses }?.obstacle == .optedOut)
    }

    @Test func `a new address of a buddy is where it goes`() throws {
        let group = try GroupHouse(pool: 1)
        _ = try group.sent()
        try group.house.importing(#"{"buddies":[{"ref":"p1","email":"nieuw@example.org"}]}"#)
        #expect(try group.intended().map(\.recipient.description) == ["nieuw@example.org"])
    }

    @Test func `stopping cancels what waits, and leaves what went`() throws {
        let group = try GroupHouse()
        let letter = try group.sent()
        let claim = try group.store.write { try $0.claim(limit: 2) }
        let onTheWire = try #require(try group.store.write { try $0.intend(claim.messages[0]) })
        try group.store.write { try $0.stopGroupLetter(letter) }
        #expect(try group.store.write { try $0.intend(claim.messages[1]) } == nil)
        try group.settle(onTheWire)
        #expect(try group.store.read { try $0.groupProgress(letter) } == .init(sent: 1, cancelled: 2))
        // Once more changes nothing.
        try group.store.write { try $0.stopGroupLetter(letter) }
        #expect(try group.intended().isEmpty)
    }

    @Test func `a draft cannot be stopped`() throws {
        let group = try GroupHouse()
        let letter = try group.written()
        #expect(throws: StoreError.stale) { try group.store.write { try $0.stopGroupLetter(letter) } }
    }

    @Test func `a dead address is marked, and a person may send again`() throws {
        let group = try GroupHouse(pool: 1)
        let letter = try group.sent()
        let message = try #require(try group.intended().first)
        try group.settle(message, .dead(.no, .address))
        #expect(try group.store.read { try $0.groupFailures(letter) }.map(\.hasDeadAddress) == [true])
        try group.store.write { try $0.retry(message.uid) }
        let again = try #require(try group.intended().first)
        try group.settle(again)
        #expect(try group.store.read { try $0.groupProgress(letter) } == .init(sent: 1))
    }

    @Test func `a letter that arrived is contact with the buddy`() throws {
        let group = try GroupHouse(at: "2026-11-30T12:00", pool: 1)
        group.house.pass(.days(60))
        #expect(try group.store.read { try $0.attention() }.buddies.pool.count == 2)
        _ = try group.sent()
        for message in try group.intended() { try group.settle(message) }
        // The one without an address is still waiting.
        #expect(try group.store.read { try $0.attention() }.buddies.pool.map(\.name) == ["Zonder Adres"])
    }
}
