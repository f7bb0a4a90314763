import Domain
import Testing

@testable import Reminders

/// Facts of the made-up tenant Duinrand, from which each test changes what it is about.
enum Duinrand {
    static let today = day("2026-11-30")
    static let meeting = uid(1)
    static let session = uid(2)

    static func facts(
        _ parts: [LetterFacts.Part], today: LocalDate = today, firstName: String = "Sam",
        coordinator: String = "Noor Bakker", phone: String? = "06 12 34 56 78", mail: Bool = true,
        tenant: String = "Steunpunt Duinrand"
    ) -> LetterFacts {
        LetterFacts(
            tenantName: tenant, coordinatorName: coordinator, coordinatorPhone: phone,
            replyTo: mail ? EmailAddress("noor@duinrand.example") : nil, recipientFirstName: firstName, today: today,
            zone: .amsterdam, parts: parts)
    }

    static func part(
        _ kind: LetterKind, starts: String? = nil, label: String? = "Esdoorn", previous: Told? = nil,
        place: String? = "online", link: String? = "https://praten.example/duinrand", answer: IntervisionAnswer? = nil,
        intervision: Bool? = nil, gathering: Gathering = .intervision, without: Bool = false,
        mayStandInCalendar: Bool = false, changeCount: Int = 0
    ) -> LetterFacts.Part {
        let isSession = intervision ?? kind.rawValue.hasPrefix("intervision")
        return LetterFacts.Part(
            kind: kind, subject: isSession ? .intervision(session) : .meeting(meeting),
            label: isSession ? nil : label,
            starts: moment(starts ?? (isSession ? "2026-12-10T19:30" : "2026-12-01T14:00")),
            minutes: isSession ? 90 : 45, previous: previous, gathering: gathering, place: isSession ? place : nil,
            link: isSession ? link : nil, answer: answer, goesOnWithout: without,
            mayStandInCalendar: mayStandInCalendar, changeCount: changeCount)
    }

    static func told(
        _ starts: String, place: String? = nil, link: String? = nil, cancelled: Bool = false
    ) -> Told {
        Told(
            starts: moment(starts), place: place, link: link, cancelled: cancelled, at: Instant(milliseconds: 0))
    }

    static func moment(_ text: String) -> LocalDateTime {
        guard let moment = LocalDateTime(text) else { preconditionFailure("\(text) is no moment") }
        return moment
    }

    static func day(_ text: String) -> LocalDate {
        guard let day = LocalDate(text) else { preconditionFailure("\(text) is no day") }
        return day
    }

    static func uid(_ number: Int) -> Uid {
        let letters = Array("abcdefghij")
        guard let uid = Uid(String(repeating: letters[number], count: 26)) else { preconditionFailure("no uid") }
        return uid
    }
}

