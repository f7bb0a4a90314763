/// For whom a tenant's coordinator works (DOMAIN.md, N02): shown honestly to parents.
package enum CoordinatorPosition: String, CaseIterable, Hashable, Sendable {
    /// Of a steunpunt that belongs to neither school nor samenwerkingsverband.
    case independent
    /// Of the school or the samenwerkingsverband: keeps no notes without the parent's tick.
    case dependent
}
