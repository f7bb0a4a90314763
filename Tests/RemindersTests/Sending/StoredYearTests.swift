import Domain
import TestSupport
import Testing

@testable import Reminders

/// The year of `SimulatedYear` through file, sender and clock, its busy week too: the letters are those of the table.
struct StoredYearTests {
    @Test func `the letters that really go are those of the table`() throws {
        let year = try StoredYear(
            buddies: SimulatedYear.buddies.merging(SimulatedYear.busyBuddies) { $1 },
            coordinator: SimulatedYear.coordinator, unreachable: "Joris")
        try year.play((SimulatedYear.steps + SimulatedYear.busyWeek).sorted { $0.at < $1.at })
        let sent = try year.sent()
        var missing = SimulatedYear.letters
        var extra: [SentLine] = []
        for line in sent {
            if let index = missing.firstIndex(of: line) { missing.remove(at: index) } else { extra.append(line) }
        }
        for line in missing { Issue.record("did not go: \(line)") }
        for line in extra { Issue.record("not in the table: \(line)") }
        #expect(sent.count == SimulatedYear.letters.count)
        // The reminder to an address that did not work is all that did not go.
        let left = try year.left()
        #expect(left.map(\.kind) == ["before-day"] && left.first?.state == .dead, "\(left)")
        #expect(try Set(year.joined()) == Set(SimulatedYear.joinedLetters))
        #expect(try year.capped().map(\.when) == ["wo 18 nov 08:00"])
    }
}
