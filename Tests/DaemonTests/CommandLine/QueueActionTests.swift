import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Daemon

/// `naast queue SLUG retry|cancel|release-hold UID`: what a person decides about one message.
@Suite struct QueueActionTests {
    private let house: TestHouse
    private let desk: AdminDesk

    /// One reminder is due; a doubt about it is for a person.
    init() throws {
        house = try TestHouse(settings: ["doubt_policy": "hold"])
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        desk = AdminDesk(house)
    }

    private static let no = Settlement.Answer(code: 554, text: "5.6.0 no")

    private var reminder: QueuedMessage {
        get throws { try #require(try house.messages().first { $0.kind == "before-day" }) }
    }

    /// The reminder, after it came to that state.
    private func reminder(_ state: MessageState) throws -> QueuedMessage {
        let settlement: Settlement? =
            switch state {
            case .dead: .dead(Self.no, .content)
            case .held: .doubted(Self.no)
            case .sent: .sent(.init(code: 250, text: "2.0.0 queued"))
            default: nil
            }
        if let settlement {
            try house.store().write { writer in
                let claimed = try #require(try writer.claim(limit: 1).messages.first)
                let intended = try #require(try writer.intend(claimed))
                #expect(try writer.settle(intended, settlement))
            }
        } else if state == .cancelled {
            let uid = try #require(Uid(try reminder.uid))
            try house.store().write { try $0.cancel(uid) }
        }
        let reminder = try reminder
        #expect(reminder.state == state)
        return reminder
    }

    private func answer(_ action: AdminRequest.MessageAction, _ message: QueuedMessage) -> AdminAnswer {
        desk.answer(.message(slug: "duinrand", uid: message.uid, action: action, json: true))
    }

    private func line(_ answer: AdminAnswer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    }

    @Test(
        arguments: [
            (.retry, .dead, "retried"), (.retry, .held, "retried"), (.releaseHold, .held, "released"),
        ] as [(AdminRequest.MessageAction, MessageState, String)])
    func `a person has it sent: at once, a dead one with a new Message-ID, a held one with its own`(
        action: AdminRequest.MessageAction, state: MessageState, event: String
    ) throws {
        let before = try reminder(state)
        house.pass(.minutes(7))
        let answer = answer(action, before)
        #expect(answer.code == .done && answer.message.isEmpty)
        let (line, after) = (try line(answer), try reminder)
        #expect(line["state"] as? String == "ready" && line["doubts"] as? Int == 0)
        #expect((line["message_id"] as? String)?.hasPrefix("<\(after.messageID)@") == true)
        #expect(after.state == .ready && after.due == house.now && after.history.last?.what == event)
        #expect((after.messageID == before.messageID) == (state == .held))
        let claimed = try house.store().write { try $0.claim(limit: 8) }.messages
        #expect(claimed.count == 1)
    }

    @Test(arguments: [MessageState.ready, .held])
    func `a person takes it back`(state: MessageState) throws {
        let answer = try answer(.cancel, reminder(state))
        #expect(answer.code == .done)
        #expect(try line(answer)["state"] as? String == "cancelled")
        #expect(try reminder.history.last?.what == "cancelled-by-person")
        #expect(try house.store().write { try $0.claim(limit: 8) }.messages.isEmpty)
    }

    @Test(
        arguments: [
            (.retry, .ready, "only a dead or held message can be sent again; this one is ready"),
            (.retry, .sent, "only a dead or held message can be sent again; this one is sent"),
            (.retry, .cancelled, "only a dead or held message can be sent again; this one is cancelled"),
            (.releaseHold, .ready, "only a held message can be released; this one is ready"),
            (.releaseHold, .dead, "only a held message can be released; this one is dead"),
            (.releaseHold, .sent, "only a held message can be released; this one is sent"),
            (.cancel, .dead, "this message is dead: there is nothing left to cancel"),
            (.cancel, .sent, "this message is sent: there is nothing left to cancel"),
            (.cancel, .cancelled, "this message is cancelled: there is nothing left to cancel"),
        ] as [(AdminRequest.MessageAction, MessageState, String)])
    func `in another state it is refused with what the message is, and nothing changes`(
        action: AdminRequest.MessageAction, state: MessageState, words: String
    ) throws {
        let before = try reminder(state)
        let answer = answer(action, before)
        #expect(answer.code == .refused && answer.output.isEmpty)
        #expect(answer.message.contains(words), "\(answer.message)")
        #expect(try reminder == before)
    }

    @Test(arguments: [(AdminRequest.MessageAction.retry, MessageState.dead), (.retry, .held), (.releaseHold, .held)])
    func `past its use it is refused with when that was`(
        action: AdminRequest.MessageAction, state: MessageState
    ) throws {
        let before = try reminder(state)
        try house.pass(until: "2026-12-01T13:00")
        let answer = answer(action, before)
        #expect(answer.code == .refused)
        #expect(answer.message.contains("it expired at 2026-12-01T12:00:00Z"), "\(answer.message)")
        #expect(try reminder == before)
    }
}
