import Domain

extension Publication {
    /// The figures of every cell, the empty ones too, from what the tenants handed over.
    package init(
        _ slot: Slot, _ table: PublishedTable, _ period: Period, enrolled: Int, regions: [String],
        contributions: [Slug: [Cell: Contribution]], noise: Noise
    ) {
        let rows = Cell.all(table, regions: regions).map { cell -> PublishedRow in
            let total = contributions.values.reduce(Contribution()) { $0 + ($1[cell] ?? Contribution()) }
            let drawn = noise.draw(
                view: table.view, cell: cell.description, release: period.last.description, keySum: total.keySum)
            return PublishedRow(cell: cell, value: total.count + drawn)
        }
        self.init(
            slot: slot, table: table, period: period, enrolled: enrolled, rows: rows,
            tenants: contributions.keys.sorted())
    }
}
