import Domain
import Storage
import TestSupport
import Testing

/// The link of an online session that changes after somebody was invited with it.
struct SessionLinkTests {
    private let house: TestHouse
    private let store: TenantStore

    // Invited on Monday 30 November for Thursday 10 December.
    init() throws {
        house = try TestHouse()
        try house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Een","email":"sam@example.org","state":"available"}],
             "intervisions":[
                {"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"link":"https://a.example/1","participants":["b1"]}]}
            """)
        store = try house.store()
    }

    private func link(_ link: String?) throws {
        let value = link.map { #""\#($0)""# } ?? "null"
        try house.importing(#"{"intervisions":[{"ref":"i1","link":\#(value)}]}"#)
    }

    @discardableResult
    private func sendAll(_ settlement: Settlement = .sent(.fine)) throws -> [IntendedMessage] {
        let claimed = try store.write { try $0.claim(limit: 8) }.messages
        return try claimed.compactMap { one in
            guard let message = try store.write({ try $0.intend(one) }) else { return nil }
            try store.write { _ = try $0.settle(message, settlement) }
            return message
        }
    }

    @Test func `who was invited with the old link gets the new one when that has settled, once`() throws {
        try sendAll()
        try link("https://b.example/2")
        #expect(try sendAll().isEmpty)
        house.pass(.minutes(5))
        let sent = try sendAll()
        #expect(sent.map(\.kind) == [.moved])
        #expect(sent.first?.parts.first?.link == "https://b.example/2")
        #expect(sent.first?.parts.first?.previous?.link == "https://a.example/1")
        house.pass(.hours(1))
        try store.write { try $0.replanAll() }
        #expect(try sendAll().isEmpty)
    }

    @Test func `a page changes it as a file does`() throws {
        let sent = try sendAll()
        let uid = try #require(sent.first?.parts.first?.subject.uid)
        try store.write { writer in
            let known = try #require(try writer.session(uid))
            var draft = known.draft
            draft.link = "https://b.example/2"
            try writer.saveSession(draft, over: uid, version: known.version)
        }
        house.pass(.minutes(5))
        #expect(try sendAll().map(\.kind) == [.moved])
    }

    @Test func `a link that is taken back within five minutes is nobody's news`() throws {
        try sendAll()
        try link("https://b.example/2")
        house.pass(.minutes(4))
        try link("https://a.example/1")
        house.pass(.hours(1))
        #expect(try sendAll().isEmpty)
    }

    @Test func `a link where none was told comes with the reminder`() throws {
        try link(nil)
        house.pass(.minutes(5))
        #expect(try sendAll().map(\.kind) == [.intervisionInvite])
        try link("https://b.example/2")
        house.pass(.hours(1))
        #expect(try sendAll().isEmpty)
    }

    @Test func `an invitation that perhaps arrived told its link`() throws {
        try sendAll(.doubted(.later))
        try link("https://b.example/2")
        house.pass(.minutes(5))
        #expect(try sendAll().map(\.kind) == [.moved])
    }

    @Test func `an invitation that was on the wire when the program stopped told its link`() throws {
        for claimed in try store.write({ try $0.claim(limit: 8) }).messages {
            _ = try store.write { try $0.intend(claimed) }
        }
        house.pass(.minutes(1))
        try link("https://b.example/2")
        house.pass(.minutes(1))
        let tenants = try house.reopened()
        let store = try tenants.store(slug("duinrand"), house.scope)
        let ready = try store.read { try $0.messages(state: .ready) }
        #expect(ready.map(\.kind) == ["moved"])
    }
}
