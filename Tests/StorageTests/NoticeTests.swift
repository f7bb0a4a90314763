import Domain
import TestSupport
import Testing

@testable import Storage

/// The coordinator's digest on Monday, and alarms at once (LETTERS.md).
struct NoticeTests {
    private func house(at now: String = "2026-11-26T12:00") throws -> TestHouse {
        let house = try TestHouse(at: now, tenants: [])
        try house.add("duinrand", coordinators: ["noor@example.org"])
        return house
    }

    private func claimed(_ house: TestHouse) throws -> [IntendedMessage] {
        let store = try house.store()
        let claim = try store.write { try $0.claim(limit: 8) }
        return try claim.messages.compactMap { message in try store.write { try $0.intend(message) } }
    }

    private func items(_ message: IntendedMessage?) -> [NoticeFacts.Item] {
        guard case .notice(let facts)? = message?.content else { return [] }
        return facts.items
    }

    @Test func `a digest is planned for Monday 08.30 and goes nowhere when there is nothing to say`() throws {
        let house = try house()
        let digest = try #require(try house.messages().first)
        #expect(digest.kind == "digest" && digest.to == "noor@example.org")
        #expect(digest.due == (try moment("2026-11-30T08:30")))
        try house.pass(until: "2026-11-30T08:30")
        #expect(try claimed(house).isEmpty)
        let messages = try house.messages()
        #expect(messages.map(\.state) == [.cancelled, .ready])
        #expect(messages[0].lastEvent == "nothing-to-tell")
        #expect(messages[1].due == (try moment("2026-12-07T08:30")))
    }

    @Test func `a dead address alarms at once when a meeting is to come, and stands in the digest`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        // The digest of that morning had nothing to say yet.
        let letters = try claimed(house).filter { $0.kind == .beforeDay }
        let before = try #require(letters.first)
        _ = try store.write { try $0.settle(before, .dead(.no, .address)) }

        let alarm = try claimed(house).first
        #expect(alarm?.kind == .alarm)
        let starts = try #require(LocalDateTime("2026-12-01T14:00"))
        guard case .failed(let buddy, .beforeDay, _, let told, .dead)? = items(alarm).first else {
            Issue.record("the alarm does not say which letter failed: \(items(alarm))")
            return
        }
        #expect(buddy == "Sam" && told == starts)

