import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// The retry table from end to end: a real file, the real sender, a real dialogue with a server that misbehaves.
///
/// Duinrand sends by the relay that misbehaves, Rivierenland by one that does not: its mail always goes.
struct RetryTableTests {
    private func house(_ line: RetryLine, _ server: ScriptedSMTPServer) throws -> SendingHouse {
        let other = PostBox(ManualClock())
        let house = try SendingHouse(
            tenants: ["duinrand", "rivierenland"], own: ["rivierenland": "goed"],
            relays: [line.relay(server), SendingHouse.relay("goed", other)])
        for tenant in ["duinrand", "rivierenland"] {
            try house.house.importing(Programmes.meetings("2026-12-01T14:00"), into: tenant)
        }
        return house
    }

    private func trace(_ house: SendingHouse) throws -> RetryLine.Trace {
        let message = try house.message()
        let wait = Int((message.due - house.house.now).milliseconds / 1_000)
        return RetryLine.Trace(
            state: message.state, attempts: message.attempts, doubts: message.doubts, events: message.events,
            relay: try house.relay("proef").state, seconds: message.state == .ready ? wait...wait : nil)
    }

    @Test(arguments: RetryLine.all)
    func `each answer at each stage leaves what the table says, and the other tenant's mail goes`(
        line: RetryLine
    ) throws {
        let server = ScriptedSMTPServer([line.script])
        defer { server.stop() }
        let house = try house(line, server)
        defer { house.close() }
        try house.pass(until: "2026-11-30T16:00")

        var trace = try trace(house)
        if let seconds = line.trace.seconds, let found = trace.seconds?.lowerBound, seconds.contains(found) {
            trace.seconds = seconds
        }
        #expect(trace == line.trace)
        #expect(try house.message(of: "rivierenland").events == ["planned", "sent"])
        #expect(try house.relay("goed").state == .open)

        let last = try #require(try house.message().history.last { $0.text != nil })
        let words = [last.code.map(String.init), last.text].compactMap(\.self).joined(separator: " ")
        switch line.words {
        case .exactly(let text): #expect(words == text)
        case .somewhere(let text): #expect(words.contains(text))
        }
        // No address, no line end, no endless text comes into the history.
        #expect(!words.contains("@") && words.utf8.count <= 400 && words.allSatisfy { !$0.isNewline })
        let isPaused = try house.house.store().read { try $0.pauseReason() } != nil
        #expect(isPaused == (line.trace.events.last == "sender-refused"))
    }

    @Test(
        arguments: RetryLine.all.filter { $0.trace.seconds != nil && $0.trace.relay != .paused && !$0.tls && !$0.login }
    )
    func `what waits goes at its moment and not before, unless the server says the same again`(line: RetryLine) throws {
        // The first connection misbehaves, the next one is well.
        let server = ScriptedSMTPServer([line.script, SMTPScript()])
        defer { server.stop() }
        let house = try house(line, server)
        defer { house.close() }
        try house.pass(until: "2026-11-30T16:00")
        let first = try house.message().events
        if line.trace.events.last == "sender-refused" {
            try house.house.store().write { try $0.resumeSending() }
            try house.rest()
        } else {
            let wait = try house.message().due - house.house.now
            try house.pass(.milliseconds(wait.milliseconds - 1))
            #expect(try house.message().events == first)
            try house.pass(.milliseconds(1))
        }
        let isSameConnection = server.visits.count == 1
        let last = try #require(isSameConnection ? line.trace.events.last : "sent")
        #expect(try house.message().events == first + [last])
    }

    @Test(arguments: RetryLine.all.filter(\.isAboutOneMessage))
    func `what one message meets does not touch a neighbour on the same relay`(line: RetryLine) throws {
        var script = line.script
        script.spares = "rivierenland"
        let server = ScriptedSMTPServer([script])
        defer { server.stop() }
        let house = try SendingHouse(tenants: ["duinrand", "rivierenland"], relays: [line.relay(server)])
        defer { house.close() }
        for tenant in ["duinrand", "rivierenland"] {
            let letters = Programmes.meetings("2026-12-01T14:00").mailed(to: tenant)
            try house.house.importing(letters, into: tenant)
        }
        try house.pass(until: "2026-11-30T16:00")
        // An interruption halves the lanes and no more: with one lane nobody waits.
        #expect(try house.message(of: "rivierenland").events == ["planned", "sent"])
        let own = try house.message()
        #expect(own.state == line.trace.state && own.attempts == line.trace.attempts)
        #expect(own.events == line.trace.events)
        #expect(server.bodies.count { $0.contains("rivierenland1@example.org") } == 1)
    }

    @Test(arguments: [("sender-refused", DeliveryOutcome.notYours, 1), ("held", .spam, 5)])
    func `a tenant that is paused stands alone, also on a relay that it shares`(
        event: String, answer: DeliveryOutcome, letters: Int
    ) throws {
        let box = PostBox(ManualClock())
        box.answer { recipient, _ in recipient.hasPrefix("duinrand") ? answer : .fine }
        let house = try SendingHouse(
            tenants: ["duinrand", "rivierenland"], relays: [SendingHouse.relay("post", box, connections: 1)])
        defer { house.close() }
        for tenant in ["duinrand", "rivierenland"] {
            let programme = Programmes.meetings("2026-12-01T14:00", buddies: 8).mailed(to: tenant)
            try house.house.importing(programme, into: tenant)
        }
        try house.pass(until: "2026-11-30T16:00")
        #expect(try house.house.store().read { try $0.pauseReason() } != nil)
        #expect(try house.house.messages().count { $0.history.contains { $0.what == event } } == letters)
        #expect(try house.house.store("rivierenland").read { try $0.pauseReason() } == nil)
        #expect(try house.house.messages("rivierenland").count { $0.state == .sent } == 8)
        #expect(try house.relay("post").state == .open)
    }

