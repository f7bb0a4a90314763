import Domain
import National
import Testing

@Suite struct ContributionTests {
    private let quarter = Quarter(of: LocalDate(daysSince1970: 20_750))

    private func signal(
        _ theme: SignalTheme, _ sector: Sector = .po, _ dossier: Uid? = nil, key: UInt64, after quarters: Int = 0
    ) -> CountedSignal {
        CountedSignal(
            theme: theme, sector: sector, recorded: quarter + quarters, dossier: dossier, releaseKey: key)
    }

    private func contribution(
        _ signals: [CountedSignal], _ second: PublishedTable.Second = .none, region: String? = nil,
        after: Quarter? = nil
    ) -> [Cell: Contribution] {
        .of(signals, to: PublishedTable(second, .quarter), region: region, after: after, until: quarter)
    }

    @Test func `one dossier counts once per cell, and in no other cell for it`() {
        let family = Uid.random()
        let signals = [
            signal(.transition, .po, family, key: 7), signal(.transition, .po, family, key: 5),
            signal(.transition, .vo, family, key: 3), signal(.pressure, .po, family, key: 2),
        ]
        let expected: [Cell: Contribution] = [
            Cell(.transition, "po"): Contribution(count: 1, keySum: 5),
            Cell(.transition, "vo"): Contribution(count: 1, keySum: 3),
            Cell(.pressure, "po"): Contribution(count: 1, keySum: 2),
        ]
        #expect(contribution(signals, .sector) == expected)
        #expect(contribution(signals.reversed(), .sector) == expected, "the order tells nothing")
    }

    @Test func `signals without a dossier each count, and their keys wrap around`() {
        let signals = [signal(.transport, key: .max), signal(.transport, key: 3)]
        #expect(contribution(signals) == [Cell(.transport): Contribution(count: 2, keySum: 2)])
    }

    @Test func `what was released before, and what comes after the period, is not counted`() {
        let signals = (-2...1).map { signal(.transport, key: 1, after: $0) }
        #expect(contribution(signals, after: quarter + -1)[Cell(.transport)]?.count == 1)
        #expect(contribution(signals)[Cell(.transport)]?.count == 3, "a tenant that was away joins with all it has")
    }

    @Test func `a tenant without a region group has no place in a table of regions`() {
        #expect(contribution([signal(.transport, key: 1)], .region).isEmpty)
        #expect(
            contribution([signal(.transport, key: 1)], .region, region: "noord")[Cell(.transport, "noord")]?.count == 1)
    }

    @Test(arguments: [
        ("2026-07-20", "2026-07-21", "2026-Q3"), ("2026-07-20", "2026-10-09", "2026-Q3"),
        ("2026-07-20", "2026-10-10", "2026-Q4"), ("2020-01-01", "2026-07-21", "2026-Q3"),
        ("9999-12-31", "2026-07-21", "9999-Q4"), ("0001-01-01", "2026-07-21", "2026-Q3"),
    ])
    func `a signal goes with its quarter, or with that of its entry when its own was published`(
        recorded: String, entered: String, expected: String
    ) throws {
        let days = (try #require(LocalDate(recorded)), try #require(LocalDate(entered)))
        #expect(Quarter(recorded: days.0, enteredOn: days.1).description == expected)
    }
}
