/// A letter as the rules ask for it, before it is known from when the letters of its subject may go.
struct Draft {
    let kind: LetterKind
    let revision: Reason.Revision
    /// When it goes by the rule, quiet times already reckoned with.
    let moment: Instant
    let usefulness: Usefulness
}

/// From when the letters of one meeting or session may go, and what follows for each of them.
///
/// They may go from the moment it was entered, or, when it was changed since, from when that change has settled. A letter
/// whose own moment came earlier goes then.
struct Schedule {
    let quiet: QuietTimes
    let entered: Instant
    let changed: Instant?
    let settle: Span

    init(_ settings: TenantSettings, entered: Instant, changed: Instant?) {
        quiet = QuietTimes(settings)
        self.entered = entered
        self.changed = changed
        settle = settings.settle
    }

    /// From when a letter may go that is of use until `expires`; nil when that is too late already.
    ///
    /// It does not wait for a change to settle past its own use.
    func opens(for expires: Instant) -> Instant? {
        let settled = changed.map { max(entered, $0 + settle) } ?? entered
        if settled < expires { return settled }
        let unsettled = changed.map { max(entered, $0) } ?? entered
        return unsettled < expires ? unsettled : nil
    }

    /// Whether the letter's own moment had passed before it could go.
    func isLate(_ draft: Draft) -> Bool {
        opens(for: draft.usefulness.expires).map { draft.moment < $0 } ?? true
    }

    /// The drafts that are of use, with the moment at which they go.
    ///
    /// - Parameter keepsLate: of those whose moment had passed, the latest goes at once, or none does.
    func letters(_ drafts: [Draft], keepsLate: Bool, subject: Reason.Subject, buddy: Uid) -> [PlannedLetter] {
        let useful = drafts.filter { draft in
            let expires = draft.usefulness.expires
            return draft.moment < expires && opens(for: expires) != nil
        }
        let late = useful.filter(isLate).max { $0.moment < $1.moment }
        return useful.compactMap { draft in
            let reason = Reason(subject: subject, kind: draft.kind, revision: draft.revision, buddy: buddy)
            let expires = draft.usefulness.expires
            guard let opening = opens(for: expires), draft.moment < opening else {
                return PlannedLetter(reason: reason, due: draft.moment, expires: expires)
            }
            guard keepsLate, draft.kind == late?.kind else { return nil }
            let due = quiet.departure(at: opening, draft.usefulness)
            return PlannedLetter(reason: reason, due: due, expires: expires)
        }
    }
}
