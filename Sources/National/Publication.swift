import Domain

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

/// A release of one table over one period.
package struct Publication: Hashable, Sendable {
    package let slot: Slot
    package let table: PublishedTable
    package let period: Period
    package let rows: [PublishedRow]

    /// The figures of every cell, the empty ones too, from what the tenants handed over.
    ///
    /// The release is named by the last quarter of its period.
    package init(
        _ slot: Slot, _ table: PublishedTable, _ period: Period, regions: [String],
        contributions: [[Cell: Contribution]], noise: Noise
    ) {
        self.slot = slot
        self.table = table
        self.period = period
        rows = Cell.all(table, regions: regions).map { cell in
            let total = contributions.reduce(Contribution()) { $0 + ($1[cell] ?? Contribution()) }
            let drawn = noise.draw(
                view: table.view, cell: cell.description, release: period.last.description, keySum: total.keySum)
            return PublishedRow(cell: cell, value: total.count + drawn)
        }
    }
}
