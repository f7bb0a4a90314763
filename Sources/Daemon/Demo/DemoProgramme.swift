import Domain
import Foundation

/// One tenant's made-up programme: buddies, parents, matches, meetings and intervision, placed around a moment.
///
/// Every start of the demo adds a round of its own, so that a state that was used before has something to send too.
struct DemoProgramme {
    private let slug: String
    private let now: Instant
    private let tenant: Int
    private let round: String
    private let zone = Zone.amsterdam

    init(tenant: Int, slug: String, now: Instant) {
        self.tenant = tenant
        self.slug = slug
        self.now = now
        round = Self.round(at: now)
    }

    /// What tells the references of one start from those of another.
    static func round(at now: Instant) -> String { String(now.milliseconds / 1_000, radix: 36) }

    static let buddies = ["Sam", "Mieke", "Yusuf", "Ans", "Gerard", "Naima"]

    static let summary = "\(buddies.count) buddies, 6 meetings around now, an intervision evening"

    /// The file as `naast import` takes it.
    func json() throws -> Data {
        let file: [String: Any] = [
            "buddies": Self.buddies.enumerated().map { index, name in
                [
                    "ref": "b\(index)", "name": "\(name) Voorbeeld", "email": "buddy\(index + 1)@\(slug).example",
                    "state": "matched",
                ]
            },
            "requesters": Self.buddies.indices.map { ["ref": "p\($0)", "kind": "parent", "name": "Ouder \($0 + 1)"] },
            "requests": Self.buddies.indices.map {
                [
                    "ref": "h\($0)", "requester": "p\($0)", "kind": "long-term", "mode": "in-person",
                    "received": "\(today - 30)",
                ]
            },
            "matches": Self.buddies.indices.map {
                [
                    "ref": "m\($0)", "buddy": "b\($0)", "requester": "p\($0)", "request": "h\($0)",
                    "since": "\(today - 21)",
                ]
            },
            "meetings": meetings, "intervisions": intervisions,
        ]
        return try JSONSerialization.data(withJSONObject: file)
    }

    private var today: LocalDate { zone.local(now).date }

    // Some are over, some come, and two end so that their "after" (90 minutes after the end) goes in the minutes to come:
    // over all tenants two a minute, for twelve minutes.
    private var meetings: [[String: Any]] {
        let soon = [tenant % 12, (tenant + 6) % 12].map { now + .minutes($0 + 1 - 135) }
        let others = [26, 5, -4, 20].map { Self.quarter(now + .minutes($0 * 60)) }
        return (others + soon.map { zone.local($0) }).enumerated().map { index, starts in
            [
                "ref": "g\(round)-\(index)", "match": "m\(index)", "starts": "\(starts)", "minutes": 45,
                "buddy_attends": true,
            ]
        }
    }

    private var intervisions: [[String: Any]] {
        let evening = LocalDateTime(today + (tenant.isMultiple(of: 2) ? 1 : 9), TimeOfDay(minuteOfDay: 19 * 60 + 30))
        return [
            [
                "ref": "i\(round)", "starts": "\(evening)", "minutes": 90, "place": "online",
                "participants": ["b0", "b1", "b4"],
            ]
        ]
    }

    /// The quarter of an hour before a moment, as people plan meetings.
    ///
    /// It was a wall time, so it is in no spring gap: the gap is a whole hour.
    static func quarter(_ moment: Instant) -> LocalDateTime {
        let local = Zone.amsterdam.local(moment)
        return LocalDateTime(local.date, TimeOfDay(minuteOfDay: local.time.minuteOfDay / 15 * 15))
    }
}
