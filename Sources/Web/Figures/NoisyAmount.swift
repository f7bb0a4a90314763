import National

extension PublishedSum {
    /// `148`, or what stands there when it is too small to show.
    var words: String { isSmall ? "minder dan 5" : String(value) }

    /// `148, plus of min 8`: as it is read out.
    var spoken: String { isSmall ? words : "\(value), plus of min \(width)" }

    /// `148 ±8`, with the noise in a softer voice.
    var shown: HTML {
        isSmall
            ? "<span class=\"small-amount\">\(words)</span>" : "<b>\(value)</b> <span class=\"soft\">±\(width)</span>"
    }

    /// Between these the true sum lies, as far as is shown: of a small one no more than that it is small.
    var drawnFrom: Int { isSmall ? 0 : max(0, value - width) }
    var drawnTo: Int { isSmall ? National.Band.smallestShown - 1 + width : value + width }
}

extension Figure {
    /// How the edge of noise is hatched, so that it shows on grey paper too; once on every page with such a figure.
    static let noisePattern: HTML = """
        <svg class="pattern" width="0" height="0" aria-hidden="true" focusable="false"><defs>\
        <pattern id="ruis" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>
        """

    /// What the strokes mean, in words and in the strokes themselves.
    static let noiseKey: HTML = """
        <p class="noise-key"><span class="key"><svg width="28" height="16" aria-hidden="true" focusable="false">\
        <rect class="noise" x="1" y="1" width="26" height="14"/>\
        <rect fill="url(#ruis)" x="1" y="1" width="26" height="14"/></svg> hiertussen ligt het echte aantal, \
        in 95 van de 100 gevallen</span></p>
        """

    /// Amounts as bars under each other, each with an edge as wide as its noise.
    ///
    /// The words and amounts are text; the strokes only show them. Figures with the same `reach` compare.
    static func noisyBars(_ title: String, _ amounts: [(words: String, sum: PublishedSum)], reach: Int? = nil) -> HTML {
        let most = max(1, reach ?? amounts.map(\.sum.drawnTo).max() ?? 1)
        let rows = amounts.map { amount -> HTML in
            let (from, to) = (share(amount.sum.drawnFrom, most), share(amount.sum.drawnTo, most))
            let middle = amount.sum.isSmall ? 0 : share(amount.sum.value, most)
            let edge = percent(from)
            let width = percent(to - from)
            let number: HTML =
                amount.sum.isSmall
                ? "\(amount.sum.words)"
                : "<tspan class=\"amount\">\(amount.sum.value)</tspan><tspan class=\"aside-amount\" dx=\"5\">±\(amount.sum.width)</tspan>"
            return """
                <li><span class="noisy-name">\(amount.words)</span><span class="visually-hidden">: \(amount.sum.spoken)</span>\
                <svg width="100%" height="30" aria-hidden="true" focusable="false">\
                <rect class="bar" x="0" y="3" width="\(percent(middle))%" height="24" rx="3"/>\
                <rect class="noise" x="\(edge)%" y="3" width="\(width)%" height="24"/>\
                <rect fill="url(#ruis)" x="\(edge)%" y="3" width="\(width)%" height="24"/>\
                <text x="\(percent(to))%" y="21" dx="9">\(number)</text></svg></li>
                """
        }
        return "<figure class=\"noisy\"><figcaption>\(title)</figcaption><ol class=\"noisy-bars\">\(rows)</ol></figure>"
    }

    // Three quarters of the width, so that the amount fits behind the longest.
    private static func share(_ count: Int, _ most: Int) -> Double { Double(count) / Double(most) * 72 }
}
