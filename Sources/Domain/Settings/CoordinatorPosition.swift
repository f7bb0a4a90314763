/// For whom a tenant's coordinator works (DOMAIN.md, N02).
package enum CoordinatorPosition: String, CaseIterable, Hashable, Sendable {
    /// Nobody said it yet; treated as dependent.
    case unsaid = "not-said"
    /// Of nobody whom a parent may have a conflict with.
    case independent
    /// Of a school or SWV: then no free text is kept without the parent's tick.
    case dependent

    /// Whether notes may be kept without asking the parent first; no while nobody said that they may.
    package var mayKeepNotes: Bool { self == .independent }
}

/// How a buddy programme stands to school and SWV (DOMAIN.md, N20).
package enum OrganisationForm: String, CaseIterable, Hashable, Sendable {
    case unsaid = "not-said"
    case separate
    case insideSchool = "inside-school"
    /// Inside the ouder- en jeugdsteunpunt.
    case insideSteunpunt = "inside-steunpunt"
    case balans
}
