import Domain
import Platform
import TestSupport
import Testing

@testable import Storage

/// One tenant, Duinrand, in a state directory of its own, on Friday 20 November 2026, 10:00 in Amsterdam.
struct ProgrammeFixture {
    let directory: TemporaryDirectory
    let clock = ManualClock(wallMilliseconds: 1_795_165_200_000)
    let tenants: Tenants
    let store: TenantStore

    init() throws {
        directory = try TemporaryDirectory()
        tenants = try Tenants(in: StateDirectory(creating: directory.file("state")), clock: clock)
        let slug = try #require(Slug("duinrand"))
        let entry = TenantEntry(slug: slug, name: "SWV Duinrand", kind: .swv, state: .active)
        try tenants.add(entry, settings: [:], swvs: [], coordinators: [], SystemScope())
        store = try tenants.store(slug, SystemScope())
    }

    @discardableResult
    func importing(_ text: String, dryRun: Bool = false) throws -> ImportSummary {
        try result(text, dryRun: dryRun).get()
    }

    func problems(_ text: String) throws -> [String] {
        switch try result(text) {
        case .success: []
        case .failure(let refused): refused.problems.map(\.description)
        }
    }

    /// One value of one row, as text.
    func value(_ sql: StaticString) throws -> String? {
        try store.read { reader in try reader.db.first(sql) { $0.textOrNil(0) }.flatMap { $0 } }
    }

    func passMinutes(_ count: Int64) { clock.advance(milliseconds: count * 60_000) }

    private func result(_ text: String, dryRun: Bool = false) throws -> Result<ImportSummary, ProgrammeFileRefused> {
        let draft = ProgrammeFile.parse(Array(text.utf8), zone: .amsterdam)
        return try store.write { try $0.importProgramme(draft, dryRun: dryRun) }
    }
}

/// CONTRACT.md, "Programme import".
let contractExample = """
    { "buddies":      [{"ref":"b1","name":"Eerste buddy","email":"buddy1@example.org","phone":null,"state":"available"}],
      "requesters":   [{"ref":"p1","kind":"parent","name":"Ouder 1","email":null}],
      "requests":     [{"ref":"h1","requester":"p1","kind":"long-term","mode":"in-person","received":"2026-08-20"}],
      "matches":      [{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-09-01","until":null,"label":null}],
      "meetings":     [{"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false}],
      "intervisions": [{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"place":"online","link":"https://example.org/x","participants":["b1"]}],
      "signals":      [{"ref":"s1","theme":"niet-of-minder-naar-school","sector":"po","kind":"concern","recorded":"2026-10-03","request":"h1","note":"…"}] }
    """
