import Domain
import Testing

@Suite struct ContactRhythmTests {
    private static func date(_ text: String) -> LocalDate? { LocalDate(text) }

    @Test(
        arguments: [
            // state, since, last contact, call on, paused until, due
            (BuddyState.available, "2026-10-01", nil, nil, nil, "2026-11-12"),
            (.available, "2026-10-01", "2026-10-20", nil, nil, "2026-12-01"),
            // An older contact does not make a new state late at once.
            (.available, "2026-10-01", "2026-01-01", nil, nil, "2026-11-12"),
            (.training, "2026-10-01", nil, "2026-10-10", nil, "2026-10-10"),
            // What was agreed later than the rhythm does not leave somebody in limbo.
            (.applied, "2026-10-01", "2026-10-01", "2027-03-01", nil, "2026-11-12"),
            // Who signed up waits for a first call.
            (.applied, "2026-10-01", nil, nil, nil, "2026-10-01"),
            (.applied, "2026-10-01", "2024-05-05", nil, nil, "2026-10-01"),
            (.applied, "2026-10-01", "2026-10-02", nil, nil, "2026-11-13"),
            (.matched, "2026-10-01", nil, nil, nil, nil),
            (.matched, "2026-10-01", nil, "2026-12-24", nil, "2026-12-24"),
            (.paused, "2026-10-01", nil, nil, "2027-01-01", "2027-01-01"),
            (.paused, "2026-10-01", nil, "2026-12-24", "2027-01-01", "2026-12-24"),
            (.paused, "2026-10-01", nil, nil, nil, "2026-11-12"),
            (.stopped, "2026-10-01", nil, "2026-12-24", nil, nil),
        ] as [(BuddyState, String, String?, String?, String?, String?)])
    func `contact is due by rhythm or by agreement`(
        state: BuddyState, since: String, last: String?, callOn: String?, until: String?, due: String?
    ) throws {
        let found = ContactRhythm(weeks: 6).due(
            state, since: try #require(LocalDate(since)), lastContact: last.flatMap(Self.date),
            callOn: callOn.flatMap(Self.date), pausedUntil: until.flatMap(Self.date))
        #expect(found?.description == due)
    }

    @Test(
        arguments: [
            (nil, 3, "missing"), ("2020-01-01", 0, "endless"), ("2026-01-01", 3, "until 2029-01-01"),
            ("2023-11-30", 3, "soon 2026-11-30"), ("2024-01-29", 3, "soon 2027-01-29"),
            ("2024-01-30", 3, "until 2027-01-30"), ("2023-11-29", 3, "past 2026-11-29"),
            ("2024-02-29", 3, "until 2027-03-01"), ("2024-02-29", 4, "until 2028-02-29"),
        ] as [(String?, Int, String)])
    func `a certificate is near its end sixty days before`(seen: String?, years: Int, expected: String) throws {
        let today = try #require(LocalDate("2026-11-30"))
        let words =
            switch Validity(of: seen.flatMap(Self.date), years: years, today: today) {
            case .missing: "missing"
            case .endless: "endless"
            case .until(let day): "until \(day)"
            case .soon(let day): "soon \(day)"
            case .past(let day): "past \(day)"
            }
        #expect(words == expected)
    }
}
