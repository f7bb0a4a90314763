import Domain
import TestSupport
import Testing

struct SimulatedYearTests {
    private static let sent: [PaperProgramme.Sent] = {
        var programme = PaperProgramme(buddies: SimulatedYear.buddies)
        programme.play(SimulatedYear.steps)
        return programme.sent
    }()

    @Test func `the letters of a year are those of the table`() {
        let lines = Self.sent.map(\.line)
        for (line, expected) in zip(lines, SimulatedYear.plannedLetters) where line != expected {
            Issue.record("went: \(line)\ntable: \(expected)")
            return
        }
        #expect(lines.count == SimulatedYear.plannedLetters.count)
        #expect(SimulatedYear.letters.count == SimulatedYear.table.split(separator: "\n").count)
        #expect(SimulatedYear.letters.allSatisfy { !$0.why.isEmpty })
    }

    @Test func `the year has both clock changes, the holidays, and every letter`() {
        #expect(SimulatedYear.steps.allSatisfy { $0.at.date.year == 2026 })
        let kinds = Set(SimulatedYear.letters.map(\.letter))
        #expect(Set(LetterKind.allCases).subtracting(kinds) == [.login, .group, .test])
    }

    @Test func `but for the busy week nobody's cap is reached, so the sender sends the same letters`() {
        let settings = TenantSettings()
        let refusable = Self.sent.filter(\.letter.reason.kind.isRefusable)
        let dates = refusable.map { ($0.buddy, settings.zone.local($0.at).date) }
        for (buddy, date) in dates {
            #expect(dates.count { $0.0 == buddy && $0.1 == date } <= settings.capBuddyDay, "\(buddy) \(date)")
            let week = dates.count { $0.0 == buddy && $0.1.monday == date.monday }
            #expect(week <= settings.capBuddyWeek, "\(buddy) \(date)")
        }
    }
}
