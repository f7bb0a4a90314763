import Domain
import Storage
import TestSupport
import Testing

/// "Stuur deze mail nu aan mij".
struct ProofTests {
    private func prove(_ group: GroupHouse, _ source: ProofSource, form: Uid = .random()) throws {
        let member = try group.member()
        try group.store.write { try $0.sendProof(source, form: form, to: member) }
    }

    @Test(arguments: ["2026-11-30T12:00", "2026-11-30T23:30", "2026-11-29T12:00"])
    func `it goes at once to the one who asked, also at night and on Sunday`(now: String) throws {
        let group = try GroupHouse(at: now)
        let letter = try group.written()
        try prove(group, .group(letter))
        let sent = try group.intended()
        #expect(sent.map(\.recipient.description) == [GroupHouse.noor])
        guard case .proof(.group(let facts))? = sent.first?.content else {
            Issue.record("not a proof of the letter")
            return
        }
        #expect(facts.recipientFirstName == "Pool" && facts.text == "Kom je koffie drinken?")
    }

    @Test func `one form sends once, another form sends again`() throws {
        let group = try GroupHouse()
        let form = Uid.random()
        for _ in 0..<3 { try prove(group, .example, form: form) }
        #expect(try group.house.messages().filter { $0.kind == "test" }.count == 1)
        try prove(group, .example)
        #expect(try group.house.messages().filter { $0.kind == "test" }.count == 2)
    }

    @Test func `nobody sends themselves more than a dozen in an hour`() throws {
        let group = try GroupHouse()
        for _ in 0..<TenantWriter.proofsAnHour { try prove(group, .example) }
        #expect(throws: StoreError.refused("too many test mails in an hour")) { try prove(group, .example) }
        group.house.pass(.minutes(61))
        try prove(group, .example)
    }

    @Test func `of what there is not nothing is sent`() throws {
        let group = try GroupHouse()
        #expect(throws: StoreError.unknown) { try prove(group, .group(Uid.random())) }
        #expect(throws: StoreError.unknown) { try prove(group, .message(Uid.random())) }
    }

    @Test func `the buddy's own letter still goes after a proof of it`() throws {
        let group = try GroupHouse()
        try group.house.importing(Programmes.meetings("2026-12-01T14:00"))
        let next = try #require(try group.store.read { try $0.nextLetter() })
        try prove(group, .message(next))
        let proof = try #require(try group.intended().first)
        #expect(proof.kind == .test && proof.recipient.description == GroupHouse.noor && proof.parts.isEmpty)
        try group.settle(proof)
        try group.house.pass(until: "2026-11-30T16:00")
        let letters = try group.intended()
        #expect(letters.map(\.kind) == [.beforeDay])
        #expect(letters.first?.recipient.description == "buddy1@example.org")
    }

    @Test func `a proof that was asked for two hours ago does not go any more`() throws {
        let group = try GroupHouse()
        try prove(group, .example)
        group.house.pass(.hours(2))
        #expect(try group.intended().isEmpty)
        #expect(try group.house.messages().map(\.state) == [.expired])
    }

    @Test func `a proof of a letter that was thrown away meanwhile does not go`() throws {
        let group = try GroupHouse()
        let letter = try group.written()
        try prove(group, .group(letter))
        try group.store.write { try $0.removeGroupLetter(letter, version: 1) }
        #expect(try group.intended().isEmpty)
        #expect(try group.house.messages().map(\.state) == [.cancelled])
    }
}
