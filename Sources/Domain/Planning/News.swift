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

    /// Of use until the new start; and, where that is earlier, until the old one, or somebody would go there in vain.
    ///
    /// - Parameter old: the start that was told; nil when it was told that it is off, for then nobody sets out for it.
    static func moved(_ revision: Reason.Revision, to new: Instant, from old: Instant?) -> Self {
        let starts = [new, old].compactMap(\.self)
        return News(kind: .moved, revision: revision, expires: starts.max() ?? new, starts: starts)
    }

    static func cancelled(_ revision: Reason.Revision, _ start: Instant) -> Self {
        News(kind: .cancelled, revision: revision, expires: start, starts: [start])
    }

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
