/// What somebody does not know yet: that the meeting or session moved, is on again, or is off.
///
/// It compares with what they were told, so it holds across any number of changes: back to what they know is no news.
struct News {
    let kind: LetterKind
    let revision: Reason.Revision
    /// From here on it is of no use.
    let expires: Instant
    /// The moments for which somebody would set out in vain or too late; what it has to arrive before.
    let starts: [Instant]

    /// The start that it has to arrive before, seen at this moment: the first one still to come.
    func start(at moment: Instant) -> Instant? { starts.filter { $0 > moment }.min() }

    func usefulness(at moment: Instant) -> Usefulness {
        Usefulness(expires: expires, before: start(at: moment), isUrgent: true)
    }

    /// When it goes: after the change has settled, or at once when the start is near; nil when it is of no use any more.
    func due(_ schedule: Schedule, changed: Instant) -> Instant? {
        guard let start = start(at: changed), changed < expires else { return nil }
        let settled = changed + schedule.settle
        let isNear = start - changed <= schedule.quiet.atOnce || settled >= start
        let opening = isNear ? changed : settled
        return schedule.quiet.departure(at: opening, usefulness(at: opening))
    }
}
