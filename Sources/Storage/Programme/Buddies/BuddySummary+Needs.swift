import Domain

extension BuddySummary {
    /// Everything about this buddy that asks for the coordinator now, the most pressing first.
    package func needs(_ settings: TenantSettings, today: LocalDate) -> [BuddyNeed] {
        guard state.takesPart else { return [] }
        var needs: [BuddyNeed] = []
        if hasDeadAddress { needs.append(.deadAddress) }
        if !hasAddress { needs.append(.noAddress) }
        if state == .interview, let interviewAt, interviewAt.date < today {
            needs.append(.interviewPast(interviewAt.date))
        }
        if state == .paused, let pausedUntil, pausedUntil <= today {
            needs.append(.pauseOver(pausedUntil))
        } else if let due = contactDue(ContactRhythm(weeks: settings.contactWeeks)), due <= today {
            needs.append(state == .applied && lastContact.map({ $0 < since }) ?? true ? .firstContact : .contact(due))
        }
        // While somebody is on the way in, these are steps of their own page.
        guard [.available, .matched, .paused].contains(state) else { return needs }
        switch Validity(of: trainedOn, years: settings.trainingYears, today: today) {
        case .missing: needs.append(.noTraining)
        case .soon(let day), .past(let day): needs.append(.trainingEnds(day))
        case .endless, .until: break
        }
        switch Validity(of: certificateSeenOn, years: settings.certificateYears, today: today) {
        case .missing: if settings.certificateNeeded { needs.append(.noCertificate) }
        case .soon(let day), .past(let day): needs.append(.certificateEnds(day))
        case .endless, .until: break
        }
        return needs
    }
}
