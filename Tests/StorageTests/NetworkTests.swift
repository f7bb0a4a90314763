import Domain
import Storage
import TestSupport
import Testing

struct NetworkTests {
    // It keeps the state directory while the store is used.
    private let house: TestHouse
    private let store: TenantStore
    private let day: LocalDate

    init() throws {
        house = try TestHouse()
        store = try house.store()
        day = try #require(LocalDate("2026-11-28"))
    }

    private func contact(_ name: String = "De Regenboog", next: LocalDate? = nil) throws -> Uid {
        try store.write { try $0.addNetworkContact(.init(kind: .school, name: name, nextOn: next)) }
    }

    private func line(_ on: LocalDate, outreach: Bool = false, reached: Int? = nil) -> NetworkLine.Draft {
        NetworkLine.Draft(on: on, way: .visit, text: "Kennis gemaakt", isOutreach: outreach, reached: reached)
    }

    @Test func `the newest line is the last contact`() throws {
        let uid = try contact()
        #expect(try store.read { try $0.networkContact(uid) }?.lastOn == nil)
        try store.write { writer in
            try writer.addNetworkLine(line(day), with: uid)
            try writer.addNetworkLine(line(day - 9), with: uid)
        }
        #expect(try store.read { try $0.networkContacts() }.map(\.lastOn) == [day])
        #expect(try store.read { try $0.networkLines(of: uid) }.map(\.draft.on) == [day, day - 9])
    }

    @Test func `outreach stands in its own log, with or without a contact`() throws {
        let uid = try contact()
        try store.write { writer in
            try writer.addNetworkLine(line(day), with: uid)
            try writer.addNetworkLine(line(day, outreach: true, reached: 30), with: uid)
            try writer.addNetworkLine(line(day - 1, outreach: true), with: nil)
        }
        #expect(try store.read { try $0.outreachLines() }.map(\.contactName) == ["De Regenboog", nil])
        #expect(throws: StoreError.self) { try store.write { try $0.addNetworkLine(line(day), with: nil) } }
        #expect(throws: StoreError.unknown) { try store.write { try $0.addNetworkLine(line(day), with: .random()) } }
    }

    @Test func `who is due is found on the day, and a removed contact takes its log along`() throws {
        let today = try #require(LocalDate("2026-11-30"))
        let uid = try contact(next: today)
        _ = try contact("Later", next: today + 1)
        #expect(try store.read { try $0.attention() }.contacts.first.map(\.uid) == [uid])
        try store.write { try $0.addNetworkLine(line(day, outreach: true), with: uid) }
        #expect(throws: StoreError.stale) { try store.write { try $0.removeNetworkContact(uid, version: 9) } }
        try store.write { try $0.removeNetworkContact(uid, version: 1) }
        #expect(try store.read { try $0.outreachLines() }.isEmpty)
        #expect(throws: StoreError.unknown) { try store.write { try $0.removeNetworkContact(uid, version: 1) } }
    }
}
