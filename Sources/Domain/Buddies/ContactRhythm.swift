/// When the coordinator should speak with a buddy again, so that nobody is in limbo (N12).
package struct ContactRhythm: Hashable, Sendable {
    /// At least every so many weeks while a buddy waits.
    package let weeks: Int

    package init(weeks: Int) {
        self.weeks = weeks
    }

    /// The day on which contact is due; nil when nothing waits for it.
    ///
    /// - Parameters:
    ///   - since: how long the buddy has been in this state.
    ///   - callOn: what was agreed; an earlier day of the rhythm still counts.
    ///   - pausedUntil: the end of a pause; until then nobody calls, unless that was agreed.
    package func due(
        _ state: BuddyState, since: LocalDate, lastContact: LocalDate?, callOn: LocalDate?, pausedUntil: LocalDate?
    ) -> LocalDate? {
        let next = max(since, lastContact ?? since) + weeks * 7
        switch state {
        // Who has just signed up waits for a first call, from that day on.
        case .applied where lastContact.map({ $0 < since }) ?? true: return min(callOn ?? since, since)
        case .applied, .interview, .training, .available: return min(callOn ?? next, next)
        case .matched: return callOn
        case .paused: return [callOn, pausedUntil ?? next].compactMap(\.self).min()
        case .stopped: return nil
        }
    }
}

/// How long something that was seen or done once still holds.
package enum Validity: Hashable, Sendable {
    case missing
    case endless
    case until(LocalDate)
    /// So near that it is time to arrange a new one.
    case soon(LocalDate)
    case past(LocalDate)

    /// - Parameters:
    ///   - years: how long it holds; 0 for ever.
    ///   - notice: how many days before the end it is called soon.
    package init(of day: LocalDate?, years: Int, today: LocalDate, notice: Int = 60) {
        guard let day else {
            self = .missing
            return
        }
        guard years > 0 else {
            self = .endless
            return
        }
        let end = day.adding(years: years)
        self = end < today ? .past(end) : end - today <= notice ? .soon(end) : .until(end)
    }
}

extension LocalDate {
    /// The same day so many years later; 29 February becomes 1 March where it does not exist.
    package func adding(years: Int) -> LocalDate {
        LocalDate(year: year + years, month: month, day: day) ?? LocalDate(year: year + years, month: 3, day: 1) ?? self
    }
}
