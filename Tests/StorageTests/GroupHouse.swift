import Domain
import Storage
import TestSupport
import Testing

/// A tenant with buddies in every state and a letter to one group of them.
struct GroupHouse {
    let house: TestHouse
    let store: TenantStore

    static let noor = "noor@example.org"

    init(at now: String = "2026-11-30T12:00", settings: [String: String] = [:], pool: Int = 3) throws {
        house = try TestHouse(at: now, tenants: [])
        try house.add("duinrand", settings: settings.merging(["digest": "off"]) { $1 }, coordinators: [Self.noor])
        let people = (1...pool).map {
            #"{"ref":"p\#($0)","name":"Pool \#($0)","email":"pool\#($0)@example.org","state":"available"}"#
        }
        try house.importing(
            """
            {"buddies":[\(people.joined(separator: ",")),
             {"ref":"t","name":"In Scholing","email":"training@example.org","state":"training"},
             {"ref":"x","name":"Gestopt Iemand","email":"stopped@example.org","state":"stopped"},
             {"ref":"n","name":"Zonder Adres","state":"available"}]}
            """)
        store = try house.store()
    }

    func draft(_ audience: GroupAudience = .pool, chosen: [Uid] = []) -> GroupLetter.Draft {
        GroupLetter.Draft(
            audience: audience, chosen: chosen, subject: "Even bijpraten?", text: "Kom je koffie drinken?")
    }

    func written(_ audience: GroupAudience = .pool, chosen: [Uid] = []) throws -> Uid {
        try store.write { try $0.addGroupLetter(draft(audience, chosen: chosen)) }
    }

    @discardableResult
    func send(_ letter: Uid, version: Int = 1) throws -> Bool {
        try store.write { try $0.sendGroupLetter(letter, version: version) }
    }

    /// Writes a letter and sends it.
    func sent(_ audience: GroupAudience = .pool) throws -> Uid {
        let letter = try written(audience)
        try send(letter)
        return letter
    }

    var messages: [QueuedMessage] { get throws { try house.messages().filter { $0.kind == "group" } } }

    func buddy(_ name: String) throws -> Uid {
        try #require(try store.read { try $0.groupCandidates() }.first { $0.name == name }).buddy
    }

    func member() throws -> Member { try #require(try store.read { try $0.members() }.first) }

    /// Claims what is due and commits the intent of what may go.
    func intended() throws -> [IntendedMessage] {
        let claim = try store.write { try $0.claim(limit: 50) }
        return try claim.messages.compactMap { message in try store.write { try $0.intend(message) } }
    }

    func settle(_ message: IntendedMessage, _ settlement: Settlement = .sent(.fine)) throws {
        _ = try store.write { try $0.settle(message, settlement) }
    }
}
