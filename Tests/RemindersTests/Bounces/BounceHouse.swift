import Dispatch
import Domain
import Foundation
import Platform
import Storage
import TestSupport
import Testing

@testable import Reminders

/// A house whose before-letters were sent, and a reader of the Maildir where they may come back.
final class BounceHouse: Sendable {
    let house: TestHouse
    let reader: BounceReader
    private let looks = DispatchSemaphore(value: 0)

    init(tenants: [String] = ["duinrand"], log: Log = .silent, maildir: String? = nil) throws {
        house = try TestHouse(tenants: tenants)
        for tenant in tenants { try house.importing(Programmes.meetings("2026-12-01T14:00"), into: tenant) }
        try house.pass(until: "2026-11-30T16:00")
        for tenant in tenants {
            try house.store(tenant).write { writer in
                for claimed in try writer.claim(limit: 8).messages {
                    let intended = try #require(try writer.intend(claimed))
                    try writer.settle(intended, .sent(.init(code: 250, text: "2.0.0 queued")))
                }
            }
        }
        reader = BounceReader(
            directory: maildir ?? house.directory.file("bounces"), tenants: house.tenants, scope: house.scope,
            log: log, onRead: { [looks] in looks.signal() })
    }

    deinit { reader.stop() }

    func start() {
        reader.start()
        awaitLook()
    }

    /// Waits until the reader has looked once more; false, and a failed test, when it does not.
    @discardableResult
    func awaitLook() -> Bool {
        let hasLooked = looks.wait(timeout: .now() + 120) == .success
        #expect(hasLooked)
        return hasLooked
    }

    func message(_ tenant: String = "duinrand", _ kind: LetterKind = .beforeDay) throws -> QueuedMessage {
        try #require(try house.messages(tenant).first { $0.kind == kind.rawValue })
    }

    /// Looks until the message's last event is this one: one mail may ring twice.
    func awaitEvent(_ event: String, of tenant: String = "duinrand") throws {
        while try message(tenant).history.last?.what != event, awaitLook() {}
        #expect(try message(tenant).history.last?.what == event)
    }

    func path(_ name: String) -> String { house.directory.file("bounces/\(name)") }

    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }

    /// Delivers as maildir(5) says.
    func deliver(_ mail: String, _ name: String) throws {
        for folder in ["", "tmp", "new"] {
            try FileManager.default.createDirectory(atPath: path(folder), withIntermediateDirectories: true)
        }
        try Data(mail.utf8).write(to: URL(fileURLWithPath: path("tmp/\(name)")))
        try FileManager.default.moveItem(atPath: path("tmp/\(name)"), toPath: path("new/\(name)"))
    }
}
