/// Which tenants belong to which region group, from a dated public file.
package struct RegionGroups: Hashable, Sendable {
    private let groups: [Slug: String]
    private let pupils: [Slug: Int]

    package static let none = Self(groups: [:], pupils: [:])

    /// `pupils` are the public numbers of pupils that each tenant serves.
    package init(groups: [Slug: String], pupils: [Slug: Int]) {
        self.groups = groups
        self.pupils = pupils
    }

    package subscript(tenant: Slug) -> String? { groups[tenant] }

    /// The groups that may be published: at least eight enrolled tenants, none above 40 % of the group's pupils.
    ///
    /// Decided by public facts alone (disclosure/README.md, rule 1); in alphabetical order.
    package func publishable(enrolled: some Sequence<Slug>) -> [String] {
        let members = Dictionary(grouping: enrolled.filter { groups[$0] != nil }) { groups[$0] ?? "" }
        return members.filter { _, tenants in
            let counts = tenants.map { pupils[$0] ?? 0 }
            let total = counts.reduce(0, +)
            return tenants.count >= 8 && total > 0 && counts.allSatisfy { $0 * 100 <= total * 40 }
        }.keys.sorted()
    }
}