/// One letter of every sort, by a name that a person recognises.
struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    let parts: [LetterFacts.Part]
    var today = Duinrand.today

    var testDescription: String { name }
    func facts(phone: String? = "06 12 34 56 78", mail: Bool = true) -> LetterFacts {
        Duinrand.facts(parts, today: today, phone: phone, mail: mail)
    }

    /// Every letter that has a single part, in each of its shapes.
    static let single: [Self] =
        [
            Self(
                name: "before-week", parts: [Duinrand.part(.beforeWeek, starts: "2026-12-08T14:00")],
                today: Duinrand.day("2026-12-01")),
            Self(name: "before-day", parts: [Duinrand.part(.beforeDay)]),
            Self(
                name: "before-day-same-day", parts: [Duinrand.part(.beforeDay)], today: Duinrand.day("2026-12-01")),
            Self(name: "after-today", parts: [Duinrand.part(.after)], today: Duinrand.day("2026-12-01")),
            Self(name: "after-yesterday", parts: [Duinrand.part(.after)], today: Duinrand.day("2026-12-02")),
            Self(name: "after-later", parts: [Duinrand.part(.after)], today: Duinrand.day("2026-12-04")),
            Self(name: "nudge", parts: [Duinrand.part(.nudge)], today: Duinrand.day("2026-12-04")),
            Self(
                name: "moved",
                parts: [
                    Duinrand.part(
                        .moved, starts: "2026-12-03T10:30", previous: Duinrand.told("2026-12-01T14:00"), changeCount: 1)
                ]),
            Self(
                name: "moved-goes-on",
                parts: [
                    Duinrand.part(.moved, previous: Duinrand.told("2026-12-01T14:00", cancelled: true), changeCount: 2)
                ]
            ),
            Self(name: "moved-never-told", parts: [Duinrand.part(.moved, changeCount: 1)]),
            Self(
                name: "moved-session",
                parts: [
                    Duinrand.part(
                        .moved, previous: Duinrand.told("2026-12-09T19:30", place: "online"), answer: .yes,
                        intervision: true, changeCount: 1)
                ]),
            Self(
                name: "moved-place",
                parts: [
                    Duinrand.part(
                        .moved, previous: Duinrand.told("2026-12-10T19:30", place: "online"),
                        place: "Buurthuis De Kring",
                        link: nil, answer: .yes, intervision: true, changeCount: 1)
                ]),
            Self(
                name: "moved-link",
                parts: [
                    Duinrand.part(
                        .moved,
                        previous: Duinrand.told("2026-12-10T19:30", place: "online", link: "https://oud.example/x"),
                        answer: .yes, intervision: true, changeCount: 1)
                ]),
            Self(
                name: "cancelled",
                parts: [Duinrand.part(.cancelled, previous: Duinrand.told("2026-12-01T14:00"), changeCount: 1)]),
            Self(
                name: "cancelled-session",
                parts: [Duinrand.part(.cancelled, answer: .yes, intervision: true, changeCount: 1)]),
            Self(
                name: "before-week-without",
                parts: [Duinrand.part(.beforeWeek, starts: "2026-12-08T14:00", without: true)],
                today: Duinrand.day("2026-12-01")),
            Self(name: "before-day-without", parts: [Duinrand.part(.beforeDay, without: true)]),
            Self(
                name: "cancelled-without",
                parts: [
                    Duinrand.part(
                        .cancelled, previous: Duinrand.told("2026-12-01T14:00"), without: true, changeCount: 1)
                ]),
            Self(
                name: "cancelled-session-off-list",
                parts: [
                    Duinrand.part(
                        .cancelled, previous: Duinrand.told("2026-12-10T19:30"), intervision: true, without: true,
                        mayStandInCalendar: true, changeCount: 1)
                ]),
            Self(name: "intervision-invite", parts: [Duinrand.part(.intervisionInvite)]),
            Self(name: "intervision-nudge", parts: [Duinrand.part(.intervisionNudge)]),
            Self(
                name: "intervision-before-yes", parts: [Duinrand.part(.intervisionBefore, answer: .yes)],
                today: Duinrand.day("2026-12-09")),
            Self(
                name: "intervision-before-maybe", parts: [Duinrand.part(.intervisionBefore, answer: .maybe)],
                today: Duinrand.day("2026-12-09")),
        ] + [Gathering.training, .information].flatMap(sessions)

    /// Every letter about a session that is not intervision.
    private static func sessions(_ gathering: Gathering) -> [Self] {
        let told = Duinrand.told("2026-12-09T19:30", place: "online")
        let parts = [
            Duinrand.part(.intervisionInvite, gathering: gathering),
            Duinrand.part(.intervisionNudge, gathering: gathering),
            Duinrand.part(.intervisionBefore, answer: .yes, gathering: gathering),
            Duinrand.part(.moved, previous: told, intervision: true, gathering: gathering, changeCount: 1),
            Duinrand.part(.cancelled, previous: told, intervision: true, gathering: gathering, changeCount: 1),
        ]
        return parts.map { Self(name: "\(gathering)-\($0.kind.rawValue)", parts: [$0]) }
    }

    static let joined = Self(
        name: "joined",
        parts: [
            Duinrand.part(.intervisionInvite), Duinrand.part(.beforeDay, starts: "2026-12-01T16:00", label: "Linde"),
            Duinrand.part(.after, starts: "2026-11-30T13:00", label: "Berk"), Duinrand.part(.beforeDay),
        ])

    static let all = single + [joined]
}
