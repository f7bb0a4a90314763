/// Dates, times and numbers as a Dutch reader expects them.
package enum Dutch {
    /// `dinsdag 1 december`, with the year only when it is another one than today's.
    package static func day(_ date: LocalDate, seenFrom today: LocalDate) -> String {
        let day = "\(weekday(date.weekday)) \(date.day) \(month(date.month))"
        return date.year == today.year ? day : "\(day) \(date.year)"
    }

    /// `1 december 2026`.
    package static func date(_ date: LocalDate) -> String { "\(date.day) \(month(date.month)) \(date.year)" }

    /// `14.00 uur`.
    package static func time(_ time: TimeOfDay) -> String { "\(clock(time)) uur" }

    /// `14.00`, where the sentence has its own "uur".
    package static func clock(_ time: TimeOfDay) -> String {
        "\(time.hour < 10 ? "0" : "")\(time.hour).\(time.minute < 10 ? "0" : "")\(time.minute)"
    }

    /// `dinsdag 1 december, 14.00 uur`.
    package static func moment(_ moment: LocalDateTime, seenFrom today: LocalDate) -> String {
        "\(day(moment.date, seenFrom: today)), \(time(moment.time))"
    }

    /// `di`.
    package static func short(_ weekday: Weekday) -> String { String(Self.weekday(weekday).prefix(2)) }

    package static func weekday(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "maandag"
        case .tuesday: "dinsdag"
        case .wednesday: "woensdag"
        case .thursday: "donderdag"
        case .friday: "vrijdag"
        case .saturday: "zaterdag"
        case .sunday: "zondag"
        }
    }

    package static func month(_ month: Int) -> String { months[month - 1] }

    /// `geen buddy's`, `één buddy`, `4 buddy's`.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        switch number {
        case 0: "geen \(many)"
        case 1: "één \(one)"
        default: "\(number) \(many)"
        }
    }

    /// How long ago or ahead a day is: `vandaag`, `gisteren`, `3 dagen geleden`, `7 weken geleden`, `over 4 dagen`.
    package static func distance(to date: LocalDate, from today: LocalDate) -> String {
        switch today - date {
        case 0: "vandaag"
        case 1: "gisteren"
        case -1: "morgen"
        case let days where days >= 14: "\(days / 7) weken geleden"
        case let days where days > 0: "\(days) dagen geleden"
        case let days where days <= -14: "over \(-days / 7) weken"
        case let days: "over \(-days) dagen"
        }
    }

    /// Euros and cents: `€ 5,60`, `€ 1.250,00`.
    package static func euro(cents: Int) -> String {
        let (whole, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        return "€ \(cents < 0 ? "-" : "")\(thousands(whole)),\(rest < 10 ? "0" : "")\(rest)"
    }

    // A point before every three digits.
    private static func thousands(_ number: UInt) -> String {
        guard number >= 1_000 else { return "\(number)" }
        let last = "\(number % 1_000)"
        return "\(thousands(number / 1_000)).\(String(repeating: "0", count: 3 - last.count))\(last)"
    }

    private static let months = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ]
}
