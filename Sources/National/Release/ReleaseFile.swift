import Domain
import Foundation
import Platform
import Storage

/// A release as a file in `releases/`: one line of JSON, and its SHA-256 on the next.
///
/// The same release is always the same bytes, so a copy proves itself, and a lost national file comes back from these.
struct ReleaseFile {
    let publication: Publication
    let bytes: [UInt8]
    /// 64 hexadecimal digits.
    let hash: String

    static func name(_ slot: Slot, _ release: Quarter) -> String { "\(slot.rawValue)-\(release).json" }

    /// Which release of a slot a file's name tells of; nil for another slot's, and for anything else.
    static func release(named name: String, _ slot: Slot) -> Quarter? {
        guard name.hasPrefix("\(slot.rawValue)-"), name.hasSuffix(".json") else { return nil }
        return Quarter(name.dropFirst(slot.rawValue.count + 1).dropLast(5))
    }

    init(_ publication: Publication) throws(StoreError) {
        self.publication = publication
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            bytes = Array(try encoder.encode(Content(publication)))
        } catch {
            throw .other("a release could not be written as JSON")
        }
        hash = Self.hash(bytes)
    }

    /// Reads a file back; nil when it is not whole, was changed, or is not a release.
    init?(reading data: [UInt8]) {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count == 3, lines[2].isEmpty else { return nil }
        let (content, hash) = (Array(lines[0]), String(decoding: lines[1], as: UTF8.self))
        guard Self.hash(content) == hash,
            let decoded = try? JSONDecoder().decode(Content.self, from: Data(content)),
            let publication = decoded.publication
        else { return nil }
        (self.publication, bytes, self.hash) = (publication, content, hash)
    }

    /// What the file holds.
    var data: [UInt8] { bytes + [UInt8(ascii: "\n")] + Array(hash.utf8) + [UInt8(ascii: "\n")] }

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private struct Content: Codable {
        var slot: String
        var view: String
        var release: String
        var enrolled: Int
        var tenants: [String]
        var rows: [Row]

        struct Row: Codable {
            var theme: String
            var second: String?
            var value: Int
        }

        init(_ publication: Publication) {
            slot = publication.slot.rawValue
            view = publication.table.view
            release = publication.name.description
            enrolled = publication.enrolled
            tenants = publication.tenants.map(\.text)
            rows = publication.rows.map {
                Row(theme: $0.cell.theme.rawValue, second: $0.cell.second, value: $0.value)
            }
        }

        var publication: Publication? {
            guard let slot = Slot(rawValue: slot), let table = PublishedTable(view: view),
                let release = Quarter(release)
            else { return nil }
            let cells = rows.compactMap { row in
                SignalTheme(rawValue: row.theme).map { PublishedRow(cell: Cell($0, row.second), value: row.value) }
            }
            let slugs = tenants.compactMap { Slug($0) }
            guard cells.count == rows.count, slugs.count == tenants.count else { return nil }
            return Publication(
                slot: slot, table: table, period: Period(table.length, holding: release), enrolled: enrolled,
                rows: cells, tenants: slugs)
        }
    }
}
