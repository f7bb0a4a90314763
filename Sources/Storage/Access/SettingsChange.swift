import Domain
import Platform
import SQLite

extension TenantReader {
    /// What tells whether some settings were changed since a form showed them: a short word, the same for the same values.
    package func mark(ofSettings keys: [String]) throws -> String {
        let settings = try settings
        let lines =
            keys.sorted().map { "\($0)=\(settings.text(of: $0) ?? "")" } + (keys.contains("name") ? try swvs() : [])
        let hash = SHA256.hash(lines.joined(separator: "\n").utf8)
        return hash.prefix(8).map { String($0, radix: 16) }.joined(separator: "-")
    }
}

extension TenantWriter {
    /// Changes settings that a form showed, and plans every letter that lies ahead again.
    ///
    /// - Parameters:
    ///   - texts: every key of the form with its text, checked by `TenantSettings`.
    ///   - swvs: the names of the samenwerkingsverbanden; nil leaves them.
    ///   - mark: `mark(ofSettings:)` of what the form showed.
    /// - Returns: the keys whose value is another now, and `swv` when those are.
    /// - Throws: `stale` when somebody changed them since; `refused` when an SWV that goes is used by a request.
    package func changeSettings(
        _ texts: [String: String], swvs: [String]?, from mark: String
    ) throws -> [String] {
        guard try self.mark(ofSettings: Array(texts.keys)) == mark else { throw StoreError.stale }
        let settings = try settings
        // Whatever a page let through: a stored setting that cannot be read would set the whole tenant apart.
        do {
            var next = settings
            try next.set(texts)
        } catch {
            throw StoreError.conflict("\(error)")
        }
        var changed = texts.filter { settings.text(of: $0.key) != $0.value }.map(\.key)
        for key in changed { try set(key, texts[key] ?? "") }
        if let swvs, try swvs.sorted() != self.swvs().sorted() {
            try replaceSWVs(swvs)
            changed.append("swv")
        }
        if !changed.isEmpty { try replanAll() }
        return changed
    }

    private func replaceSWVs(_ names: [String]) throws {
        for name in try swvs() where !names.contains(name) {
            let isUsed = try db.first("SELECT 1 FROM support_request WHERE swv = ?1", name) { _ in true } ?? false
            guard !isUsed else { throw StoreError.refused("a request names this SWV") }
            try db.run("DELETE FROM swv WHERE name = ?1", name)
        }
        try setSWVs(names)
    }
}
