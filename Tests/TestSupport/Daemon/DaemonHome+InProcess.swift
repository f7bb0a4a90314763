import Domain
import Platform
import Storage

extension DaemonHome {
    /// Works on the state directory in this process, while no daemon runs: for what a thousand verbs would do slowly.
    package func inProcess<Answer>(
        clock: any Clock = SystemClock(), _ body: (Tenants) throws -> Answer
    ) throws -> Answer {
        let tenants = try Tenants(in: try StateDirectory(state), clock: clock)
        defer { tenants.shutDown() }
        return try body(tenants)
    }
}

extension Tenants {
    /// Adds a tenant without quiet hours, quiet days or settling, as `DaemonHome.add` does.
    package func addOpen(_ text: String) throws {
        let settings = [
            "name": "Steunpunt \(text)", "quiet_from": "00:00", "quiet_until": "00:00", "quiet_days": "off",
            "settle_minutes": "0",
        ]
        try add(
            TenantEntry(slug: try slug(text), name: "Steunpunt \(text)", kind: .swv, state: .active),
            settings: settings, swvs: [], coordinators: [], SystemScope())
    }

    /// Imports a programme file.
    package func importing(_ json: String, into text: String) throws {
        let draft = ProgrammeFile.parse(Array(json.utf8), zone: .amsterdam)
        _ = try store(try slug(text), SystemScope()).write { try $0.importProgramme(draft) }.get()
    }
}
