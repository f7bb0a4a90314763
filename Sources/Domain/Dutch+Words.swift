extension Dutch {
    /// A number as a sentence has it: in words up to twelve.
    package static func words(_ number: Int) -> String {
        (0...12).contains(number) ? numbers[number] : String(number)
    }

    /// `Drie dingen`, `Eén ding`: to begin a sentence with.
    package static func opening(_ number: Int, _ one: String, _ many: String) -> String {
        "\(capital(words(number))) \(number == 1 ? one : many)"
    }

    /// The same with a capital, as a sentence begins; `één` becomes `Eén`, as Dutch writes it.
    package static func capital(_ text: String) -> String {
        if text.hasPrefix("één") { return "Eén\(text.dropFirst(3))" }
        return "\(text.prefix(1).uppercased())\(text.dropFirst())"
    }

    /// How long ago something was, to the minute while it is fresh: `40 minuten geleden`, `3 uur geleden`, `gisteren`.
    package static func ago(_ moment: Instant, at now: Instant, in zone: Zone) -> String {
        let minutes = Int((now - moment).milliseconds / 60_000)
        let (then, today) = (zone.local(moment).date, zone.local(now).date)
        switch minutes {
        case ..<1: return "net"
        case 1: return "één minuut geleden"
        case ..<60: return "\(minutes) minuten geleden"
        case _ where then == today: return "\(minutes / 60) uur geleden"
        default: return distance(to: then, from: today)
        }
    }

    /// What one says on meeting: by the clock.
    package static func greeting(at time: TimeOfDay) -> String {
        switch time.hour {
        case 5..<12: "Goedemorgen"
        case 12..<18: "Goedemiddag"
        default: "Goedenavond"
        }
    }

    private static let numbers = [
        "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    ]
}
