/// Who asks for a buddy.
package enum RequesterKind: String, CaseIterable, Hashable, Sendable {
    case parent
    case carer
    case youth
}
