import Domain
import TestSupport
import Testing

@testable import Reminders

/// The year of `SimulatedYear` through file, sender and clock: the letters are those of the same table.
struct StoredYearTests {
    @Test func `the letters that really go are those of the table`() throws {
        let year = try StoredYear(buddies: SimulatedYear.buddies)
        try year.play(SimulatedYear.steps)
        let sent = try year.sent()
        var missing = SimulatedYear.letters
        var extra: [SentLine] = []
        for line in sent {
            if let index = missing.firstIndex(of: line) { missing.remove(at: index) } else { extra.append(line) }
        }
        for line in missing { Issue.record("did not go: \(line)") }
        for line in extra { Issue.record("not in the table: \(line)") }
        #expect(sent.count == SimulatedYear.letters.count)
        let left = try year.left()
        #expect(left.isEmpty, "\(left)")
        let capped = try year.capped()
        #expect(capped.isEmpty, "\(capped)")
    }
}
