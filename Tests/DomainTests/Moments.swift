import Domain
import Testing

// Moments and facts as these tests write them: wall time in Amsterdam.

func at(_ local: String, _ location: SourceLocation = #_sourceLocation) -> Instant {
    guard let local = LocalDateTime(local) else {
        Issue.record("not a local time: \(local)", sourceLocation: location)
        return Instant(milliseconds: 0)
    }
    return Zone.amsterdam.nearestInstant(local)
}

func wall(_ local: String) -> LocalDateTime {
    LocalDateTime(local) ?? LocalDateTime(LocalDate(daysSince1970: 0), TimeOfDay(minuteOfDay: 0))
}

func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(daysSince1970: 0) }

func local(_ moment: Instant) -> String { "\(Zone.amsterdam.local(moment))" }

enum Named {
    static let meeting = uid("a")
    static let session = uid("b")
    static let buddy = uid("c")

    private static func uid(_ letter: Character) -> Uid {
        Uid(String(repeating: letter, count: 26)) ?? Uid.random()
    }
}

func meeting(_ starts: String, entered: String, minutes: Int = 45) -> MeetingFacts {
    MeetingFacts(
        uid: Named.meeting, buddy: Named.buddy, starts: wall(starts), minutes: minutes, enteredAt: at(entered))
}

func session(_ starts: String, entered: String) -> IntervisionFacts {
    IntervisionFacts(
        uid: Named.session, buddy: Named.buddy, starts: wall(starts), minutes: 90, place: "online",
        enteredAt: at(entered))
}

func told(_ starts: String, place: String? = nil, link: String? = nil, cancelled: Bool = false, on moment: String)
    -> Told
{
    Told(starts: wall(starts), place: place, link: link, cancelled: cancelled, at: at(moment))
}

extension MeetingFacts {
    /// The plan as lines like `before-day t1 2026-11-30T16:00`.
    func lines(_ settings: TenantSettings = TenantSettings(), now: String? = nil) -> [String] {
        letters(settings, now: now.map { at($0) } ?? enteredAt).map(\.line)
    }
}

extension IntervisionFacts {
    func lines(_ settings: TenantSettings = TenantSettings(), now: String? = nil) -> [String] {
        letters(settings, now: now.map { at($0) } ?? enteredAt).map(\.line)
    }
}

extension PlannedLetter {
    var line: String { "\(reason.kind.rawValue) \(reason.revision) \(local(due))" }
}
