/// Until when, and for what, a letter is of use: what decides whether it can wait for a better hour.
package struct Usefulness: Hashable, Sendable {
    /// From here on it is of no use.
    package let expires: Instant
    /// The start of what it has to arrive before; nil for a letter about something that is over.
    package let before: Instant?
    /// A moved or cancelled letter: close to the meeting it may go earlier and later in the day, and on quiet days.
    package let isUrgent: Bool

    package init(expires: Instant, before: Instant?, isUrgent: Bool = false) {
        self.expires = expires
        self.before = before
        self.isUrgent = isUrgent
    }

    var urgent: Self { Self(expires: expires, before: before, isUrgent: true) }
}

extension QuietTimes {
    /// When a letter goes that could go at this moment: now, or later where it is quiet now.
    ///
    /// It goes now, quiet or not, when waiting would pass its expiry or leave less than `at_once_hours` before the
    /// meeting (QUEUE.md, promise 6). The sender asks the same when it takes a letter up, perhaps late after a failure; for
    /// a due that the planner gave, the answer is that due.
    package func departure(at moment: Instant, _ letter: Usefulness) -> Instant {
        let later = earliest(atOrAfter: moment, letter)
        return canWait(letter, until: later) ? later : moment
    }

    private func earliest(atOrAfter moment: Instant, _ letter: Usefulness) -> Instant {
        let ordinary = earliest(atOrAfter: moment)
        guard letter.isUrgent, let meeting = letter.before, let near else { return ordinary }
        let close = OpenTimes(zone: zone, window: near, skipsQuietDays: false)
            .earliest(atOrAfter: max(moment, meeting - nearSpan))
        return close < meeting ? min(ordinary, close) : ordinary
    }
}