    @Test func `greylisting: 1, 4, 16, 64 minutes, four hours, until it is of no use`() throws {
        let box = PostBox(ManualClock())
        box.answer { _, _ in .greylisted }
        let house = try SendingHouse(relays: [SendingHouse.relay("post", box)])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        var waits: [Double] = []
        for _ in 0..<5 {
            let wait = try house.message().due - house.house.now
            waits.append(Double(wait.milliseconds) / 60_000)
            try house.pass(wait)
        }
        for (wait, minutes) in zip(waits, [1.0, 4, 16, 64, 240]) {
            #expect((0.8 * minutes...1.2 * minutes).contains(wait))
        }
        try house.live(until: "2026-12-01T15:00")
        let message = try house.message()
        #expect(message.state == .expired, "\(message)")
        #expect(message.attempts == box.mails.count)
    }

    @Test func `a third interruption counts as a postponement, and counting begins again`() throws {
        let box = PostBox(ManualClock())
        box.answer { _, _ in .cut }
        let house = try SendingHouse(relays: [SendingHouse.relay("post", box)])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.live(until: "2026-11-30T16:04")
        let events = try house.message().events.filter { $0 != "planned" }
        #expect(
            Array(events.prefix(6)) == [
                "interrupted", "interrupted", "postponed", "interrupted", "interrupted", "postponed",
            ])
        #expect(try house.message().attempts == 2)
    }

    @Test func `a drop inside the body is an interruption`() throws {
        let script = SMTPScript.with { $0.bodyLimit = 100_000 }
        let server = ScriptedSMTPServer([script, SMTPScript()])
        defer { server.stop() }
        let plain = try RetryLine("", .sent) { _ in }.relay(server)
        let relay = try SendingHouse.relay("proef", connections: 1) { Padded(plain.makeSession()) }
        let house = try SendingHouse(relays: [relay])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        #expect(try house.message().events == ["planned", "interrupted"])
        try house.pass(.seconds(5))
        #expect(try house.message().events == ["planned", "interrupted", "sent"])
    }

    @Test func `under hold a first doubt waits for a person, with its Message-ID`() throws {
        let server = ScriptedSMTPServer([.with { $0.dot = [.close] }, SMTPScript()])
        defer { server.stop() }
        let relay = try RetryLine("", .sent) { _ in }.relay(server)
        let house = try SendingHouse(settings: ["doubt_policy": "hold"], relays: [relay])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let held = try house.message()
        #expect(held.state == .held)
        #expect(held.events == ["planned", "doubt", "held"])
        let uid = try #require(Uid(held.uid))
        try house.house.store().write { try $0.releaseHold(uid) }
        try house.rest()
        #expect(try house.message().state == .sent)
        let lines = server.bodies.map { $0.split(separator: "\r\n").first { $0.hasPrefix("Message-ID") } }
        #expect(lines.count == 2 && lines[0] == lines[1] && lines[0] != nil)
    }

    @Test func `an outage of an hour: one try a few times, then all goes, and nothing was counted`() throws {
        let box = PostBox(ManualClock())
        box.answer { _, _ in .gone }
        let house = try SendingHouse(relays: [SendingHouse.relay("post", box)])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 40))
        try house.live(until: "2026-11-30T17:00")
        // 5, 10, … 300 seconds apart: about seventeen tries in an hour, and two that were under way together.
        #expect(box.mails.count < 25)
        #expect(try house.relay("post").state == .broken)
        let leased = try house.house.messages().filter { $0.state == .leased }
        #expect(leased.isEmpty)
        box.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T17:06")
        let before = try house.house.messages().filter { $0.kind == "before-day" }
        #expect(before.allSatisfy { $0.state == .sent && $0.attempts == 1 })
        #expect(try house.relay("post").state == .open)
    }

    @Test func `a relay that says slow down is not pressed`() throws {
        let box = PostBox(ManualClock())
        box.answer { _, _ in .busy }
        let house = try SendingHouse(relays: [SendingHouse.relay("post", box)])
        defer { house.close() }
        try house.house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 100))
        try house.live(until: "2026-11-30T16:01")
        #expect((12...25).contains(box.mails.count))
        box.answer { _, _ in .fine }
        try house.live(until: "2026-11-30T16:03")
        #expect(try house.house.messages().count { $0.state == .sent } == 100)
    }
}

/// A session whose messages are too big for the buffers between us and the server.
private final class Padded: DeliverySession {
    private let session: any DeliverySession
    private let padding = Array(String(repeating: String(repeating: "x", count: 70) + "\r\n", count: 200_000).utf8)

    init(_ session: any DeliverySession) {
        self.session = session
    }

    func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        session.deliver(envelope, message + padding)
    }

    func close() { session.close() }
}
