// A letter that may or may not have arrived counts as told, so that whatever changes afterwards is news. The letter itself
// may go once more all the same (QUEUE.md, promise 2): here it is asked for as if it had told nothing yet.

extension MeetingFacts {
    /// A letter in doubt as it goes once more; nil when what it may have told is not true any more: then news follows.
    ///
    /// - Parameters:
    ///   - expires: until when it is of use by its message.
    ///   - evenIfOver: also when it is of no use any more.
    package func again(
        _ reason: Reason, expires: Instant, _ settings: TenantSettings, now: Instant, evenIfOver: Bool
    ) -> PlannedLetter? {
        guard takesPart, let told, news(settings) == nil else { return nil }
        if reason.kind.isNews {
            let isCurrent = reason.tellsOf(time: timeRevision, place: 1, change: changeCount)
            return isCurrent ? reason.again(told, expires: expires, now: now, evenIfOver) : nil
        }
        var unaware = self
        unaware.told = told.unaware
        return unaware.letters(settings, now: now, evenIfOver: evenIfOver).first { $0.reason == reason }
    }
}

extension IntervisionFacts {
    /// A letter in doubt as it goes once more; nil when what it may have told is not true any more: then news follows.
    ///
    /// - Parameters:
    ///   - expires: until when it is of use by its message.
    ///   - evenIfOver: also when it is of no use any more.
    package func again(
        _ reason: Reason, expires: Instant, _ settings: TenantSettings, now: Instant, evenIfOver: Bool
    ) -> PlannedLetter? {
        guard takesPart, answer != .no, let told, news(settings) == nil else { return nil }
        if reason.kind.isNews {
            let isCurrent = reason.tellsOf(time: timeRevision, place: placeRevision, change: changeCount)
            return isCurrent ? reason.again(told, expires: expires, now: now, evenIfOver) : nil
        }
        var unaware = self
        // An invitation is for who was told nothing at all.
        unaware.told = reason.kind == .intervisionInvite ? nil : told.unaware
        return unaware.letters(settings, now: now, evenIfOver: evenIfOver).first { $0.reason == reason }
    }
}

extension Told {
    // Told the same, and by no letter: so none is needless for it.
    fileprivate var unaware: Told {
        Told(starts: starts, place: place, link: link, cancelled: cancelled, at: Told.byPhone)
    }
}

extension LetterKind {
    fileprivate var isNews: Bool { self == .moved || self == .cancelled }
}

extension Reason {
    fileprivate func tellsOf(time: Int, place: Int, change: Int) -> Bool {
        switch revision {
        case .time(let count): count == time
        case .place(let count): count == place
        case .change(let count): count == change
        }
    }

    fileprivate func again(_ told: Told, expires: Instant, now: Instant, _ evenIfOver: Bool) -> PlannedLetter? {
        guard told.cancelled == (kind == .cancelled), evenIfOver || now < expires else { return nil }
        return PlannedLetter(reason: self, due: now, expires: expires)
    }
}
