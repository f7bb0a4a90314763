import Domain
import TestSupport
import Testing

@testable import Reminders
@testable import Storage

/// Plays a simulated year through the real store and the real sender, from due moment to due moment.
final class StoredYear {
    private let house: SendingHouse
    private var sessions: Set<String> = []

    /// Enters the buddies and their matches on New Year's morning.
    ///
    /// - Parameter unreachable: a buddy to whom no mail arrives until the address is corrected.
    init(buddies: [String: String], coordinator: String, unreachable: String) throws {
        house = try SendingHouse(
            at: "2026-01-01T09:00", coordinators: ["\(coordinator.lowercased())@example.org"])
        let nowhere = "\(unreachable.lowercased())@example.org"
        house.box.answer { recipient, _ in recipient == nowhere ? .nobody : .fine }
        func list(_ lines: [String]) -> String { lines.sorted().joined(separator: ",") }
        let people = Set(buddies.values).map {
            #"{"ref":"\#($0)","name":"\#($0) Voorbeeld","email":"\#($0.lowercased())@example.org","state":"matched"}"#
        }
        let parents = buddies.keys.map { #"{"ref":"p-\#($0)","kind":"parent","name":"Iemand Voorbeeld"}"# }
        let matches = buddies.map {
            #"{"ref":"\#($0)","buddy":"\#($1)","requester":"p-\#($0)","since":"2025-09-01","label":"\#($0)"}"#
        }
        try house.house.importing(
            #"{"buddies":[\#(list(people))],"requesters":[\#(list(parents))],"matches":[\#(list(matches))]}"#)
    }

    /// Plays the steps, which are in order of time, and then lives on until everything has gone.
    func play(_ steps: [Step]) throws {
        for step in steps {
            let now = Zone.amsterdam.nearestInstant(step.at)
            // What is due at that very moment goes after the step.
            try house.live(until: now - .milliseconds(1))
            house.house.pass(.milliseconds(1))
            try take(step.what, on: step.at.date)
        }
        try house.live(until: "2027-01-31T12:00")
    }

    /// Every letter that went, as the table writes it.
    func sent() throws -> [SentLine] { try lines(house.house.messages().filter { $0.state == .sent }) }

    /// Those that went in a mail with others.
    func joined() throws -> [SentLine] {
        try lines(house.house.messages().filter { $0.state == .sent && $0.reasons.count > 1 })
    }

    private func lines(_ messages: [QueuedMessage]) throws -> [SentLine] {
        let names = try house.house.store().read { reader in
            let meetings = try reader.db.rows("SELECT uid, ref FROM school_meeting") { ($0.text(0), $0.text(1)) }
            let sessions = try reader.db.rows("SELECT uid, ref FROM intervision_session") { ($0.text(0), $0.text(1)) }
            let buddies = try reader.db.rows("SELECT uid, ref FROM buddy") { ($0.text(0), $0.text(1)) }
            return Dictionary(uniqueKeysWithValues: meetings + sessions + buddies)
        }
        func about(_ reason: Reason) throws -> String {
            try #require(names[reason.subject.uid.text]).split(separator: "-").joined(separator: " ")
        }
        return try messages.flatMap { message in
            let at = try #require(message.history.last { $0.what == "sent" }?.at)
            let kind = try #require(LetterKind(rawValue: message.kind))
            return try message.reasons.map { text in
                if let reason = Reason(text) {
                    return SentLine(at, reason.kind, try about(reason), try #require(names[reason.buddy.text]))
                }
                // To the coordinator: on a day, or about a message that did not go.
                let name = message.to.prefix { $0 != "@" }
                let failed = try house.house.messages().first { text.hasPrefix("alarm:\($0.uid):") }
                let reason = failed?.reasons.first.flatMap { Reason($0) }
                return SentLine(
                    at, kind, try reason.map(about) ?? "week", name.prefix(1).uppercased() + name.dropFirst())
            }
        }
    }

    /// Messages that were not sent and not cancelled, but for the next digest, which always stands ready.
    func left() throws -> [QueuedMessage] {
        try house.house.messages().filter { $0.state != .sent && $0.state != .cancelled && $0.kind != "digest" }
    }

    /// What the caps put off, by due moment.
    func capped() throws -> [SentLine] {
        try lines(house.house.messages().filter { $0.state == .sent && $0.events.contains("capped") })
    }

    private func take(_ what: Step.What, on date: LocalDate) throws {
        switch what {
        case .meeting(let name, let starts, let minutes):
            let match = String(name.prefix { $0 != " " })
            try meeting(name, #""match":"\#(match)","starts":"\#(starts)","minutes":\#(minutes),"buddy_attends":true"#)
        case .session(let name, let starts, let minutes, let place, let participants):
            sessions.insert(name)
            let list = participants.map { #""\#($0)""# }.joined(separator: ",")
            try change(
                name, #""starts":"\#(starts)","minutes":\#(minutes),"place":"\#(place)","participants":[\#(list)]"#)
        case .moved(let name, let starts): try change(name, #""starts":"\#(starts)""#)
        case .placed(let name, let place): try change(name, #""place":"\#(place)""#)
        case .cancelled(let name): try change(name, #""cancelled":true"#)
        case .onAgain(let name): try change(name, #""cancelled":false"#)
        case .matchEnded(let label):
            try house.house.importing(#"{"matches":[{"ref":"\#(label)","until":"\#(date)"}]}"#)
        case .addressCorrected(let name):
            try house.house.importing(
                #"{"buddies":[{"ref":"\#(name)","email":"\#(name.lowercased()).nieuw@example.org"}]}"#)
        // No file says these two; the pages will.
        case .lookBack(let name):
            try write(ref(name), table: .meeting) { writer, ref in
                try writer.db.run(
                    "UPDATE school_meeting SET look_back_at = ?2 WHERE ref = ?1", ref, writer.now.milliseconds)
            }
        case .answered(let name, let buddy, let answer):
            try write(ref(name), table: .session) { writer, ref in
                try writer.db.run(
                    """
                    UPDATE intervision_participant SET answer = ?3
                    WHERE session_id = (SELECT id FROM intervision_session WHERE ref = ?1)
                        AND buddy_id = (SELECT id FROM buddy WHERE ref = ?2)
                    """, ref, buddy, answer.rawValue)
            }
        }
        try house.rest()
    }

    private enum Table {
        case meeting
        case session
    }

    private func write(_ ref: String, table: Table, _ body: (TenantWriter, String) throws -> Void) throws {
        try house.house.store().write { writer in
            try body(writer, ref)
            switch table {
            case .meeting:
                let uid = try writer.db.first("SELECT uid FROM school_meeting WHERE ref = ?1", ref) { $0.text(0) }
                try writer.replan(.meeting(try #require(uid.flatMap { Uid($0) })))
            case .session:
                let uid = try writer.db.first("SELECT uid FROM intervision_session WHERE ref = ?1", ref) { $0.text(0) }
                try writer.replan(.intervision(try #require(uid.flatMap { Uid($0) })))
            }
        }
    }

    private func meeting(_ name: String, _ members: String) throws {
        try house.house.importing(#"{"meetings":[{"ref":"\#(ref(name))",\#(members)}]}"#)
    }

    private func change(_ name: String, _ members: String) throws {
        guard sessions.contains(name) else { return try meeting(name, members) }
        try house.house.importing(#"{"intervisions":[{"ref":"\#(ref(name))",\#(members)}]}"#)
    }

    private func ref(_ name: String) -> String { name.split(separator: " ").joined(separator: "-") }
}
