import National

extension Figure {
    /// One moment of a trend.
    struct Moment {
        /// Periods since the first moment; after a step of more than one the line is broken.
        let step: Int
        /// `K1`, and under it what the year is where it begins.
        let short: String
        let year: String?
        /// As it is read out.
        let words: String
        let sum: PublishedSum
    }

    /// A line over time inside the band of its noise.
    ///
    /// - Parameters:
    ///   - id: unique on its page, of letters and hyphens.
    ///   - isWide: with an amount at every point; else only at the first and the last.
    static func trend(_ id: String, _ title: String, _ moments: [Moment], isWide: Bool = false) -> HTML {
        let plot = Plot(moments, height: isWide ? 240 : 96)
        let lines = runs(moments).map { run -> HTML in
            let upper = run.map { "\(plot.tenths($0)),\(plot.y($0.sum.drawnTo))" }
            let lower = run.reversed().map { "\(plot.tenths($0)),\(plot.y($0.sum.drawnFrom))" }
            let middle = run.map { "\(plot.tenths($0)),\(plot.y(drawnAt($0.sum)))" }
            let outline = (upper + lower).joined(separator: " ")
            return """
                <polygon class="noise" points="\(outline)"/><polygon fill="url(#ruis)" points="\(outline)"/>\
                <polyline class="trend-line" points="\(middle.joined(separator: " "))"/>
                """
        }
        let points = moments.enumerated().map { index, moment -> HTML in
            let (x, y) = ("\(percent(plot.x(moment)))%", plot.y(drawnAt(moment.sum)))
            let isNamed = isWide || index == 0 || index == moments.count - 1
            let above = plot.y(moment.sum.drawnTo) - 7
            let number: HTML =
                isNamed
                ? "<text class=\"amount\" x=\"\(x)\" y=\"\(above)\" text-anchor=\"middle\">\(moment.sum.isSmall ? "<5" : moment.sum.words)</text>"
                : ""
            let axis: HTML = """
                <text class="small" x="\(x)" y="\(plot.bottom + 18)" text-anchor="middle">\(moment.short)</text>\
                \(moment.year.map { "<text class=\"small\" x=\"\(x)\" y=\"\(plot.bottom + 33)\" text-anchor=\"middle\">\($0)</text>" as HTML })
                """
            return """
                <line class="trend-noise" x1="\(x)" x2="\(x)" y1="\(plot.y(moment.sum.drawnTo))" \
                y2="\(plot.y(moment.sum.drawnFrom))"/>\
                <circle class="trend-point\(moment.sum.isSmall ? " open" : "" as HTML)" cx="\(x)" cy="\(y)" r="5"/>\
                \(number)\(axis)
                """
        }
        let words = moments.map { "\($0.words): \($0.sum.spoken)" }.joined(separator: "; ")
        let total = plot.bottom + 40
        return """
            <figure class="noisy trend"><figcaption>\(title)</figcaption>\
            <svg role="img" width="100%" height="\(total)" aria-labelledby="\(id)-titel \(id)-tekst">\
            <title id="\(id)-titel">\(title)</title><desc id="\(id)-tekst">\(words)</desc>\
            <line class="axis" x1="0" x2="100%" y1="\(plot.bottom)" y2="\(plot.bottom)"/>\
            <svg x="0" y="0" width="100%" height="\(total)" viewBox="0 0 1000 \(total)" preserveAspectRatio="none">\
            \(lines)</svg>\(points)</svg></figure>
            """
    }

    // Of a small sum no more is drawn than that it lies under five.
    private static func drawnAt(_ sum: PublishedSum) -> Int { sum.isSmall ? 2 : sum.value }

    /// The moments between which the line runs on.
    private static func runs(_ moments: [Moment]) -> [[Moment]] {
        moments.reduce(into: []) { runs, moment in
            if let last = runs.last?.last, moment.step == last.step + 1 {
                runs[runs.count - 1].append(moment)
            } else {
                runs.append([moment])
            }
        }
    }

    /// Where a count and a moment stand: the width in per cent, the height in pixels, from zero up.
    private struct Plot {
        let height: Int
        let most: Int
        let last: Int
        let bottom: Int

        init(_ moments: [Moment], height: Int) {
            self.height = height
            most = max(10, moments.map(\.sum.drawnTo).max() ?? 10)
            last = max(1, moments.last?.step ?? 1)
            bottom = height + 26
        }

        func y(_ count: Int) -> Int { bottom - count * height / most }
        func x(_ moment: Moment) -> Double { 6 + Double(moment.step) / Double(last) * 88 }
        func tenths(_ moment: Moment) -> Int { Int((x(moment) * 10).rounded()) }
    }
}
