import Domain

/// A published value, or a sum of published values: the only counts that a page of the dashboard has.
package struct PublishedSum: Hashable, Sendable {
    package let value: Int
    /// How many published cells were added up; each brought its own noise.
    package let cells: Int

    package init(value: Int, cells: Int = 1) {
        self.value = value
        self.cells = cells
    }

    /// The sum of nothing.
    package static let none = Self(value: 0, cells: 0)

    package static func + (one: Self, other: Self) -> Self {
        Self(value: one.value + other.value, cells: one.cells + other.cells)
    }

    /// How far the true sum may lie from this one, in 95 of 100 cases.
    package var width: Int { Band.width(ofCells: cells) }

    /// Shown as "minder dan 5" (disclosure/README.md, rule 6).
    package var isSmall: Bool { value < Band.smallestShown }

    /// Whether the two lie further apart than the noise on all cells involved explains.
    package func differs(from other: Self) -> Bool {
        abs(value - other.value) > Band.width(ofCells: cells + other.cells)
    }
}