        try house.pass(until: "2026-12-07T08:30")
        let digest = try claimed(house).first { $0.kind == .digest }
        #expect(items(digest).contains(.deadAddress(buddy: "Sam")))
        #expect(items(digest).count == 2)
    }

    @Test func `a coordinator whose mail is sent again gets alarms and digests again`() throws {
        let house = try house()
        let store = try house.store()
        try store.write { try $0.askLogin(mailAddress("noor@example.org"), from: .random()) }
        let login = try #require(try claimed(house).first)
        _ = try store.write { try $0.settle(login, .dead(.no, .address)) }
        #expect(try store.write { try $0.coordinators().isEmpty })
        try store.write { try $0.retry(login.uid) }
        #expect(try store.write { try $0.coordinators().map { $0.email } } == ["noor@example.org"])
    }

    @Test func `an alarm whose message went after all does not go`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let before = try #require(try claimed(house).first { $0.kind == .beforeDay })
        _ = try store.write { try $0.settle(before, .dead(.no, .content)) }
        try store.write { try $0.retry(before.uid) }
        let sent = try claimed(house)
        #expect(sent.map(\.kind) == [.beforeDay])
        #expect(try house.messages().contains { $0.kind == "alarm" && $0.lastEvent == "nothing-to-tell" })
    }

    @Test(arguments: ["gathers", "ended without a word", "went"])
    func `a letter that a person sends again and that fails again alarms again`(first: String) throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let before = try #require(try claimed(house).first { $0.kind == .beforeDay })
        _ = try store.write { try $0.settle(before, .dead(.no, .content)) }
        if first == "went" {
            let alarm = try #require(try claimed(house).first)
            _ = try store.write { try $0.settle(alarm, .sent(.fine)) }
            house.pass(.minutes(2))
        }
        try store.write { try $0.retry(before.uid) }
        let mails = try store.write { writer in
            let claims = try writer.claim(limit: 8).messages
            let mine = claims.filter { first != "gathers" || $0.priority == LetterKind.beforeDay.priority }
            let mails = try mine.compactMap { try writer.intend($0) }
            try writer.release(claims.filter { claim in !mine.contains(claim) })
            return mails
        }
        let again = try #require(mails.first)
        #expect(mails.count == 1 && again.uid == before.uid)
        _ = try store.write { try $0.settle(again, .dead(.no, .content)) }
        let told = try claimed(house)
        #expect(told.map(\.kind) == [.alarm] && told.map { items($0).count } == [1])
        #expect(try house.messages().count { $0.kind == "alarm" } == (first == "gathers" ? 1 : 2))
    }

    @Test func `a letter that expired unsent alarms while its meeting is still to come`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-12-01T13:10")
        let messages = try claimed(house) + claimed(house)
        #expect(messages.map(\.kind).contains(.alarm))
    }

    @Test func `what fails together goes in one alarm, and the first does not wait for the others`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 6))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let letters = try claimed(house).filter { $0.kind == .beforeDay }
        #expect(letters.count == 6)
        _ = try store.write { try $0.settle(letters[0], .dead(.no, .content)) }
        let first = try #require(try claimed(house).first)
        #expect(items(first).count == 1)
        for letter in letters.dropFirst() { _ = try store.write { try $0.settle(letter, .dead(.no, .content)) } }
        #expect(try claimed(house).isEmpty)
        _ = try store.write { try $0.settle(first, .sent(.fine)) }
        house.pass(.minutes(1))
        let rest = try claimed(house)
        #expect(rest.map { items($0).count } == [5])
        #expect(try house.messages().count { $0.kind == "alarm" } == 2)
    }

    @Test func `the clock set back a day after an alarm: the next does not wait for it`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 2))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let letters = try claimed(house).filter { $0.kind == .beforeDay }
        _ = try store.write { try $0.settle(letters[0], .dead(.no, .content)) }
        let first = try #require(try claimed(house).first)
        _ = try store.write { try $0.settle(first, .sent(.fine)) }
        house.clock.jump(toWallMilliseconds: try moment("2026-11-29T16:00").milliseconds)
        _ = try store.write { try $0.settle(letters[1], .dead(.no, .content)) }
        let second = try #require(try house.messages().first { $0.kind == "alarm" && $0.state == .ready })
        // A Sunday, and the meeting is on Tuesday.
        #expect(second.due == (try moment("2026-11-30T08:00")))
    }

    @Test func `an alarm of several says only what is still to come`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.importing(
            #"{"meetings":[{"ref":"early","match":"m1","starts":"2026-12-01T10:00","minutes":30,"buddy_attends":true}]}"#
        )
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let letters = try claimed(house).filter { $0.kind == .beforeDay }
        for letter in letters { _ = try store.write { try $0.settle(letter, .dead(.no, .content)) } }
        try house.pass(until: "2026-12-01T11:00")
        let alarms = try claimed(house).filter { $0.kind == .alarm }
        #expect(letters.count == 2 && alarms.count == 1)
        #expect(items(alarms.first).count == 1)
    }

    /// An alarm to Noor that is taken to be sent, while Jip goes on.
    private func claimedAlarm() throws -> (house: TestHouse, noor: Member, claimed: ClaimedMessage) {
        let house = try house()
        let store = try house.store()
        try store.write { _ = try $0.addMember(mailAddress("jip@example.org"), role: .coordinator) }
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let before = try #require(try claimed(house).first { $0.kind == .beforeDay })
        _ = try store.write { try $0.settle(before, .dead(.no, .content)) }
        let noor = try #require(try store.read { try $0.member(mailAddress("noor@example.org")) })
        let claims = try store.write { try $0.claim(limit: 8) }.messages
        let theirs = try store.read { reader in
            try reader.db.first("SELECT id FROM outbox WHERE kind = 'alarm' AND person = ?1", noor.uid.text) {
                $0.integer(0)
            }
        }
        return (house, noor, try #require(claims.first { $0.id == theirs }))
    }

    private func alarms(_ house: TestHouse, to address: String) throws -> [QueuedMessage] {
        try house.messages().filter { $0.kind == "alarm" && $0.to == address }
    }

    @Test(arguments: ["removed", "a trainer"], ["claimed", "to be tried again"])
    func `who is told nothing of the programme any more gets no notice that was under way`(
        how: String, when: String
    ) throws {
        let (house, noor, claimed) = try claimedAlarm()
        let store = try house.store()
        let sent = try when == "claimed" ? nil : store.write { try $0.intend(claimed) }
        try store.write { writer in
            if how == "removed" {
                try writer.removeMember(noor.uid, version: noor.version)
            } else {
                try writer.changeRole(of: noor.uid, to: .trainer, version: noor.version)
            }
        }
        if let sent {
            _ = try store.write { try $0.settle(sent, .waits(until: house.now, .later, .attempt)) }
            #expect(try self.claimed(house).allSatisfy { $0.recipient.description != "noor@example.org" })
        } else {
            #expect(try store.write { try $0.intend(claimed) } == nil)
        }
        let alarms = try alarms(house, to: "noor@example.org")
        #expect(alarms.map(\.state) == [.cancelled] && alarms.map(\.lastEvent) == ["superseded"])
    }

    @Test func `alarms and digest can be turned off`() throws {
        let house = try TestHouse(tenants: [])
        try house.add("duinrand", settings: ["digest": "off", "alarms": "off"], coordinators: ["noor@example.org"])
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let before = try #require(try claimed(house).first)
        _ = try store.write { try $0.settle(before, .dead(.no, .content)) }
        #expect(try house.messages().allSatisfy { $0.kind != "alarm" && $0.kind != "digest" })
    }

    @Test func `a reminder that comes back alarms while its meeting is still to come, once`() throws {
        let house = try house()
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        let before = try #require(try claimed(house).first { $0.kind == .beforeDay })
        _ = try store.write { try $0.settle(before, .sent(.fine)) }
        for _ in 0..<2 { _ = try store.write { try $0.bounced(before.uid, .addressDead, .no) } }
        let alarms = try claimed(house)
        #expect(alarms.map(\.kind) == [.alarm])
        guard case .failed(_, .beforeDay, _, _, .bounced)? = items(alarms.first).first else {
            Issue.record("the alarm does not say that it came back: \(items(alarms.first))")
            return
        }
    }

    @Test func `the digest counts the mails to a group that did not arrive`() throws {
        let group = try GroupHouse(settings: ["digest": "off"])
        _ = try group.sent()
        let sent = try group.intended()
        #expect(sent.count == 3)
        try group.settle(sent[0], .dead(.no, .content))
        try group.settle(sent[1])
        try group.settle(sent[2], .dead(.no, .content))
        func items() throws -> [NoticeFacts.Item] {
            try group.store.read { try $0.noticeFacts(.digest, of: 0)?.items ?? [] }
        }
        #expect(try items() == [.groupMailFailed(count: 2)])
        try group.store.write { _ = try $0.bounced(sent[1].uid, .undelivered, .no) }
        #expect(try items() == [.groupMailFailed(count: 3)])
        group.house.pass(.days(8))
        #expect(try items().isEmpty)
    }
}
