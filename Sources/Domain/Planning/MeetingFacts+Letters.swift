extension MeetingFacts {
    /// All letters that this meeting asks for, by due; those that are of no use any more at `now` are left out.
    ///
    /// Apart from that it follows from the facts alone: asked again later, each letter has the same reason and due.
    /// - Parameter evenIfOver: keeps those of no use any more.
    package func letters(_ settings: TenantSettings, now: Instant, evenIfOver: Bool = false) -> [PlannedLetter] {
        guard takesPart else { return [] }
        let schedule = Schedule(settings, entered: enteredAt, changed: changedAt)
        let news = news(settings)
        var letters: [PlannedLetter] = []
        if let news, let due = news.due(schedule, changed: changedAt ?? told?.at ?? enteredAt) {
            let reason = Reason(subject: .meeting(uid), kind: news.kind, revision: news.revision, buddy: buddy)
            letters.append(PlannedLetter(reason: reason, due: due, expires: news.expires))
        }
        if !cancelled, isTheirs, runs(on: starts.date) {
            let before = beforeDrafts(settings, schedule.quiet).filter { !refused.contains($0.kind) }
            // That they are not expected there says nothing of the message that they send before it.
            letters += schedule.letters(
                before, keepsLate: news == nil || !attends, told: told, subject: .meeting(uid), buddy: buddy)
            let after = afterDrafts(settings, schedule.quiet).filter { !refused.contains($0.kind) }
            letters += schedule.letters(
                after, keepsLate: true, told: told, subject: .meeting(uid), buddy: buddy)
        }
        return letters.filter { letter in
            letter.due < letter.expires && (evenIfOver || now < letter.expires)
                && mayGo(at: max(letter.due, now), settings.zone)
        }.sorted { $0.due < $1.due }
    }

    // A match that ended invites no more contact (QUEUE.md, promise 3); who it was taken over from still has to hear it.
    private func mayGo(at moment: Instant, _ zone: Zone) -> Bool { !isTheirs || runs(on: zone.local(moment).date) }

    private func runs(on date: LocalDate) -> Bool { lastDay.map { date <= $0 } ?? true }

    /// What a letter of this meeting is of use for, seen at this moment; what the sender and the cap ask by.
    package func usefulness(of kind: LetterKind, expires: Instant, at now: Instant, _ settings: TenantSettings)
        -> Usefulness
    {
        let usual = Usefulness(expires: expires, before: settings.zone.nearestInstant(starts))
        return switch kind {
        // Without news it goes once more after a doubt, as urgent as it was.
        case .moved, .cancelled: news(settings)?.usefulness(at: now) ?? usual.urgent
        case .after, .nudge: Usefulness(expires: expires, before: nil)
        default: usual
        }
    }

    /// What this buddy does not know yet; nil when what they were told is still true.
    func news(_ settings: TenantSettings) -> News? {
        guard takesPart, let told else { return nil }
        let toldStart = settings.zone.nearestInstant(told.starts)
        if cancelled || !attends || !isTheirs || !runs(on: starts.date) {
            // Who knows that the match ends before it expects nothing more of it.
            guard !told.cancelled, !isTheirs || runs(on: told.starts.date) else { return nil }
            return .cancelled(.change(changeCount), toldStart)
        }
        guard told.cancelled || told.starts != starts else { return nil }
        let start = settings.zone.nearestInstant(starts)
        let revision: Reason.Revision = told.starts != starts ? .time(timeRevision) : .change(changeCount)
        return .moved(revision, to: start, from: told.cancelled ? nil : toldStart)
    }

    private func beforeDrafts(_ settings: TenantSettings, _ quiet: QuietTimes) -> [Draft] {
        let start = quiet.zone.nearestInstant(starts)
        let eve = quiet.eve(of: start, at: settings.beforeDayTime)
        let dayBefore = Draft(
            kind: .beforeDay, revision: .time(timeRevision), moment: eve,
            usefulness: Usefulness(expires: start - .hours(1), before: start))
        let planned = quiet.zone.local(timedAt ?? enteredAt).date
        guard starts.date - planned >= settings.beforeWeekMinDays else { return [dayBefore] }
        let weekDay = starts.date.workingDays(before: settings.beforeWeekWorkingDays)
        let weekBefore = Draft(
            kind: .beforeWeek, revision: .time(timeRevision),
            moment: quiet.before(weekDay, at: settings.beforeWeekTime),
            usefulness: Usefulness(expires: eve, before: start))
        return [weekBefore, dayBefore]
    }

    private func afterDrafts(_ settings: TenantSettings, _ quiet: QuietTimes) -> [Draft] {
        let zone = quiet.zone
        let end = zone.nearestInstant(starts) + .minutes(minutes)
        let lastDay = zone.local(end)
        func useful(days: Int) -> Usefulness {
            Usefulness(expires: zone.nearestInstant(LocalDateTime(lastDay.date + days, lastDay.time)), before: nil)
        }
        func draft(_ kind: LetterKind, _ moment: Instant, _ usefulness: Usefulness) -> Draft {
            Draft(
                kind: kind, revision: .time(timeRevision), moment: quiet.departure(at: moment, usefulness),
                usefulness: usefulness)
        }
        let after = draft(.after, end + .minutes(settings.afterDelayMinutes), useful(days: settings.afterExpiresDays))
        let asking = wasAsked(end, settings) ? [] : [after]
        guard attends, !hasLookBack else { return asking }
        let nudgeDay = lastDay.date.workingDays(after: settings.nudgeWorkingDays)
        let nudgeMoment = zone.nearestInstant(LocalDateTime(nudgeDay, settings.nudgeTime))
        return asking + [draft(.nudge, nudgeMoment, useful(days: settings.nudgeExpiresDays))]
    }

    // Who was asked how it went after it began is not asked again because its time was put right when it was over. Of what
    // tells, only an after-letter or a nudge goes so long after the end that was told.
    private func wasAsked(_ end: Instant, _ settings: TenantSettings) -> Bool {
        guard let told, let timedAt else { return false }
        let asked = settings.zone.nearestInstant(told.starts) + .minutes(minutes + settings.afterDelayMinutes)
        return timedAt >= end && told.at >= end - .minutes(minutes) && told.at >= asked
    }
}
