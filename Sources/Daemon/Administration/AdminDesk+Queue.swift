import Domain
import Foundation
import Storage

extension AdminDesk {
    /// Hands over every message by due moment, piece by piece.
    ///
    /// A queue of years fits in no one answer, and each read of the file is short. What changes meanwhile is shown in its
    /// place as it is when its piece is read.
    func queue(
        _ slug: Slug, state: String?, json: Bool, output: (String) throws -> Void
    ) throws -> AdminAnswer {
        let wanted = try state.map { text in
            guard let state = MessageState(rawValue: text) else {
                let names = MessageState.allCases.map(\.rawValue)
                throw CommandFailure.usage(
                    "--state '\(text)' is none of \(names.joined(separator: ", "))\(suggestion(for: text, among: names))"
                )
            }
            return state
        }
        let store = try tenants.store(slug, scope)
        let settings = try store.read { try $0.settings }
        let places = try places(wanted, in: store)
        if json {
            try printJSON(places, of: store, domain: messageHost(of: settings.relay), output)
        } else {
            guard !places.isEmpty else { return AdminAnswer(message: "no messages") }
            try printTable(places, of: store, in: settings.zone, output)
        }
        return AdminAnswer()
    }

    // A read of so many with their history takes some milliseconds.
    private static let messagesInAPiece = 100

    private func places(_ state: MessageState?, in store: TenantStore) throws -> [QueuePlace] {
        var places: [QueuePlace] = []
        var row: Int64? = 0
        while let after = row {
            let read = try store.read { try $0.places(state, after: after) }
            places += read.places
            row = read.next
        }
        return places.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
    }

    private func pieces(of places: [QueuePlace]) -> some Sequence<[Int64]> {
        stride(from: 0, to: places.count, by: Self.messagesInAPiece).lazy.map { start in
            places[start..<min(start + Self.messagesInAPiece, places.count)].map(\.id)
        }
    }

    private func printJSON(
        _ places: [QueuePlace], of store: TenantStore, domain: String, _ output: (String) throws -> Void
    ) throws {
        // Each piece waits for the next, which it must end with a comma for.
        var last: String?
        for piece in pieces(of: places) {
            let messages = try store.read { try $0.messages(piece) }
            guard !messages.isEmpty else { continue }
            // An array's own lines, without its brackets.
            let list = try JSONText.of(messages.map { QueueLine($0, domain: domain) }).dropFirst(2).dropLast(2)
            if let last { try output(last + ",\n") }
            last = (last == nil ? "[\n" : "") + list
        }
        try output(last.map { $0 + "\n]\n" } ?? "[]\n")
    }

    private func printTable(
        _ places: [QueuePlace], of store: TenantStore, in zone: Zone, _ output: (String) throws -> Void
    ) throws {
        let headings = ["due", "state", "letter", "to", "uid", "last"]
        let states = MessageState.allCases.map(\.rawValue.count).max() ?? 0
        let (kind, address) = (places.map { $0.widths[0] }.max() ?? 0, places.map { $0.widths[1] }.max() ?? 0)
        let table = Table(headings, widths: [moment(now, in: zone).count, states, kind, address, Uid.length, 0])
        try output(table.text + "\n")
        for piece in pieces(of: places) {
            let lines = try store.read { try $0.messages(piece) }.map { message in
                table.line([
                    moment(message.due, in: zone), message.state.rawValue, message.kind, message.to, message.uid,
                    message.history.last.map { EventWords.sentence($0, in: zone) } ?? "",
                ])
            }
            try output(lines.map { $0 + "\n" }.joined())
        }
    }

    func act(
        _ action: AdminRequest.MessageAction, on text: String, of slug: Slug, json: Bool
    ) throws -> AdminAnswer {
        guard let uid = Uid(text) else {
            throw CommandFailure.usage("'\(text)' is no message's uid; `naast queue \(slug)` lists them")
        }
        let store = try tenants.store(slug, scope)
        switch action {
        case .show: break
        case .retry: try store.write { try $0.retry(uid) }
        case .cancel: try store.write { try $0.cancel(uid) }
        case .releaseHold: try store.write { try $0.releaseHold(uid) }
        }
        let (found, settings) = try store.read { (try $0.message(uid), try $0.settings) }
        guard let message = found else { throw CommandFailure.refused("there is no message \(uid)") }
        let domain = messageHost(of: settings.relay)
        if json { return AdminAnswer(try JSONText.of(QueueLine(message, domain: domain))) }
        return AdminAnswer(describe(message, in: settings.zone, domain: domain))
    }

