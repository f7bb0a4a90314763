import Domain
import Foundation
import SQLite
import TestSupport
import Testing

@testable import Storage

@Suite struct LoginStoreTests {
    private func house() throws -> TestHouse {
        let house = try TestHouse(tenants: [])
        try house.add("duinrand", coordinators: ["coordinator@duinrand.example.org"])
        return house
    }

    private func address(_ text: String) throws -> EmailAddress { try #require(EmailAddress(text)) }

    @Test func `asking for nobody's address without end fills no file, and is forgotten within the hour`() throws {
        let house = try house()
        func count() throws -> Int? {
            try house.store().read { try $0.db.first("SELECT count(*) FROM login") { $0.int(0) } }
        }
        let nobody = try address("niemand@example.org")
        for _ in 0..<1_100 { try house.store().write { try $0.askLogin(nobody, from: .random()) } }
        #expect(try count() == 1_000)
        house.pass(.hours(1))
        try house.store().write { try $0.askLogin(nobody, from: .random()) }
        #expect(try count() == 1)
    }

    @Test func `asking for nobody's address takes no member's login away`() throws {
        let house = try house()
        let browser = AccessSecret.random()
        let (member, nobody) = (try address("coordinator@duinrand.example.org"), try address("niemand@example.org"))
        try house.store().write { try $0.askLogin(member, from: browser) }
        for _ in 0..<1_100 { try house.store().write { try $0.askLogin(nobody, from: .random()) } }
        #expect(try house.store().read { try $0.login(heldBy: browser) } != nil)
    }

    @Test func `looking at a login by its link or by its browser writes nothing`() throws {
        let house = try house()
        let browser = AccessSecret.random()
        let member = try address("coordinator@duinrand.example.org")
        try house.store().write { try $0.askLogin(member, from: browser) }
        let token = try house.store().write { writer in
            try writer.mintToken(for: try #require(try writer.login(heldBy: browser)).id)
        }
        let before = try house.store().read { try $0.db.first("PRAGMA data_version") { $0.int(0) } }
        let rows = try house.store().read { try $0.everyLogin() }
        for _ in 0..<10 {
            _ = try house.store().read { (try $0.login(linkedBy: token), try $0.login(heldBy: browser)) }
        }
        #expect(try house.store().read { try $0.everyLogin() } == rows)
        #expect(try house.store().read { try $0.db.first("PRAGMA data_version") { $0.int(0) } } == before)
    }

    @Test func `no secret stands in the file, of a browser, a link or a session`() throws {
        let house = try house()
        let browser = AccessSecret.random()
        let member = try address("coordinator@duinrand.example.org")
        try house.store().write { try $0.askLogin(member, from: browser) }
        let (token, code) = try house.store().write { writer in
            let login = try #require(try writer.login(heldBy: browser))
            return (try writer.mintToken(for: login.id), login.code)
        }
        let outcome = try house.store().write {
            try $0.confirmLogin(token, code: code, from: browser, device: "toets")
        }
        guard case .entered(let session) = outcome else { throw Mistake("not in: \(outcome)") }
        try house.store().close()
        for name in ["tenant.sqlite", "tenant.sqlite-wal"] {
            let path = "\(house.directory.path)/tenants/duinrand/\(name)"
            guard let bytes = FileManager.default.contents(atPath: path) else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            for secret in [browser, token, session] { #expect(!text.contains(secret.text)) }
        }
    }

    @Test(
        arguments: [
            "UPDATE login SET wrong_codes = 5", "UPDATE login SET code = NULL", "UPDATE login SET code = '12345x'",
            "UPDATE login SET browser = NULL", "UPDATE login SET purpose = 'welcome'",
            "UPDATE login SET ends_at = begun_at",
        ] as [StaticString])
    func `the file refuses a login that cannot be`(change: StaticString) throws {
        let house = try house()
        let member = try address("coordinator@duinrand.example.org")
        try house.store().write { try $0.askLogin(member, from: .random()) }
        #expect(throws: StoreError.self) { try house.store().write { try $0.db.run(change) } }
    }

    @Test func `a login's mail goes before everything else that is due, and is no part of the digest`() throws {
        let house = try house()
        let member = try address("coordinator@duinrand.example.org")
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3))
        house.pass(.minutes(10))
        try house.pass(until: "2026-11-30T16:00")
        try house.store().write { try $0.askLogin(member, from: .random()) }
        let claim = try house.store().write { try $0.claim(limit: 8) }
        #expect(claim.messages.count == 4)
        let first = try house.store().write { try $0.intend(claim.messages[0]) }
        #expect(first?.kind == .login)
        try house.store().write { writer in
            let message = try #require(first)
            try writer.settle(message, .dead(Settlement.Answer(code: 550, text: "no"), .address))
        }
        let items = try house.store().read { try $0.noticeFacts(.digest, of: 0)?.items ?? [] }
        #expect(items.isEmpty)
    }

    @Test func `a setting that could not be read back is not written, whatever a page let through`() throws {
        let house = try house()
        #expect(throws: StoreError.self) {
            try house.store().write { writer in
                _ = try writer.changeSettings(
                    ["cap_buddy_day": "0"], swvs: nil, from: try writer.mark(ofSettings: ["cap_buddy_day"]))
            }
        }
        #expect(try house.store().read { try $0.settings.capBuddyDay } == 2)
    }

    @Test func `who comes in by a mail gets mail again, whatever once bounced`() throws {
        let house = try house()
        let member = try address("coordinator@duinrand.example.org")
        let browser = AccessSecret.random()
        try house.store().write { writer in
            try writer.markDead(member, Settlement.Answer(code: 550, text: "5.1.1"))
            try writer.askLogin(member, from: browser)
            let login = try #require(try writer.login(heldBy: browser))
            let token = try writer.mintToken(for: login.id)
            _ = try writer.confirmLogin(token, code: login.code, from: browser, device: "toets")
        }
        let dead = try house.store().read { try $0.db.first("SELECT count(*) FROM dead_address") { $0.int(0) } }
        #expect(dead == 0)
    }

    @Test func `of a suspended tenant logins alone are claimed, and nothing else expires`() throws {
        let house = try house()
        let member = try address("coordinator@duinrand.example.org")
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 3))
        try house.pass(until: "2026-12-03T12:00")
        try house.store().write { try $0.askLogin(member, from: .random()) }
        let claim = try house.store().write { try $0.claim(limit: 8, only: .login) }
        #expect(claim.messages.count == 1 && claim.expired == 0 && claim.nextDue == nil)
        #expect(try house.store().read { try $0.nextDue(only: .login) } == nil)
        #expect(try house.store().read { try $0.nextDue() } != nil)
    }
}

extension TenantReader {
    fileprivate func everyLogin() throws -> [String] {
        try db.rows("SELECT uid, wrong_codes, confirmed_at, ends_at FROM login ORDER BY id") {
            "\($0.text(0)) \($0.int(1)) \($0.isNull(2)) \($0.integer(3))"
        }
    }
}
