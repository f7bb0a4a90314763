import Foundation

/// A moment in universal time, in whole milliseconds since 1970.
///
/// Milliseconds are what a tenant's file stores; finer would promise a precision that no mail has.
/// It lies in the years 2 to 8999: what a damaged file says beyond that is the nearest of them, so that no arithmetic
/// with moments can overflow and end the program.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.first), Self.last)
    }

    // 0002-01-01 and 9000-01-01.
    private static let first: Int64 = -62_104_060_800_000
    private static let last: Int64 = 221_845_392_000_000

    package static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }

    package static func + (start: Self, span: Span) -> Self {
        Self(milliseconds: start.milliseconds + span.milliseconds)
    }

    package static func - (end: Self, span: Span) -> Self { Self(milliseconds: end.milliseconds - span.milliseconds) }

    package static func - (end: Self, start: Self) -> Span { Span(milliseconds: end.milliseconds - start.milliseconds) }
}

/// A length of time that carries its unit, in whole milliseconds; negative when it points back.
package struct Span: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let zero = Self(milliseconds: 0)
    package static func milliseconds(_ count: Int64) -> Self { Self(milliseconds: count) }
    package static func seconds(_ count: Int) -> Self { Self(milliseconds: Int64(count) * 1_000) }
    package static func minutes(_ count: Int) -> Self { .seconds(count * 60) }
    package static func hours(_ count: Int) -> Self { .minutes(count * 60) }
    package static func days(_ count: Int) -> Self { .hours(count * 24) }

    package static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }
    package static func * (span: Self, factor: Double) -> Self {
        Self(milliseconds: Int64((Double(span.milliseconds) * factor).rounded()))
    }
}

extension Instant {
    /// `2026-12-01T13:00:00Z`, to the second, as the contract's JSON wants it.
    package var iso8601: String {
        let (days, rest) = milliseconds.quotientAndFloorRemainder(by: 86_400_000)
        let date = LocalDate(daysSince1970: Int(days))
        return "\(date)T\(TimeOfDay(minuteOfDay: Int(rest / 60_000))):\(twoDigits(Int(rest / 1_000 % 60)))Z"
    }
}

extension FixedWidthInteger {
    /// Division that rounds down, so that moments before 1970 fall on the right day.
    package func quotientAndFloorRemainder(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
