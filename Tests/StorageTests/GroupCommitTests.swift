import Dispatch
import Domain
import Platform
import TestSupport
import Testing

@testable import Storage

/// What joins one transaction, and who hears of it in which order.
struct GroupCommitTests {
    private final class Listener: StoreObserver {
        let heard = Locked<[String]>([])

        func say(_ word: String) { heard.withLock { $0.append(word) } }
        func store(_ slug: Slug, hasWorkAt due: Instant) { say("news") }
        func store(_ slug: Slug, wasQuarantined reason: String) { say("quarantined") }
    }

    /// A house with a listener from the start, one letter due, and its store kept busy while `body` submits.
    private func whileBusy(_ body: (TenantStore, Listener) throws -> Void) throws -> [String] {
        let listener = Listener()
        let house = try TestHouse(tenants: [])
        house.tenants.setObserver(listener)
        try house.add("duinrand")
        try house.importing(Programmes.meetings("2026-12-01T14:00"))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        listener.heard.withLock { $0 = [] }
        let (isBusy, goOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = JoinedThread {
            _ = try? store.read { _ in
                isBusy.signal()
                goOn.wait()
            }
        }
        isBusy.wait()
        try body(store, listener)
        goOn.signal()
        thread.join()
        try store.read { _ in }
        return listener.heard.withLock { $0 }
    }

    @Test func `news of a transaction comes after its answers, so no claim overwrites it`() throws {
        let heard = try whileBusy { store, listener in
            store.submit(
                { try $0.claim(limit: 8) },
                done: { claim in
                    listener.say("claimed \((try? claim.get())?.messages.count ?? -1)")
                })
            // What was claimed goes back at once, as a doubt does: the claim's own answer does not know it.
            store.submit(
                { writer in
                    let leased = try writer.db.rows("SELECT id, claim, due FROM outbox WHERE state = 'leased'") {
                        ClaimedMessage(
                            id: $0.integer(0), claim: $0.integer(1), priority: 20,
                            due: Instant(milliseconds: $0.integer(2)))
                    }
                    try writer.release(leased)
                }, done: { _ in listener.say("released") })
        }
        #expect(heard == ["claimed 1", "released", "news"])
    }

    @Test func `one that fails does not take the others down`() throws {
        let heard = try whileBusy { store, listener in
            store.submit({ try $0.set("sender_name", "Buddy's") }, done: { _ in listener.say("set") })
            store.submit(
                { _ in throw StoreError.refused("no") },
                done: { (result: Result<Void, StoreError>) in
                    if case .failure(.refused) = result { listener.say("refused") }
                })
        }
        #expect(heard == ["set", "refused"])
    }

    @Test func `after the house was closed nothing opens a file again`() throws {
        let house = try TestHouse()
        let store = try house.store()
        house.tenants.shutDown()
        #expect(throws: StoreError.noSuchTenant) { try store.read { _ in } }
        #expect(house.tenants.openStores.count == 0)
    }
}
