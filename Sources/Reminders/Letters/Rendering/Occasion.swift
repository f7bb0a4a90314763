import Domain

/// One part of a letter in words: what it is about and when, said from the day on which it is sent.
struct Occasion {
    private let part: LetterFacts.Part
    private let today: LocalDate
    private let zone: Zone

    init(_ part: LetterFacts.Part, today: LocalDate, zone: Zone) {
        self.part = part
        self.today = today
        self.zone = zone
    }

    /// How the old and the new moment or place differ.
    enum Change {
        case goesOnAfterAll
        case time(was: Prose)
        case place(was: Prose, now: Prose)
        /// By which link one joins: they know another.
        case link
        /// Neither time nor place, or we do not know what was told.
        case something
    }

    var isMeeting: Bool {
        if case .meeting = part.subject { true } else { false }
    }

    var gathering: Gathering { part.gathering }
    var answer: IntervisionAnswer? { part.answer }
    /// It goes on, and the recipient is not expected there.
    var goesOnWithout: Bool { part.goesOnWithout }

    // What it is called.

    /// A space and the match's label, or nothing.
    var label: Prose {
        let label = tidy(part.label ?? "")
        return label.isEmpty ? "" : Prose([.plain(" "), .label(label)])
    }
    var name: Prose { isMeeting ? "gesprek\(label)" : "\(part.gathering.title)" }
    var definite: Prose { isMeeting ? "het gesprek\(label)" : "de \(part.gathering.title)" }

    // When it is.

    var day: String { Dutch.day(part.starts.date, seenFrom: today) }
    var moment: Prose { moment(part.starts) }
    /// To begin a sentence with; a letter may go on the day itself, when the meeting was entered late.
    var comingMoment: Prose { today == part.starts.date ? "Vandaag, \(moment)," : "Op \(moment)" }
    var hours: Prose { "van \(strong: Dutch.clock(part.starts.time)) tot \(strong: Dutch.time(ends.time))" }

    /// The moment that the recipient knows of: what they were told, else what is.
    var toldMoment: Prose { moment(told) }

    /// "Vandaag", "Gisteren" or "Op dinsdag 1 december", to begin a sentence with.
    var pastDay: String {
        switch today - part.starts.date {
        case 0: "Vandaag"
        case 1: "Gisteren"
        default: "Op \(day)"
        }
    }

    /// The weekday, with the date when it is a week away or more and the weekday alone would mislead.
    var weekday: String {
        abs(part.starts.date - today) < 7 ? Dutch.weekday(part.starts.date.weekday) : day
    }

    // Where it is.

    /// The place of an intervision session; a meeting's is not told, it may be a school.
    var place: String? {
        guard !isMeeting else { return nil }
        let place = tidy(part.place ?? "")
        if !place.isEmpty { return place }
        return link == nil ? nil : "online"
    }

    var link: String? {
        let link = tidy(part.link ?? "")
        return isMeeting || link.isEmpty ? nil : link
    }

    var momentAndPlace: Prose { isMeeting ? moment : "\(day) \(hoursAndPlace)" }
    var hoursAndPlace: Prose { "\(hours)\(separated(place))" }

    var change: Change {
        guard let previous = part.previous else { return .something }
        let oldPlace = previous.place.map(tidy)
        let was = Prose("\(moment(previous.starts))\(isMeeting ? "" : separated(oldPlace))")
        if previous.cancelled { return .goesOnAfterAll }
        if previous.starts != part.starts { return .time(was: was) }
        if !isMeeting, let oldPlace, let place, oldPlace != place {
            return .place(was: "\(oldPlace)", now: "\(place)")
        }
        if oldPlace == part.place.map(tidy), let old = previous.link.map(tidy), let link, old != link { return .link }
        return .something
    }

    /// The entry for the recipient's own calendar; for a meeting where they are expected, for a session after a yes.
    ///
    /// What may stand there goes out with the cancellation, whatever they answered since.
    var appointment: Appointment? {
        let method: Appointment.Method
        switch part.kind {
        case .beforeWeek, .beforeDay, .moved, .intervisionInvite, .intervisionNudge, .intervisionBefore:
            guard isMeeting ? !goesOnWithout : answer == .yes else { return nil }
            method = .request
        case .cancelled:
            guard isMeeting || answer == .yes || part.mayStandInCalendar else { return nil }
            method = .cancel
        case .after, .nudge, .digest, .alarm, .login, .group, .test: return nil
        }
        let places = [place, link].compactMap(\.self)
        return Appointment(
            method: method, uid: part.subject.uid, sequence: part.changeCount,
            starts: method == .cancel ? told : part.starts, minutes: part.minutes, zone: zone,
            title: name.capitalised.text, place: places.isEmpty ? nil : places.joined(separator: ", "))
    }

    private var told: LocalDateTime { part.previous?.starts ?? part.starts }

    private var ends: LocalDateTime { zone.local(zone.nearestInstant(part.starts) + .minutes(part.minutes)) }

    private func moment(_ moment: LocalDateTime) -> Prose {
        "\(Dutch.day(moment.date, seenFrom: today)) om \(strong: Dutch.time(moment.time))"
    }

    private func separated(_ place: String?) -> String { place.map { ", \($0)" } ?? "" }
}
