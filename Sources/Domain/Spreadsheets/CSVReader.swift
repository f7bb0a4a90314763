/// Reads comma-separated values row by row (RFC 4180), with whatever separator the file uses.
struct CSVReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private let separator: Unicode.Scalar
    private var rowsRead = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        (separator, index) = Self.start(scalars)
    }

    // Excel writes `sep=;` above the heads on request; else the sign that stands most in the first row, outside quotes.
    private static func start(_ scalars: [Unicode.Scalar]) -> (Unicode.Scalar, Int) {
        let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
        let words = String(String.UnicodeScalarView(first.prefix(6))).lowercased()
        if first.count == 5, words.hasPrefix("sep="), let sign = first.last {
            var index = first.count
            if index < scalars.count, scalars[index] == "\r" { index += 1 }
            if index < scalars.count, scalars[index] == "\n" { index += 1 }
            return (sign, index)
        }
        var counts: [Unicode.Scalar: Int] = [:]
        var isQuoted = false
        for scalar in scalars {
            if scalar == "\"" { isQuoted.toggle() }
            if !isQuoted, scalar == "\n" || scalar == "\r" { break }
            if !isQuoted, [";", ",", "\t"].contains(scalar) { counts[scalar, default: 0] += 1 }
        }
        let most = ([";", ",", "\t"] as [Unicode.Scalar]).max { counts[$0, default: 0] < counts[$1, default: 0] }
        return (counts.isEmpty ? ";" : most ?? ";", 0)
    }

    /// The next row, its cells without spaces around them; nil at the end.
    mutating func row() throws(SheetProblem) -> [String]? {
        guard index < scalars.count else { return nil }
        rowsRead += 1
        var cells: [String] = []
        while true {
            cells.append(try cell())
            guard index < scalars.count else { return cells }
            let scalar = scalars[index]
            index += 1
            if scalar == separator { continue }
            if scalar == "\r", index < scalars.count, scalars[index] == "\n" { index += 1 }
            return cells
        }
    }

    // Up to the separator or line end, which stays.
    private mutating func cell() throws(SheetProblem) -> String {
        while index < scalars.count, scalars[index] == " " { index += 1 }
        var text = String.UnicodeScalarView()
        if index < scalars.count, scalars[index] == "\"" {
            index += 1
            while true {
                guard index < scalars.count else {
                    throw SheetProblem(
                        line: rowsRead,
                        "Hier begint een aanhalingsteken dat nergens ophoudt. Haal het weg of sluit het.")
                }
                let scalar = scalars[index]
                index += 1
                guard scalar == "\"" else {
                    text.append(scalar)
                    continue
                }
                guard index < scalars.count, scalars[index] == "\"" else { break }
                text.append("\"")
                index += 1
            }
        }
        while index < scalars.count, ![separator, "\n", "\r"].contains(scalars[index]) {
            text.append(scalars[index])
            index += 1
        }
        return Self.plain(String(text))
    }

    // Spaces people copied along; the apostrophe that our own files put before what would be a formula.
    private static func plain(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        if scalars.first == "'", let second = scalars.dropFirst().first, CSVText.formulaSigns.contains(second) {
            scalars.removeFirst()
        }
        return String(scalars)
    }
}

/// What a spreadsheet's bytes say: UTF-8, or the Windows-1252 of an older Excel.
enum CSVEncoding {
    /// Nil when it is neither: UTF-16, or no text at all.
    static func text(_ bytes: [UInt8]) -> String? {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        // No CSV holds a zero byte, and UTF-16 holds many.
        guard !bytes.contains(0) else { return nil }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            switch byte {
            case 0x80...0x9F:
                guard let scalar = Unicode.Scalar(high[Int(byte) - 0x80]), scalar != "\0" else { return nil }
                text.append(scalar)
            default: text.append(Unicode.Scalar(byte))
            }
        }
        return String(text)
    }

    // WHATWG Encoding, windows-1252, 0x80 to 0x9F; zero where nothing is defined.
    private static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
