/// One cell of a published table, from the public lists alone.
package struct Cell: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let theme: SignalTheme
    /// The sector or the region group; nil in a table of themes alone.
    package let second: String?

    package init(_ theme: SignalTheme, _ second: String? = nil) {
        self.theme = theme
        self.second = second
    }

    /// The order of the public lists.
    package static func < (one: Self, other: Self) -> Bool { one.place < other.place }

    private var place: (Int, Int, String) {
        let theme = SignalTheme.allCases.firstIndex(of: theme) ?? 0
        let sector = second.flatMap { Sector(rawValue: $0) }.flatMap { Sector.allCases.firstIndex(of: $0) } ?? 0
        return (theme, sector, second ?? "")
    }

    /// Its name in the noise: `overstap` or `overstap/po`.
    package var description: String { second.map { "\(theme.rawValue)/\($0)" } ?? theme.rawValue }

    /// Every cell of a table, the empty ones too, in the order of the public lists.
    package static func all(_ table: PublishedTable, regions: [String]) -> [Cell] {
        let seconds: [String?]
        switch table.second {
        case .none: seconds = [nil]
        case .sector: seconds = Sector.allCases.map(\.rawValue)
        case .region: seconds = regions
        }
        return SignalTheme.allCases.flatMap { theme in seconds.map { Cell(theme, $0) } }
    }
}

/// What one tenant hands over for one cell: how many, and the sum of their release keys.
///
/// Nothing else leaves it.
package struct Contribution: Hashable, Sendable {
    package var count: Int
    package var keySum: UInt64

    package init(count: Int = 0, keySum: UInt64 = 0) {
        self.count = count
        self.keySum = keySum
    }

    package static func + (one: Self, other: Self) -> Self {
        Self(count: one.count + other.count, keySum: one.keySum &+ other.keySum)
    }
}

/// What of a signal counts for a release; the text is not among it.
package struct CountedSignal: Hashable, Sendable {
    package let theme: SignalTheme
    package let sector: Sector
    package let recorded: Quarter
    /// The support request it belongs to; nil: the signal is its own dossier.
    package let dossier: Uid?
    package let releaseKey: UInt64

    package init(theme: SignalTheme, sector: Sector, recorded: Quarter, dossier: Uid?, releaseKey: UInt64) {
        self.theme = theme
        self.sector = sector
        self.recorded = recorded
        self.dossier = dossier
        self.releaseKey = releaseKey
    }
}

extension [Cell: Contribution] {
    /// A tenant's contributions to one table, from its signals of kind *concern*.
    ///
    /// One dossier counts at most once per cell, with its lowest key, so that the order of the signals does not matter;
    /// it is never moved to another cell (disclosure/README.md, rule 3). `through` is what was released before.
    package static func of(
        _ signals: some Sequence<CountedSignal>, to table: PublishedTable, region: String?, after through: Quarter?,
        until end: Quarter
    ) -> Self {
        var own = Self()
        var dossiers: [Cell: [Uid: UInt64]] = [:]
        for signal in signals where signal.recorded <= end && through.map({ signal.recorded > $0 }) ?? true {
            let second: String?
            switch table.second {
            case .none: second = nil
            case .sector: second = signal.sector.rawValue
            case .region:
                // A tenant without a region group has no place in a table of regions.
                guard let region else { continue }
                second = region
            }
            let cell = Cell(signal.theme, second)
            if let dossier = signal.dossier {
                let known = dossiers[cell, default: [:]][dossier]
                dossiers[cell, default: [:]][dossier] = Swift.min(known ?? signal.releaseKey, signal.releaseKey)
            } else {
                own[cell] = own[cell, default: Contribution()] + Contribution(count: 1, keySum: signal.releaseKey)
            }
        }
        for (cell, keys) in dossiers {
            for key in keys.values {
                own[cell] = own[cell, default: Contribution()] + Contribution(count: 1, keySum: key)
            }
        }
        return own
    }
}