    private func describe(_ message: QueuedMessage, in zone: Zone, domain: String) -> String {
        var lines = [
            "uid         \(message.uid)", "letter      \(message.kind)", "to          \(message.to)",
            "state       \(message.state.rawValue)", "due         \(moment(message.due, in: zone))",
            "expires     \(moment(message.expires, in: zone))",
            "tried       \(message.attempts) times, \(message.doubts) in doubt",
            "message id  <\(message.messageID)@\(message.messageHost ?? domain)>",
        ]
        lines += message.reasons.map { "reason      \($0)" }
        lines += message.history.map { "\(moment($0.at, in: zone))  \(EventWords.sentence($0, in: zone))" }
        return lines.joined(separator: "\n")
    }

    private func moment(_ instant: Instant, in zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(local.date) \(local.time)"
    }

}

/// What happened to a message, in a person's words.
enum EventWords {
    static func sentence(_ event: QueuedMessage.Event, in zone: Zone) -> String {
        let said = [event.code.map(String.init), event.text].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: " ")
        let words = words(event.what)
        return said.isEmpty ? words : "\(words): \(said)"
    }

    private static func words(_ kind: String) -> String {
        switch kind {
        case "planned": "planned"
        case "revived": "wanted again, because a change was taken back"
        case "superseded": "not needed any more: the programme changed"
        case "expired": "not sent: its moment of use had passed"
        case "cancelled-by-person": "cancelled by a person"
        case "cancelled-in-doubt": "cancelled; it may have been sent before the program stopped"
        case "cancel-asked": "a person asked to cancel it while it was being sent"
        case "rescheduled": "its moment changed"
        case "quiet-hours": "waits until the quiet hours are over"
        case "capped": "waits: this person had enough mail for now"
        case "nothing-to-tell": "not sent: there was nothing to tell"
        case "set-aside": "its moment of use came before that of the other letters in one mail with it"
        case "joined": "joined into one mail with message"
        case "doubt": "it may or may not have been delivered"
        case "held": "held until a person decides"
        case "sent": "accepted by the relay"
        case "dead": "refused for good"
        case "dead-address": "the address does not work: please correct it"
        case "dead-policy": "refused by the relay's rules"
        case "sender-refused": "the relay refuses the sender; sending is paused"
        case "postponed": "the receiving side asked to try later"
        case "interrupted": "the connection broke before it was handed over"
        case "relay-trouble": "the relay could not be used"
        case "retried": "a person had it sent again"
        case "released": "a person released it"
        case "bounced": "it came back, the address does not work: please correct it"
        case "undelivered": "it came back; the address may be right"
        case "delayed": "the receiving side has not taken it yet"
        default: kind
        }
    }
}

// The contract's JSON of one message.
private struct QueueLine: Encodable {
    let message: QueuedMessage
    let domain: String

    init(_ message: QueuedMessage, domain: String) {
        self.message = message
        self.domain = domain
    }

    private enum Key: String, CodingKey {
        case uid, reasons, kind, to, state, due, expires, attempts, doubts, history, at, what, code, text
        case messageID = "message_id"
        case lastReply = "last_reply"
    }

    func encode(to encoder: any Encoder) throws {
        var line = encoder.container(keyedBy: Key.self)
        try line.encode(message.uid, forKey: .uid)
        try line.encode(message.reasons, forKey: .reasons)
        try line.encode(message.kind, forKey: .kind)
        try line.encode(message.to, forKey: .to)
        try line.encode(message.state.rawValue, forKey: .state)
        try line.encode(message.due.iso8601, forKey: .due)
        try line.encode(message.expires.iso8601, forKey: .expires)
        try line.encode(message.attempts, forKey: .attempts)
        try line.encode(message.doubts, forKey: .doubts)
        try line.encode("<\(message.messageID)@\(message.messageHost ?? domain)>", forKey: .messageID)
        try line.encode(message.lastReply, forKey: .lastReply)
        var history = line.nestedUnkeyedContainer(forKey: .history)
        for event in message.history {
            var entry = history.nestedContainer(keyedBy: Key.self)
            try entry.encode(event.at.iso8601, forKey: .at)
            try entry.encode(event.what, forKey: .what)
            try entry.encodeIfPresent(event.code, forKey: .code)
            try entry.encodeIfPresent(event.text, forKey: .text)
        }
    }
}

/// JSON for people and programs: keys in order, slashes as they are.
enum JSONText {
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
