import Domain
import Foundation
import Platform
import Storage

/// A tenant with many meetings in five hours, each with its own buddy: so many reminders are due at once.
struct BenchTenant {
    let number: Int

    // Four records a meeting, and 5,000 records a file.
    private static let batch = 1_200

    /// - Returns: how many messages are due.
    func fill(_ house: Tenants, meetings: Int, clock: any Clock, _ scope: SystemScope) throws -> Int {
        guard let slug = Slug("bench\(number)") else { throw Failure("no slug") }
        let entry = TenantEntry(slug: slug, name: "Bench \(number)", kind: .swv, state: .active)
        let open = ["name": entry.name, "quiet_from": "00:00", "quiet_until": "00:00", "quiet_days": "off"]
        try house.add(entry, settings: open, swvs: [], coordinators: [], scope)
        let store = try house.store(slug, scope)
        let now = Instant(milliseconds: clock.wallMilliseconds())
        let starts = Zone.amsterdam.local(now + .hours(5))
        for first in stride(from: 0, to: meetings, by: Self.batch) {
            let json = programme(first..<min(first + Self.batch, meetings), starts: starts)
            let draft = ProgrammeFile.parse(Array(json.utf8), zone: .amsterdam)
            _ = try store.write { try $0.importProgramme(draft) }.get()
        }
        let dueNow = try store.read { try $0.messages(state: .ready, limit: 100_000) }
        return dueNow.count { $0.due <= now + .minutes(1) }
    }

    private func programme(_ numbers: Range<Int>, starts: LocalDateTime) -> String {
        func list(_ line: (Int) -> String) -> String { numbers.map(line).joined(separator: ",") }
        return """
            {"buddies":[\(list { #"{"ref":"b\#($0)","name":"Buddy \#($0)","email":"b\#($0)@t\#(number).example","state":"matched"}"# })],
             "requesters":[\(list { #"{"ref":"p\#($0)","kind":"parent","name":"Ouder \#($0)"}"# })],
             "matches":[\(list { #"{"ref":"m\#($0)","buddy":"b\#($0)","requester":"p\#($0)","since":"2020-01-01"}"# })],
             "meetings":[\(list { #"{"ref":"g\#($0)","match":"m\#($0)","starts":"\#(starts)","minutes":45,"buddy_attends":true}"# })]}
            """
    }
}
