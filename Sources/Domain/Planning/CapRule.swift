/// At most so many refusable letters to one address, a local day and an ISO week.
package struct CapRule: Hashable, Sendable {
    package enum Person: Hashable, Sendable {
        case buddy
        case parent
    }

    package let perDay: Int
    package let perWeek: Int
    private let quiet: QuietTimes

    package init(_ person: Person, _ settings: TenantSettings) {
        switch person {
        case .buddy: (perDay, perWeek) = (settings.capBuddyDay, settings.capBuddyWeek)
        case .parent: (perDay, perWeek) = (settings.capParentDay, settings.capParentWeek)
        }
        quiet = QuietTimes(settings)
    }

    /// How many more mails may go to this address today.
    ///
    /// - Parameters:
    ///   - sentToday: mails with refusable letters that the relay accepted on this local day; a joined mail counts once.
    ///   - sentThisWeek: the same since Monday 00:00, today's included.
    package func remaining(sentToday: Int, sentThisWeek: Int) -> Int {
        max(0, min(perDay - sentToday, perWeek - sentThisWeek))
    }

    /// What happens to the refusable letters that are ready for one address now.
    package enum Decision: Hashable, Sendable {
        /// There is room for each of them.
        case sendAlone
        /// All that are ready go now, in one mail.
        case joinAll
        /// None goes now; then the rule is asked again.
        case postpone(until: Instant)
    }

    /// What to do with the refusable letters that are ready for one address.
    ///
    /// With room for each, each goes alone; with room for some, all go in one mail. Without room they wait for the next
    /// day, or the next week, that has room. But a letter that would be useless by then goes anyway, and takes the others
    /// with it: a reminder that does not arrive means a parent alone.
    /// - Parameters:
    ///   - waiting: what each of the letters that are ready for this address is of use for; not empty.
    package func decide(at now: Instant, sentToday: Int, sentThisWeek: Int, waiting: [Usefulness]) -> Decision {
        let remaining = remaining(sentToday: sentToday, sentThisWeek: sentThisWeek)
        if remaining >= waiting.count { return .sendAlone }
        if remaining > 0 { return .joinAll }
        let today = quiet.zone.local(now).date
        let nextDay = sentThisWeek >= perWeek ? today.monday + 7 : today + 1
        let midnight = LocalDateTime(nextDay, TimeOfDay(minuteOfDay: 0))
        let until = quiet.earliest(atOrAfter: quiet.zone.nearestInstant(midnight))
        guard waiting.allSatisfy({ quiet.canWait($0, until: until) }) else {
            return waiting.count == 1 ? .sendAlone : .joinAll
        }
        return .postpone(until: until)
    }
}

extension QuietTimes {
    /// Whether a letter is still in time when it goes at that moment.
    func canWait(_ letter: Usefulness, until moment: Instant) -> Bool {
        moment < letter.expires && (letter.before.map { moment < $0 && moment <= $0 - atOnce } ?? true)
    }
}
