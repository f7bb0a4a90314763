import Domain
import Foundation

/// Something that a coordinator enters: three events make one meeting's life, then comes the next tenant.
struct DemoEvent {
    let slug: String
    /// For who watches.
    let words: String
    private let ref: String
    private let members: [String: Any]

    /// - Parameter round: `DemoProgramme.round` of this start, so that no two starts share a meeting.
    init(_ number: Int, round: String, now: Instant) {
        let (meeting, step) = (number / 3, number % 3)
        let buddy = meeting % DemoProgramme.buddies.count
        let starts = DemoProgramme.quarter(now + .minutes((6 + step) * 60))
        slug = DemoTenants.slugs[meeting % DemoTenants.slugs.count]
        ref = "v\(round)-\(meeting)"
        switch step {
        case 0:
            members = ["match": "m\(buddy)", "starts": "\(starts)", "minutes": 45, "buddy_attends": true]
            words = "the parent of buddy \(DemoProgramme.buddies[buddy]) has a meeting at school at \(starts.time)"
        case 1:
            members = ["starts": "\(starts)"]
            words = "that meeting moves to \(starts.time)"
        default:
            members = ["cancelled": true]
            words = "that meeting is called off"
        }
    }

    /// The file as `naast import` takes it.
    func json() throws -> Data {
        try JSONSerialization.data(withJSONObject: ["meetings": [members.merging(["ref": ref]) { $1 }]])
    }
}
