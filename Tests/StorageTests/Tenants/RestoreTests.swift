import Domain
import Foundation
import Platform
import TestSupport
import Testing

@testable import Storage

/// A backup takes the place of a tenant's file.
@Suite struct RestoreTests {
    private let queue: Queue
    private var house: TestHouse { queue.house }

    init() throws {
        queue = try Queue()
    }

    private func path(_ name: String) -> String { house.directory.file(name) }
    private var place: String { path("tenants/duinrand/tenant.sqlite") }
    private var kept: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path("backups/duinrand"))) ?? []
    }

    /// Copies the file when it is closed, so that all of it is in it.
    private func copy() throws {
        try house.store().close()
        try FileManager.default.copyItem(atPath: place, toPath: path("copy.sqlite"))
    }

    private func staged(_ tenants: Tenants) throws -> StagedBackup {
        try StagedBackup.copy(
            FileDescriptor.open(path("copy.sqlite"), O_RDONLY), log: nil, of: slug("duinrand"), in: tenants.directory)
    }

    /// Copies the file as it is, starts again, as a daemon does, and puts the copy back.
    private func restored(after span: Span = .hours(1), _ body: (Tenants, TenantStore) throws -> Void) throws {
        try copy()
        house.tenants.shutDown()
        let tenants = try Tenants(in: StateDirectory(house.directory.path), clock: house.clock)
        defer { tenants.shutDown() }
        // Meanwhile all of it went.
        try tenants.store(slug("duinrand"), house.scope).write { writer in
            for message in try writer.claim(limit: 8).messages {
                if let intended = try writer.intend(message) { _ = try writer.settle(intended, .sent(.fine)) }
            }
        }
        house.pass(span)
        _ = try tenants.restore(staged(tenants), house.scope)
        try body(tenants, tenants.store(slug("duinrand"), house.scope))
    }

    private func before(_ store: TenantStore) throws -> QueuedMessage {
        try #require(try store.read { try $0.messages(state: nil) }.first { $0.kind == "before-day" })
    }

    private func set(_ policy: String) throws { try queue.store.write { try $0.set("doubt_policy", policy) } }

    @Test(arguments: ["waiting", "claimed", "on the wire"], ["resend", "hold"])
    func `what may have gone since the backup is in doubt, once`(how: String, policy: String) throws {
        try set(policy)
        switch how {
        case "waiting": try house.pass(until: "2026-11-30T16:00")
        case "claimed": _ = try queue.claimAtFour()
        default: _ = try queue.intended()
        }
        try restored { _, store in
            let message = try before(store)
            #expect(message.events == ["planned", "doubt"] + (policy == "hold" ? ["held"] : []))
            #expect(message.state == (policy == "hold" ? .held : .ready) && message.doubts == 1)
        }
    }

    @Test func `what was claimed to be cancelled is cancelled, and what is for later waits`() throws {
        let claimed = try #require(try queue.claimAtFour().first)
        let uid = try #require(try queue.uid(of: claimed).flatMap { Uid($0) })
        try queue.store.write { try $0.cancel(uid) }
        try restored { _, store in
            #expect(try before(store).events == ["planned", "cancel-asked", "cancelled-by-person"])
            let later = try store.read { try $0.messages(state: .ready) }
            #expect(later.map(\.kind).sorted() == ["after", "nudge"] && later.allSatisfy { $0.events == ["planned"] })
        }
    }

    @Test(arguments: [#""cancelled":true"#, #""starts":"2026-12-01T16:00""#], ["resend", "hold"])
    func `whoever may have been told since hears of a change`(change: String, policy: String) throws {
        try set(policy)
        try house.pass(until: "2026-11-30T16:00")
        try restored { _, store in
            house.pass(.minutes(10))
            let file = ProgrammeFile.parse(Array(Programmes.change(change).utf8), zone: .amsterdam)
            _ = try store.write { try $0.importProgramme(file) }.get()
            let news = change.contains("cancelled") ? "cancelled" : "moved"
            #expect(try store.read { try $0.messages(state: .ready) }.contains { $0.kind == news })
        }
    }

    @Test(arguments: ["resend", "hold"])
    func `days later, what is over by then stands in no one's way and does not go`(policy: String) throws {
        try set(policy)
        try restored(after: .days(3)) { _, store in
            let due = try store.read { try $0.messages(state: nil) }.filter { $0.due <= house.now }
            #expect(due.map(\.kind).contains("after") && due.allSatisfy { $0.events.contains("doubt") })
            let sent = try store.write { writer in
                try writer.claim(limit: 8).messages.compactMap { try writer.intend($0) }
            }
            #expect(sent.map(\.kind) == (policy == "hold" ? [] : [.after]))
        }
    }

    @Test func `an alarm that waited joins no letter that is held to itself`() throws {
        let house = try TestHouse(tenants: [])
        try house.add("duinrand", settings: ["doubt_policy": "hold"], coordinators: ["noor@example.org"])
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 2))
        try house.pass(until: "2026-11-30T16:00")
        let store = try house.store()
        try store.write { writer in
            let letter = try #require(try writer.claim(limit: 1).messages.compactMap { try writer.intend($0) }.first)
            try writer.settle(letter, .dead(.no, .content))
        }
        house.pass(.minutes(1))
        try store.write { _ = try $0.doubtWhatWasDue() }
        let alarms = try house.messages().filter { $0.kind == "alarm" }
        #expect(alarms.map(\.state) == [.held, .ready])
        #expect(alarms.map(\.reasons.count) == [1, 1])
    }

    @Test func `a page that asks while the file is replaced opens neither, and later writes go into the new one`()
        throws
    {
        let tenants = house.tenants
        try copy()
        let old = try house.store()
        var asked = false
        _ = try tenants.restore(staged(tenants), house.scope) {
            asked = true
            #expect(throws: StoreError.self) { try house.store().read { try $0.settings } }
        }
        #expect(asked)
        #expect(throws: StoreError.noSuchTenant) { try old.read { try $0.settings } }
        try house.store().write { try $0.set("sender_name", "Nieuw") }
        tenants.shutDown()
        let again = try Tenants(in: StateDirectory(house.directory.path), clock: house.clock)
        defer { again.shutDown() }
        #expect(try again.store(slug("duinrand"), house.scope).read { try $0.settings.senderName } == "Nieuw")
    }

    @Test func `a backup that cannot take the place leaves the file that is there, and nothing else`() throws {
        try copy()
        let staged = try staged(house.tenants)
        // Where the old one is to be kept something stands already.
        let taken = path("backups/duinrand/replaced-\(staged.uid)")
        try FileManager.default.createDirectory(atPath: taken + "/x", withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try house.tenants.restore(staged, house.scope) }
        #expect(kept == ["replaced-\(staged.uid)"])
        #expect(try house.messages().count == 3)
        try FileManager.default.removeItem(atPath: taken)
    }

    /// Two folders with a file each, `old` in the place.
    private func folders() throws -> (place: String, beside: String, names: () -> [String]) {
        let (place, beside) = (path("place"), path("beside"))
        for (folder, name) in [(place, "old"), (beside, "new")] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            #expect(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil))
        }
        func names() -> [String] {
            [place, beside].map { folder in
                ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).joined()
            }
        }
        return (place, beside, names)
    }

    @Test(arguments: [nil, EINVAL, ENOSYS])
    func `folders change places, also where the file system does that in no one step`(code: Int32?) throws {
        let (place, beside, names) = try folders()
        var swap = FolderSwap(place: place, beside: beside)
        if let code { swap.exchange = { _, _ in code } }
        #expect(try swap.run())
        #expect(names() == ["new", "old"])
        #expect(!FileManager.default.fileExists(atPath: beside + "-old"))
    }

    @Test func `where there was no folder the new one is put`() throws {
        let (place, beside, names) = try folders()
        try FileManager.default.removeItem(atPath: place)
        #expect(try !FolderSwap(place: place, beside: beside).run())
        #expect(names() == ["new", ""])
    }

    @Test(arguments: [EIO, EINVAL])
    func `a swap that fails changes nothing`(code: Int32) throws {
        let (place, beside, names) = try folders()
        // Where the old folder would wait in between something stands already.
        try FileManager.default.createDirectory(atPath: beside + "-old/x", withIntermediateDirectories: true)
        #expect(throws: StoreError.self) {
            try FolderSwap(place: place, beside: beside, exchange: { _, _ in code }).run()
        }
        #expect(names() == ["old", "new"])
    }

    @Test func `a swap that fails half way is taken back`() throws {
        let (place, beside, names) = try folders()
        // The new one is gone when its turn comes.
        let swap = FolderSwap(place: place, beside: beside) { beside, _ in
            #expect(rename(beside, beside + "-lost") == 0)
            return EINVAL
        }
        #expect(throws: StoreError.self) { try swap.run() }
        #expect(names() == ["old", ""])
    }
}
