import Domain

/// `Tue, 01 Dec 2026 13:00:00 +0000`: a moment as RFC 5322, 3.3 writes it, in universal time.
enum MailDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    static func text(_ instant: Instant) -> String {
        let (days, rest) = instant.milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        let date = LocalDate(daysSince1970: Int(days))
        let seconds = Int(rest / 1_000)
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
        let day = "\(name(date.weekday)), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year)"
        return "\(day) \(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second)) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func name(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "Mon"
        case .tuesday: "Tue"
        case .wednesday: "Wed"
        case .thursday: "Thu"
        case .friday: "Fri"
        case .saturday: "Sat"
        case .sunday: "Sun"
        }
    }
}
