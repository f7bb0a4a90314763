import Domain

/// `dinsdag 1 december`, with the year only when it is another one than today's.
func dutch(_ date: LocalDate, seenFrom today: LocalDate) -> String {
    let day = "\(dutch(date.weekday)) \(date.day) \(months[date.month - 1])"
    return date.year == today.year ? day : "\(day) \(date.year)"
}

/// `14.00`, with a point as Dutch writes it; "uur" is the sentence's.
func dutch(_ time: TimeOfDay) -> String {
    String(time.description.map { $0 == ":" ? "." : $0 })
}

func dutch(_ weekday: Weekday) -> String {
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

private let months = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
]
