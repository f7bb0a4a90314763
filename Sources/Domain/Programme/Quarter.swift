/// A quarter of a year, written `2026-Q4`.
package struct Quarter: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    /// 1 to 4.
    package let number: Int

    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, parts[1].hasPrefix("Q"), parts[0].utf8.count == 4,
            let number = Domain.number(parts[1].dropFirst().utf8), (1...4).contains(number),
            let year = Domain.number(parts[0].utf8), year >= 1
        else { return nil }
        self.year = year
        self.number = number
    }

    /// Nil for a number other than 1 to 4, or a year outside 1 to 9999.
    package init?(year: Int, number: Int) {
        guard (1...9_999).contains(year), (1...4).contains(number) else { return nil }
        self.year = year
        self.number = number
    }

    /// The quarter in which a day falls.
    package init(of date: LocalDate) {
        year = date.year
        number = (date.month + 2) / 3
    }

    package var description: String {
        "\(String(repeating: "0", count: max(0, 4 - String(year).count)))\(year)-Q\(number)"
    }

    package static func < (one: Self, other: Self) -> Bool { (one.year, one.number) < (other.year, other.number) }
}
