import Domain

/// Drawn figures: inline SVG without scripts or styles of its own, with a text alternative.
///
/// Lengths are percentages of the width and pixels of height, so that words keep their size at 320 px and at 1280. A word
/// or number stands at every shape: nothing is told by colour alone.
package enum Figure {
    /// One bar, and how much of its end is uncertain.
    package struct Bar: Sendable {
        let words: String
        /// What stands at its end, such as `14` or `5–9`.
        let amount: String
        let value: Double
        /// How far it may reach; nil when it is exact.
        let upTo: Double?

        package init(_ words: String, _ count: Int) {
            self.words = words
            amount = String(count)
            value = Double(count)
            upTo = nil
        }

        /// A band: sure up to its lowest count, possible up to its highest; the open one is drawn as wide again.
        package init(_ words: String, _ band: Band) {
            self.words = words
            amount = band.words
            value = Double(band.lowest)
            upTo = Double(band.highest ?? Self.openEnd)
        }

        // As far as the open band is drawn; every band has the same length in every figure.
        static let openEnd = 26
    }

    /// Bars under each other, the words above each.
    ///
    /// - Parameter id: unique on its page, of letters and hyphens.
    package static func bars(_ id: StaticString, _ title: String, _ bars: [Bar]) -> HTML {
        let isBanded = bars.contains { $0.upTo != nil }
        let most = isBanded ? Double(Bar.openEnd) : max(1, bars.map(\.value).max() ?? 1)
        let rows = bars.enumerated().map { index, bar -> HTML in
            let top = index * 46
            // Three quarters of the width, so that the amount fits behind the longest.
            let sure = percent(bar.value / most * 74)
            let end = percent((bar.upTo ?? bar.value) / most * 74)
            let edge: HTML =
                bar.upTo.map { $0 > bar.value } == true
                ? "<rect class=\"bar soft\" x=\"0\" y=\"\(top + 22)\" width=\"\(end)%\" height=\"16\"/>" : ""
            return """
                <text x="0" y="\(top + 15)">\(bar.words)</text>\(edge)\
                <rect class="bar" x="0" y="\(top + 22)" width="\(sure)%" height="16"/>\
                <text class="amount" x="\(end)%" y="\(top + 35)" dx="8">\(bar.amount)</text>
                """
        }
        return drawn(id, title, alternative(bars.map { ($0.words, $0.amount) }), height: bars.count * 46, rows)
    }

    /// Columns beside each other, such as months; a light one is the second kind, stacked on the first.
    package static func columns(
        _ id: StaticString, _ title: String, _ columns: [(words: String, short: String, value: Int, second: Int)],
        legend: (first: String, second: String)? = nil
    ) -> HTML {
        let most = max(1, columns.map { $0.value + $0.second }.max() ?? 1)
        let width = 100 / Double(max(1, columns.count))
        let height = 140
        let shapes = columns.enumerated().map { index, column -> HTML in
            let left = percent(Double(index) * width + width * 0.15)
            let middle = percent(Double(index) * width + width / 2)
            let first = column.value * 100 / most
            let second = (column.value + column.second) * 100 / most - first
            let sum = column.value + column.second
            return """
                <rect class="bar" x="\(left)%" y="\(118 - first)" width="\(percent(width * 0.7))%" height="\(first)"/>\
                <rect class="bar soft" x="\(left)%" y="\(118 - first - second)" width="\(percent(width * 0.7))%" \
                height="\(second)"/>\
                <text class="amount small" x="\(middle)%" y="\(113 - first - second)" text-anchor="middle">\
                \(sum == 0 ? "" : String(sum))</text>\
                <text class="small" x="\(middle)%" y="134" text-anchor="middle">\(column.short)</text>
                """
        }
        let axis: HTML = "<line class=\"axis\" x1=\"0\" y1=\"118\" x2=\"100%\" y2=\"118\"/>"
        let words = columns.map { column -> (String, String) in
            guard let legend else { return (column.words, String(column.value)) }
            return (column.words, "\(legend.first) \(column.value), \(legend.second) \(column.second)")
        }
        let note: HTML? = legend.map { legend in
            """
            <span class="key"><span class="swatch"></span> \(legend.first)</span> \
            <span class="key"><span class="swatch soft"></span> \(legend.second)</span>
            """
        }
        return drawn(id, title, alternative(words), height: height, [axis] + shapes, note: note)
    }

    private static func drawn(
        _ id: StaticString, _ title: String, _ words: String, height: Int, _ shapes: [HTML], note: HTML? = nil
    ) -> HTML {
        let name = id.description
        return """
            <figure class="figure drawn"><figcaption>\(title)\(note.map { "<br>\($0)" as HTML })</figcaption>
            <svg role="img" width="100%" height="\(height)" aria-labelledby="\(name)-titel \(name)-tekst">\
            <title id="\(name)-titel">\(title)</title><desc id="\(name)-tekst">\(words)</desc>\(shapes)</svg></figure>
            """
    }

    private static func alternative(_ items: [(String, String)]) -> String {
        items.map { "\($0.0): \($0.1)" }.joined(separator: "; ")
    }

    // Tenths are finer than any screen shows; whole numbers in the text, so no locale comes in between.
    static func percent(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
