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
        round = String(now.milliseconds / 60_000, radix: 36)
    }

    private static let buddies = ["Sam", "Mieke", "Yusuf", "Ans", "Gerard", "Naima"]

    var summary: String {
        "\(Self.buddies.count) buddies, \(meetings.count) meetings around now, 2 intervision dates"
    }

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

    // Some are over, some are tomorrow, some fall due in the minutes to come: an "after" goes 90 minutes after the end.
    private var meetings: [[String: Any]] {
        let minutesFromNow = [26 * 60, 5 * 60, -4 * 60, -(135 - 1), -(135 - 2 - tenant % 4), 20 * 60]
        return minutesFromNow.enumerated().map { index, minutes in
            [
                "ref": "g\(round)-\(index)", "match": "m\(index)", "starts": wall(minutes), "minutes": 45,
                "buddy_attends": true,
            ]
        }
    }

    private var intervisions: [[String: Any]] {
        [(20 * 60, "avond"), (9 * 24 * 60, "later")].map { minutes, name in
            [
                "ref": "i\(round)-\(name)", "starts": wall(minutes), "minutes": 90, "place": "online",
                "participants": Array(Self.buddies.indices.prefix(3)).map { "b\($0)" },
            ]
        }
    }

    // A wall time in the spring gap does not exist; the hour after it does.
    private func wall(_ minutes: Int) -> String {
        zone.local(now + .minutes(minutes)).description
    }
}
