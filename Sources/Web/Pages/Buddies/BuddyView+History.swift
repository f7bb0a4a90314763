import Domain
import Storage

extension BuddyView {
    private struct Entry {
        let day: LocalDate
        let words: HTML
        let detail: String
        let isUndone: Bool
    }

    /// What happened, the newest first: the steps, and the matches that began and ended.
    var history: HTML {
        let steps = buddy.steps.map { step in
            let entered = settings.zone.local(step.at).date
            let detail = [
                step.step == .imported || step.step == .enter ? step.state.title : nil,
                step.by.map { "door \($0)" },
                step.day.flatMap { $0 == entered ? nil : "genoteerd op \(day(entered))" },
                step.undoneAt.map { _ in "teruggedraaid: vergissing" },
            ].compactMap(\.self).joined(separator: " · ")
            let isPlan = step.step == .planInterview
            return Entry(
                day: isPlan ? entered : step.day ?? entered,
                words: "\(step.step.title)\(isPlan ? step.day.map { " op \(day($0))" } ?? "" : "")",
                detail: isPlan ? step.by.map { "door \($0)" } ?? "" : detail, isUndone: step.undoneAt != nil)
        }
        let matches = buddy.matches.flatMap { match in
            [
                Entry(day: match.since, words: "Gekoppeld: \(link(match))", detail: "", isUndone: false),
                match.until.map {
                    Entry(day: $0, words: "Koppeling \(link(match)) afgerond", detail: "", isUndone: false)
                },
            ].compactMap(\.self).filter { $0.day <= today }
        }
        // Stable: what happened on one day stays in its own order.
        let all = (steps + matches).enumerated().sorted { ($1.element.day, $0.offset) < ($0.element.day, $1.offset) }
        let items = all.prefix(60).map { _, entry -> HTML in
            """
            <li\(entry.isUndone ? " class=\"undone\"" : "" as HTML)><b>\(entry.words)</b> \
            <span class="soft">\(day(entry.day))\(entry.detail.isEmpty ? "" : " · \(entry.detail)")</span></li>
            """
        }
        return Part.section("Geschiedenis", "<ol class=\"history\">\(items)</ol>\(takeBack)")
    }

    private var takeBack: HTML {
        guard mayChange, let step = buddy.lastStep else { return "" }
        return """
            <details class="fold"><summary>Vergissing?</summary>
            <p>Dit draait de laatste stap terug: “\(step.title)”. In de geschiedenis blijft staan dat het een \
            vergissing was.</p>
            \(visit.action("Draai terug", "\(path)/vergissing", isFirst: false, Buddies.version(buddy.version)))</details>
            """
    }
}
