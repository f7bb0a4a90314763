/// One published figure: for ever as it is.
package struct PublishedRow: Hashable, Sendable {
    package let cell: Cell
    /// The exact sum and its noise; may be negative.
    package let value: Int

    package init(cell: Cell, value: Int) {
        self.cell = cell
        self.value = value
    }
}

/// A release of one table over one period, with who took part in it.
package struct Publication: Hashable, Sendable {
    package let slot: Slot
    package let table: PublishedTable
    package let period: Period
    /// Enrolled tenants, which decided the table.
    package let enrolled: Int
    /// Every cell of the table in the order of the public lists.
    package let rows: [PublishedRow]
    /// Who took part, by slug; nobody knows with how much.
    package let tenants: [Slug]

    package init(
        slot: Slot, table: PublishedTable, period: Period, enrolled: Int, rows: [PublishedRow], tenants: [Slug]
    ) {
        self.slot = slot
        self.table = table
        self.period = period
        self.enrolled = enrolled
        self.rows = rows
        self.tenants = tenants
    }

    /// The release's name: the last quarter of its period.
    package var name: Quarter { period.last }
}
