import Domain
import National

/// **Wat bewoog**: two equal times a year apart, in words; what the noise explains is not told as news.
struct Moved {
    private let comparison: Dashboard.Comparison?
    private let moved: [Dashboard.Change]
    private let still: [Dashboard.Change]

    init(_ comparison: Dashboard.Comparison?) {
        self.comparison = comparison
        moved = comparison?.changes.filter { !$0.isNoise } ?? []
        still = comparison?.changes.filter(\.isNoise) ?? []
    }

    /// What moved most, to be drawn large: a second one when the words beside it leave room for it.
    var featured: [SignalTheme] { moved.prefix(moved.count > 2 ? 2 : 1).map(\.theme) }

    var html: HTML {
        guard let comparison else {
            return """
                <section><h2>Wat bewoog</h2><p>Dat is nog niet te zeggen. Er zijn twee gelijke perioden voor nodig, een \
                jaar na elkaar.</p></section>
                """
        }
        let small = still.filter { $0.before.isSmall && $0.now.isSmall }.map(\.theme.title)
        let noise = still.filter { !($0.before.isSmall && $0.now.isSmall) }.map(\.theme.title)
        let noNews: HTML = "Verandering kleiner dan de ruis. Lees er niets in."
        var cards = moved.map { card("\($0.theme.title) \(arrow($0))", words($0)) }
        switch noise.count {
        case 0: break
        case 1...3: cards.append(card("\(NationalWords.list(noise))", noNews))
        case let count:
            let title = "\(Dutch.capital(Dutch.words(count))) \(moved.isEmpty ? "" : "andere ")thema's"
            cards.append(card("\(title)", "\(noNews)<br>\(NationalWords.list(noise))."))
        }
        if !small.isEmpty { cards.append(card("\(NationalWords.list(small))", "minder dan 5, beide keren")) }
        return """
            <section><h2>Wat bewoog</h2>
            <p class="soft">\(Dutch.capital(NationalWords.months(comparison.now))), naast \(NationalWords.months(comparison.before)).</p>
            <ul class="lines moved">\(cards)</ul>\(more(comparison))</section>
            """
    }

    private func card(_ title: HTML, _ words: HTML) -> HTML {
        "<li class=\"line\"><div><p class=\"line-title\">\(title)</p><p>\(words)</p></div></li>"
    }

    private func arrow(_ change: Dashboard.Change) -> HTML {
        change.now.value > change.before.value
            ? "<span aria-hidden=\"true\">↑</span>" : "<span aria-hidden=\"true\">↓</span>"
    }

    private func words(_ change: Dashboard.Change) -> HTML {
        let direction = change.now.value > change.before.value ? "Een stijging" : "Een daling"
        return """
            Van \(change.before.words) naar \(change.now.words). \(direction) die groter is dan de ruis (±\(change.width)).
            """
    }

    // More tenants are more signals, whatever lives in the land.
    private func more(_ comparison: Dashboard.Comparison) -> HTML {
        let (before, now) = comparison.tenants
        guard before != now else { return "" }
        return """
            <p class="soft">Let op: eerst deden er \(before) steunpunten mee en nu \(now). Alleen daardoor verandert het \
            aantal signalen al.</p>
            """
    }
}
