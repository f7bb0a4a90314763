import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct TenantsCloseTests {
    private let house: TestHouse
    private var files: FileManager { .default }
    private var day: LocalDate { Zone.amsterdam.local(house.now).date }

    init() throws {
        house = try TestHouse(tenants: ["duinrand", "veenkamp"])
        _ = try house.messages("duinrand")
    }

    private func path(_ slug: String) -> String { house.directory.file("tenants/\(slug)") }

    private func close(_ text: String = "duinrand") throws -> String {
        try house.tenants.close(try slug(text), on: day, house.scope)
    }

    /// What can stand in the place of a tenant's own file.
    enum Place: String, CaseIterable, Sendable {
        case linkedFolder = "put the folder itself there"
        case linkedFile = "put the file itself there"
        case secondName = "remove the other one"
        case anothersFolder = "is the file of tenant 'veenkamp'"
        case anothersOpenFile = "is the file of tenant 'veenkamp'; open"
        case pipe = "sqlite is not a file"
        case journalPipe = "sqlite-journal is not a file"
    }

    @Test(arguments: Place.allCases)
    func `a link or another tenant's file is not moved away, and the tenant stays`(place: Place) throws {
        let tenants = try house.reopened()
        defer { tenants.shutDown() }
        let (folder, file) = (path("duinrand"), path("duinrand") + "/tenant.sqlite")
        let aside = house.directory.file("aside")
        switch place {
        case .linkedFolder:
            try files.moveItem(atPath: folder, toPath: aside)
            try files.createSymbolicLink(atPath: folder, withDestinationPath: aside)
        case .linkedFile:
            try files.moveItem(atPath: file, toPath: aside)
            try files.createSymbolicLink(atPath: file, withDestinationPath: aside)
        case .secondName: try files.linkItem(atPath: file, toPath: aside)
        case .anothersFolder, .anothersOpenFile:
            try files.moveItem(atPath: folder, toPath: aside)
            try files.moveItem(atPath: path("veenkamp"), toPath: folder)
            if place == .anothersOpenFile { chmod(file, 0o644) }
        case .pipe:
            try files.removeItem(atPath: file)
            mkfifo(file, 0o600)
        case .journalPipe: mkfifo(file + "-journal", 0o600)
        }
        let error = #expect(throws: StoreError.self) {
            try tenants.close(try slug("duinrand"), on: day, house.scope)
        }
        let words = "\(error.map { "\($0)" } ?? "")"
        #expect(words.contains(place.rawValue.split(separator: ";")[0]), "\(words)")
        #expect(words.contains("then: naast tenant resume duinrand, and close it again"), "\(words)")
        #expect(try tenants.entries(house.scope).map(\.slug.text) == ["duinrand", "veenkamp"])
        #expect(files.fileExists(atPath: folder))
        #expect(try files.contentsOfDirectory(atPath: house.directory.file("closed")).isEmpty)
    }

    @Test func `a damaged file is its tenant's own and is closed`() throws {
        let tenants = try house.reopened()
        defer { tenants.shutDown() }
        truncate(path("duinrand") + "/tenant.sqlite", 9_000)
        let target = try tenants.close(try slug("duinrand"), on: day, house.scope)
        #expect(files.fileExists(atPath: target + "/tenant.sqlite") && !files.fileExists(atPath: path("duinrand")))
        #expect(try tenants.entries(house.scope).map(\.slug.text) == ["veenkamp"])
    }

    @Test func `a closing that a crash cut short is finished at the next start, under the day it was asked`() throws {
        try house.tenants.registry.setState(try slug("duinrand"), .closed)
        house.pass(.days(3))
        let tenants = try house.reopened()
        defer { tenants.shutDown() }
        #expect(try tenants.finishClosing(house.scope) == [])
        #expect(!files.fileExists(atPath: path("duinrand")))
        #expect(try files.contentsOfDirectory(atPath: house.directory.file("closed")) == ["duinrand-2026-11-30"])
        #expect(try tenants.finishClosing(house.scope) == [])
        #expect(try tenants.entries(house.scope).map(\.slug.text) == ["veenkamp"])
    }

    @Test func `what cannot be moved at the next start is told, and another's folder is left alone`() throws {
        try house.tenants.registry.setState(try slug("duinrand"), .closed)
        let tenants = try house.reopened()
        defer { tenants.shutDown() }
        try files.removeItem(atPath: path("duinrand"))
        try files.moveItem(atPath: path("veenkamp"), toPath: path("duinrand"))
        let troubles = try tenants.finishClosing(house.scope)
        #expect(troubles.count == 1 && troubles.allSatisfy { "\($0)".contains("'veenkamp'") }, "\(troubles)")
        #expect(files.fileExists(atPath: path("duinrand") + "/tenant.sqlite"))
    }
}
