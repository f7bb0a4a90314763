/// The right to walk over all tenants: sender, release, backup and the operator's verbs hold it.
///
/// The web's scopes stand beside it later; no page can make this one.
package struct SystemScope: Sendable {
    package init() {}
}
