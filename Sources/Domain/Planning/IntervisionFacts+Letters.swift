extension IntervisionFacts {
    /// All letters that this session asks for one participant, by due; those of no use any more at `now` are left out.
    ///
    /// Apart from that it follows from the facts alone: asked again later, each letter has the same reason and due. Of
    /// invitation, nudge and reminder each is of use until the next is due. Who said no hears nothing more, not even that
    /// it moved or is off.
    /// - Parameter evenIfOver: keeps those of no use any more.
    package func letters(_ settings: TenantSettings, now: Instant, evenIfOver: Bool = false) -> [PlannedLetter] {
        guard takesPart, answer != .no else { return [] }
        let schedule = Schedule(settings, entered: enteredAt, changed: changedAt)
        let news = news(settings)
        var letters: [PlannedLetter] = []
        if let news, let due = news.due(schedule, changed: newsSince) {
            let reason = Reason(subject: .intervision(uid), kind: news.kind, revision: news.revision, buddy: buddy)
            letters.append(PlannedLetter(reason: reason, due: due, expires: news.expires))
        }
        if !cancelled, isInvited {
            let invitation = invitation(settings, schedule)
            let reminders = [nudge(settings, schedule), reminder(settings, schedule.quiet)].compactMap(\.self)
            let asking =
                [invitation].compactMap(\.self)
                + schedule.letters(
                    reminders.filter { !refused.contains($0.kind) }, keepsLate: news == nil && invitation == nil,
                    told: told, subject: .intervision(uid), buddy: buddy)
            letters += asking.filter { letter in !asking.contains { letter.due < $0.due && $0.due <= now } }
        }
        return letters.filter { $0.due < $0.expires && (evenIfOver || now < $0.expires) }.sorted { $0.due < $1.due }
    }

    /// What a letter of this session is of use for, seen at this moment; what the sender and the cap ask by.
    package func usefulness(of kind: LetterKind, expires: Instant, at now: Instant, _ settings: TenantSettings)
        -> Usefulness
    {
        let usual = Usefulness(expires: expires, before: settings.zone.nearestInstant(starts))
        // Without news it goes once more after a doubt, as urgent as it was.
        return kind == .moved || kind == .cancelled ? news(settings)?.usefulness(at: now) ?? usual.urgent : usual
    }

    /// What this participant does not know yet; nil when what they were told is still true.
    func news(_ settings: TenantSettings) -> News? {
        guard takesPart, answer != .no, let told else { return nil }
        let toldStart = settings.zone.nearestInstant(told.starts)
        if cancelled || !isInvited {
            guard !told.cancelled else { return nil }
            return .cancelled(.change(changeCount), toldStart)
        }
        let start = settings.zone.nearestInstant(starts)
        let revision: Reason.Revision
        if told.starts != starts {
            revision = .time(timeRevision)
        } else if told.cancelled {
            revision = .change(changeCount)
        } else if told.place != place {
            revision = .place(placeRevision)
        } else if let link = told.link, link != self.link {
            // Who would join by it waits in vain. A link where none was told comes with the reminder.
            revision = .change(changeCount)
        } else {
            return nil
        }
        return .moved(revision, to: start, from: told.cancelled ? nil : toldStart)
    }

    // Who was told that it is off for them, and stands on the list now, may have been put back a moment ago.
    private var newsSince: Instant {
        guard let told else { return changedAt ?? enteredAt }
        return told.cancelled && isInvited ? max(enteredAt, changedAt ?? told.at) : changedAt ?? told.at
    }

    // Nothing was sent yet and no answer was given by phone: so the participant is invited.
    private func invitation(_ settings: TenantSettings, _ schedule: Schedule) -> PlannedLetter? {
        let start = settings.zone.nearestInstant(starts)
        guard told == nil, answer == nil, !refused.contains(.intervisionInvite),
            let opening = schedule.opens(for: start)
        else { return nil }
        let reason = Reason(
            subject: .intervision(uid), kind: .intervisionInvite, revision: .time(timeRevision), buddy: buddy)
        return PlannedLetter(reason: reason, due: asked(settings, schedule.quiet, from: opening), expires: start)
    }

    // Once, to who did not answer, if they had two days or more to do so. A new time asks anew, a new place does not.
    private func nudge(_ settings: TenantSettings, _ schedule: Schedule) -> Draft? {
        let start = settings.zone.nearestInstant(starts)
        let opening = told == nil || timeRevision > 1 ? schedule.opens(for: start) : enteredAt
        let moment = schedule.quiet.before(starts.date - settings.inviteNudgeDays, at: settings.nudgeTime)
        guard answer == nil, let opening, moment >= asked(settings, schedule.quiet, from: opening) + .days(2)
        else { return nil }
        return Draft(
            kind: .intervisionNudge, revision: .time(timeRevision), moment: moment,
            usefulness: Usefulness(expires: start, before: start))
    }

    private func reminder(_ settings: TenantSettings, _ quiet: QuietTimes) -> Draft? {
        guard answer != nil || settings.intervisionRemindUnanswered else { return nil }
        let start = quiet.zone.nearestInstant(starts)
        return Draft(
            kind: .intervisionBefore, revision: .time(timeRevision),
            moment: quiet.eve(of: start, at: settings.intervisionBeforeTime),
            usefulness: Usefulness(expires: start, before: start))
    }

    // At most some weeks ahead, on the session's own weekday and time.
    private func asked(_ settings: TenantSettings, _ quiet: QuietTimes, from opening: Instant) -> Instant {
        let start = quiet.zone.nearestInstant(starts)
        let earliest = quiet.zone.nearestInstant(
            LocalDateTime(starts.date - 7 * settings.inviteWeeks, starts.time))
        return quiet.departure(at: max(opening, earliest), Usefulness(expires: start, before: start))
    }
}
