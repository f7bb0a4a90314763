import Domain
import SQLite
import TestSupport
import Testing

@testable import Storage

/// One tenant with one meeting tomorrow at two, whose before-letter is due today at four.
struct Queue {
    let house: TestHouse
    let store: TenantStore

    init(settings: [String: String] = [:], buddies: Int = 1, coordinators: [String] = []) throws {
        house = try TestHouse(tenants: [])
        try house.add("duinrand", settings: settings, coordinators: coordinators)
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: buddies))
        store = try house.store()
    }

    /// Lets it become four o'clock and claims what is due.
    func claimAtFour(limit: Int = 8) throws -> [ClaimedMessage] {
        try house.pass(until: "2026-11-30T16:00")
        return try claim(limit: limit)
    }

    func claim(limit: Int = 8) throws -> [ClaimedMessage] {
        try store.write { try $0.claim(limit: limit) }.messages
    }

    func intend(_ message: ClaimedMessage) throws -> IntendedMessage? { try store.write { try $0.intend(message) } }

    /// Claims the before-letter and commits its intent.
    func intended() throws -> IntendedMessage {
        let claimed = try #require(try claimAtFour().first)
        return try #require(try intend(claimed))
    }

    /// Claims the next message and commits its intent.
    func intendedAgain() throws -> IntendedMessage {
        let claimed = try #require(try claim().first)
        return try #require(try intend(claimed))
    }

    /// The message's uid.
    func uid(of message: ClaimedMessage) throws -> String? {
        try store.read { reader in
            try reader.db.first("SELECT uid FROM outbox WHERE id = ?1", message.id) { $0.text(0) }
        }
    }

    @discardableResult
    func settle(_ message: IntendedMessage, _ settlement: Settlement) throws -> Bool {
        try store.write { try $0.settle(message, settlement) }
    }

    func message(_ kind: LetterKind) throws -> QueuedMessage {
        try #require(try house.messages().first { $0.kind == kind.rawValue })
    }

    var before: QueuedMessage { get throws { try message(.beforeDay) } }
}

extension QueuedMessage {
    var lastEvent: String? { history.last?.what }
    var events: [String] { history.map(\.what) }
}

extension Settlement.Answer {
    static let fine = Self(code: 250, text: "2.0.0 queued")
    static let later = Self(code: 451, text: "4.7.1 greylisted")
    static let no = Self(code: 550, text: "5.1.1 no such user")
}
