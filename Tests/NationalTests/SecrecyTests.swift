import Domain
import Foundation
import National
import Platform
import SQLite
import Storage
import TestSupport
import Testing

/// Attack 8: nothing in the national files tells of one tenant's signals, and nothing else gets in.
@Suite struct SecrecyTests {
    @Test(arguments: NationalHouse.sizes)
    func `the national file and the releases hold no text of a signal and no tenant's count`(tenants: Int) throws {
        let national = try NationalHouse(tenants)
        // Each tenant has more than any noise that was ever drawn, and never as many as all together.
        for (index, slug) in national.slugs.enumerated() { try national.record(61 + index, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        #expect(try national.publication(.v1, "2026-Q2") != nil)
        national.file.close()
        let root = national.house.directory.path
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(root)/releases").map { "releases/\($0)" }
        #expect(files.count == 1)
        for name in files + ["national.sqlite"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)"))
            #expect(data.count > 500)
            for secret in ["vrije tekst", "Een vrije", "het geheim"] {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
            }
        }

        // Every number that is kept: none is what one tenant has.
        let counts = Set(national.slugs.indices.map { 61 + $0 })
        let connection = try Connection(path: "\(root)/national.sqlite")
        defer { connection.close() }
        let columns = try connection.rows(
            """
            SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' ORDER BY 1
            """
        ) { $0.text(0) }
        #expect(
            columns == [
                "published.release", "published.second", "published.slot", "published.theme", "published.value",
                "release.enrolled", "release.first_quarter", "release.hash", "release.name", "release.published_on",
                "release.slot", "release.view", "roster.release", "roster.slot", "roster.tenant", "roster.through",
            ])
        let values = try connection.rows("SELECT value FROM published") { $0.int(0) }
        #expect(values.count == (tenants < 40 ? 12 : 48) && counts.isDisjoint(with: values))
        let line = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(files[0])")).split(separator: 0x0A)[0]
        let content = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
        #expect(Set(content.keys) == ["enrolled", "release", "rows", "slot", "tenants", "view"])
        let rows = try #require(content["rows"] as? [[String: Any]])
        #expect(rows.compactMap { $0["value"] as? Int }.sorted() == values.sorted())
        #expect(rows.allSatisfy { Set($0.keys).isSubset(of: ["theme", "second", "value"]) })
    }

    @Test(arguments: ["een-vrije-tekst", "Overstap", "", "overstap/po"])
    func `a theme that is not on the list is refused`(theme: String) throws {
        let national = try NationalHouse(1)
        let record = """
            {"signals":[{"ref":"s1","theme":"\(theme)","sector":"po","kind":"concern","recorded":"2026-05-01"}]}
            """
        #expect(throws: (any Error).self) { try national.house.importing(record, into: "t-1") }
        #expect(try national.house.store("t-1").read { try $0.signals() } == [])
    }

    @Test(arguments: [
        "theme-tenant-quarter", "theme-month", "theme", "", "theme-sector-quarter;", "theme-none-quarter",
    ])
    func `a table that is not on the list does not exist`(view: String) {
        #expect(PublishedTable(view: view) == nil)
        #expect(PublishedTable.all.count == 9)
    }

    /// With a hash that is right, so that only its content is at fault.
    @Test(arguments: [
        ("overstap", "overstap een vrije tekst"), ("theme-halfyear", "theme-tenant-halfyear"), ("2026-Q2", "2026-Q5"),
        ("\"t-1\"", "\"T 1\""),
    ])
    func `a release with a word that is on no list is not taken back`(word: String, other: String) throws {
        let national = try NationalHouse(3)
        for slug in national.slugs { try national.record(2, at: slug, on: "2026-05-01") }
        _ = try national.publish(on: "2026-07-10")
        let name = "v1-2026-Q2.json"
        let path = "\(national.house.directory.path)/releases/\(name)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let content = String(text.split(separator: "\n")[0]).replacing(word, with: other)
        let hash = SHA256.hash(content.utf8).map { String(format: "%02x", $0) }.joined()
        try "\(content)\n\(hash)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try national.reopen(without: ["national.sqlite", "national.sqlite-wal"])
        #expect(try national.releases.restoreFromFiles() == [name])
        #expect(try national.publication(.v1, "2026-Q2") == nil)
    }
}
