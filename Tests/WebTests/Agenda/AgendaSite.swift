import Domain
import Storage
import TestSupport
import Web

/// Duinrand with two matches, a meeting and an intervision session, on Monday 30 November 2026 at noon.
struct AgendaSite {
    let test: TestSite
    let browser: TestBrowser

    init(at now: String = "2026-11-30T12:00", as role: Role = .coordinator) throws {
        test = try TestSite(at: now, tenants: ["duinrand", "heidezoom"])
        try test.house.importing(
            """
            {"buddies":[{"ref":"b1","name":"Sam Voorbeeld","email":"sam@example.org","state":"matched"},
                {"ref":"b2","name":"Kim Zonder","state":"matched"},
                {"ref":"b3","name":"Noor Leerling","email":"noor@example.org","state":"training"}],
             "requesters":[{"ref":"p1","kind":"parent","name":"Fatma Geheim"},{"ref":"p2","kind":"youth","name":"Robin Stil"}],
             "matches":[{"ref":"m1","buddy":"b1","requester":"p1","since":"2026-09-01","label":"Esdoorn"},
                {"ref":"m2","buddy":"b2","requester":"p2","since":"2026-09-01","label":"Wilg"}],
             "meetings":[{"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45}],
             "intervisions":[{"ref":"i1","starts":"2026-12-03T19:30","minutes":90,"place":"De Schakel",
                "participants":["b1","b2"]}]}
            """)
        browser = try test.browser(as: role)
    }

    func match(_ label: String) throws -> String {
        try test.house.store().read { reader in
            guard let match = try reader.matchesToMeet(since: try reader.today).first(where: { $0.label == label })
            else { throw Mistake("no match \(label)") }
            return match.uid.text
        }
    }

    /// The path of the only meeting, or session, that the import brought.
    func imported(_ isSession: Bool = false) throws -> String {
        let entries = try test.house.store().read { reader in
            try reader.agenda(from: try reader.today - 60, until: try reader.today + 60, meetings: true)
        }
        for entry in entries {
            switch entry.what {
            case .meeting where !isSession: return "/duinrand/agenda/gesprek/\(entry.uid)"
            case .session where isSession: return "/duinrand/agenda/bijeenkomst/\(entry.uid)"
            default: continue
            }
        }
        throw Mistake("nothing was imported")
    }

    /// A new meeting as the form sends it.
    func meeting(_ changes: [String: String] = [:]) throws -> [(String, String)] {
        let usual = [
            "koppeling": try match("Esdoorn"), "datum": "2026-12-15", "tijd": "9.30", "minuten": "45", "mee": "ja",
            "rol": "mentor", "doel": "review",
        ]
        return usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A new training as the form sends it.
    func training(_ changes: [String: String] = [:]) -> [(String, String)] {
        let usual = [
            "soort": "training", "datum": "2026-12-16", "tijd": "19.30", "minuten": "120", "plaats": "De Schakel",
            "groep": "training",
        ]
        return usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var messages: [String] {
        get throws { try test.house.messages().filter { $0.state == .ready }.map { "\($0.kind) \($0.due.iso8601)" } }
    }
}

extension TestBrowser.Shown {
    /// Where a redirect leads, without its notice.
    var path: String { String((location ?? "").prefix { $0 != "?" }) }
}
