import Domain
import National

/// Periods, sectors and themes as a reader of the dashboard meets them.
enum NationalWords {
    /// `oktober 2025 tot en met september 2026`.
    static func months(_ first: Quarter, _ last: Quarter) -> String {
        let (from, to) = (first.firstDay, last.firstDayAfter - 1)
        let year = from.year == to.year ? "" : " \(from.year)"
        return "\(Dutch.month(from.month))\(year) tot en met \(Dutch.month(to.month)) \(to.year)"
    }

    static func months(_ run: ReleaseRun) -> String { months(run.first, run.last) }

    /// `K3 2026`, `1e helft 2026`, `2026`; what holds another time than it names, in months.
    static func name(_ release: HeldRelease) -> String {
        guard release.isRegular else { return months(release.first, release.last) }
        let year = String(release.last.year)
        return release.publication.table.length == .year
            ? year : "\(short(release.last, release.publication.table.length)) \(year)"
    }

    /// `K3`, `1e helft`, or the year.
    static func short(_ last: Quarter, _ length: PeriodLength) -> String {
        switch length {
        case .quarter: "K\(last.number)"
        case .halfYear: last.number == 2 ? "1e helft" : "2e helft"
        case .year: String(last.year)
        }
    }

    /// `De laatste vier kwartalen samen`, or however many there are.
    static func together(_ run: ReleaseRun) -> String {
        run.quarters == 1 ? "Eén kwartaal" : "De laatste \(Dutch.words(run.quarters)) kwartalen samen"
    }

    static func length(_ length: PeriodLength) -> String {
        switch length {
        case .quarter: "kwartaal"
        case .halfYear: "half jaar"
        case .year: "jaar"
        }
    }

    static func tenants(_ count: Int) -> String {
        count == 1 ? "1 steunpunt doet mee" : "\(count) steunpunten doen mee"
    }

    /// A sector by its title, a region by its name.
    static func second(_ text: String) -> String { Sector(rawValue: text)?.title ?? text }

    /// What a table counts by.
    static func columns(_ table: PublishedTable) -> String {
        switch table.second {
        case .none: "per thema"
        case .sector: "per thema en sector"
        case .region: "per thema en regio"
        }
    }

    /// `Overstap, Druk en Geen plek`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) en \(last)"
    }

    /// What matters, in words; no theme is put first that the noise cannot tell from the next.
    static func headline(_ leaders: [SignalTheme]) -> String {
        switch leaders.count {
        case 0: "Er is nog weinig vastgelegd"
        case 1: leaders[0].headline
        case 2, 3: "Het meest genoemd: \(list(leaders.map { "“\($0.title.lowercased())”" }))"
        default: "Er springt geen thema uit"
        }
    }
}

extension Quarter {
    /// The day on which it is over.
    var firstDayAfter: LocalDate { (self + 1).firstDay }
}

extension SignalTheme {
    /// Said of the theme that is named most; not more than that.
    fileprivate var headline: String {
        switch self {
        case .notHeard: "Ouders voelen zich vooral niet gehoord"
        case .pupilHasNoSay: "Het vaakst: leerlingen praten niet mee"
        case .notKnowingWhatIsPossible: "Het vaakst: ouders weten niet wat kan of mag"
        case .helpStaysAway: "Het vaakst: hulp of afspraken blijven uit"
        case .noPlace: "Het vaakst: er is geen plek"
        case .lessAtSchool: "Het vaakst: kinderen gaan niet of minder naar school"
        case .pressure: "Het vaakst: gezinnen voelen druk"
        case .unsafeOrBullied: "Het vaakst: kinderen zijn onveilig of worden gepest"
        case .transition: "Het vaakst: de overstap gaat moeilijk"
        case .atCrossPurposes: "Het vaakst: school, gemeente en zorg werken langs elkaar heen"
        case .transport: "Het vaakst: het leerlingenvervoer gaat niet goed"
        case .somethingElse: "Het vaakst: iets anders"
        }
    }
}
