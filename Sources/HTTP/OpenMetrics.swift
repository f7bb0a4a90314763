/// A page of numbers in the text format that monitoring reads (OpenMetrics 1.0).
///
/// No label may hold anything about a person.
package struct OpenMetrics: Sendable {
    package static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    package typealias Labels = [(name: String, value: String)]

    private struct Family: Sendable {
        let kind: String
        let help: String
        var lines = ""
    }

    // A family's lines must stand together, whoever adds them.
    private var families: [String: Family] = [:]
    private var order: [String] = []

    package init() {}

    /// A number that only grows; `_total` is added to its name.
    package mutating func counter(_ name: String, _ help: String, _ value: Int, labels: Labels = []) {
        add(name, "counter", help, sample("\(name)_total", labels, "\(value)"))
    }

    /// A number that goes up and down.
    package mutating func gauge(_ name: String, _ help: String, _ value: Int, labels: Labels = []) {
        add(name, "gauge", help, sample(name, labels, "\(value)"))
    }

    /// A number that goes up and down, with a fraction.
    package mutating func gauge(_ name: String, _ help: String, _ value: Double, labels: Labels = []) {
        add(name, "gauge", help, sample(name, labels, "\(value)"))
    }

    /// How often something took how long; the name ends in `_seconds`.
    package mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram, labels: Labels = []) {
        var lines = ""
        let bounds = Histogram.bounds.map { "\($0)" } + ["+Inf"]
        for (bound, count) in zip(bounds, histogram.cumulative) {
            lines += sample("\(name)_bucket", labels + [("le", bound)], "\(count)")
        }
        lines += sample("\(name)_count", labels, "\(histogram.count)")
        lines += sample("\(name)_sum", labels, "\(histogram.sum)")
        add(name, "histogram", help, lines)
    }

    /// The whole page.
    package var text: String {
        var text = ""
        for name in order {
            guard let family = families[name] else { continue }
            text += "# TYPE \(name) \(family.kind)\n"
            if name.hasSuffix("_seconds") { text += "# UNIT \(name) seconds\n" }
            text += "# HELP \(name) \(Self.escaped(family.help))\n" + family.lines
        }
        return text + "# EOF\n"
    }

    package var response: Response { .text(text, type: Self.contentType) }

    private mutating func add(_ name: String, _ kind: String, _ help: String, _ lines: String) {
        precondition(Self.isName(name), "a metric has a name that is none")
        if families[name] == nil {
            families[name] = Family(kind: kind, help: help)
            order.append(name)
        }
        precondition(families[name]?.kind == kind, "one metric is of two kinds")
        families[name]?.lines += lines
    }

    private func sample(_ name: String, _ labels: Labels, _ value: String) -> String {
        precondition(labels.allSatisfy { Self.isName($0.name) }, "a label has a name that is none")
        if labels.isEmpty { return "\(name) \(value)\n" }
        let written = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        return "\(name){\(written)} \(value)\n"
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        return !first.isDigit && text.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
