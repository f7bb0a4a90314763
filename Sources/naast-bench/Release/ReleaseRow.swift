import Foundation

/// What one run cost, as a row of the table.
struct ReleaseRow: CustomStringConvertible {
    let tenants: Int
    let signals: Int
    var releases = 0
    var figures = 0
    /// Wall time in nanoseconds, of every day on which something was due.
    var days: [UInt64] = []
    var processorMicroseconds = 0
    var nationalBytes = 0
    var fileBytes = 0
    var memoryBefore = 0
    var memoryPeak = 0

    static func head(signals: Int) -> String {
        """
        three years of releases, \(signals) signals per tenant per year; every tenant's file opened anew
        tenants  signals  releases  figures  all ms  worst day ms  processor ms  national KiB  releases/ KiB  MiB before  at most
        """
    }

    var description: String {
        let milliseconds = { (time: UInt64) in String(format: "%.0f", Double(time) / 1e6) }
        let columns: [(String, Int)] = [
            ("\(tenants)", 7), ("\(signals)", 9), ("\(releases)", 10), ("\(figures)", 9),
            (milliseconds(days.reduce(0, +)), 8), (milliseconds(days.max() ?? 0), 14),
            ("\(processorMicroseconds / 1_000)", 14), ("\(nationalBytes / 1_024)", 14), ("\(fileBytes / 1_024)", 15),
            (String(format: "%.1f", Double(memoryBefore) / 1_024), 12),
            (String(format: "%.1f", Double(memoryPeak) / 1_024), 9),
        ]
        return columns.map { text, width in String(repeating: " ", count: max(1, width - text.count)) + text }.joined()
    }
}

/// The memory of this process, as the kernel counts it.
enum ProcessMemory {
    /// KiB in use now, and the most there ever was.
    static func now() throws -> (used: Int, peak: Int) {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        func value(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
            return line.flatMap { Int($0.split(whereSeparator: { !$0.isNumber }).first ?? "") } ?? 0
        }
        return (value("VmRSS:"), value("VmHWM:"))
    }
}
