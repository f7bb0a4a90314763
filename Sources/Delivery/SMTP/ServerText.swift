import Foundation

/// What a server said, as it is searched for addresses: whatever case, marks and line breaks it was written with.
///
/// A server breaks its lines where it likes, also inside an address: so they are joined here, and it is remembered where.
struct ServerText {
    /// What a scalar comes to when spelling does not matter: lower case, without marks, `%40` and a wide `＠` as `@`.
    struct Sign {
        let scalar: Unicode.Scalar
        /// The scalars that it came from.
        let source: Range<Int>
        /// A line of the server's began here.
        var beginsLine: Bool

        /// A letter or digit: what stands beside one is part of the same word.
        var isAlphanumeric: Bool { scalar.properties.isAlphabetic || scalar.properties.numericType != nil }

        /// What may stand in an address without quotes (RFC 5322, 3.4.1), and much that may not.
        var mayStandInAddress: Bool { scalar != " " && !#"<>()[],;:""#.unicodeScalars.contains(scalar) }
    }

    private(set) var scalars: [Unicode.Scalar] = []
    private(set) var lineStarts: Set<Int> = []
    private(set) var signs: [Sign] = []

    /// How many scalars may be shown.
    ///
    /// Not the last ones of a text that was cut off: an address of which the end is missing would not be known as one,
    /// and none is longer than that, however it is written.
    var shown: Int { isCutOff ? max(0, scalars.count - 1_024) : scalars.count }
    private let isCutOff: Bool

    /// Takes lines without their ends; the spaces around a break say nothing.
    init(lines: [ArraySlice<UInt8>], isCutOff: Bool) {
        self.isCutOff = isCutOff
        var carried: ArraySlice<UInt8> = []
        for line in lines {
            lineStarts.insert(scalars.count)
            let bytes = carried + line.trimmed
            carried = bytes.suffix(Self.incompleteTail(of: bytes))
            scalars += String(decoding: bytes.dropLast(carried.count), as: UTF8.self).unicodeScalars
        }
        scalars += String(decoding: carried, as: UTF8.self).unicodeScalars
        signs.reserveCapacity(scalars.count)
        var (index, beginsLine) = (0, false)
        while index < scalars.count {
            beginsLine = beginsLine || lineStarts.contains(index)
            let (folded, width) =
                percentEncoded(at: index).map { (Self.folded($0), 3) } ?? (Self.folded(scalars[index]), 1)
            for scalar in folded {
                signs.append(Sign(scalar: scalar, source: index..<(index + width), beginsLine: beginsLine))
                beginsLine = false
            }
            index += width
        }
    }

    /// A text as it would be found.
    static func folded(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.flatMap(folded) }

    // Marks, and what is not seen, say nothing; NFKD, because a letter may be one scalar or two, and wide or small.
    private static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar.value < 128, scalar.value > 32 {
            return (65...90).contains(scalar.value) ? [Unicode.Scalar(UInt8(scalar.value) | 32)] : [scalar]
        }
        if scalar.properties.isWhitespace { return [" "] }
        return String(scalar).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars.filter { part in
            switch part.properties.generalCategory {
            case .control, .format, .nonspacingMark, .enclosingMark, .surrogate, .unassigned: false
            default: true
            }
        }
    }

    // Printable ASCII alone: it is how an address looks in a link.
    private func percentEncoded(at index: Int) -> Unicode.Scalar? {
        guard scalars[index] == "%", index + 2 < scalars.count, let high = Self.hex(scalars[index + 1]),
            let low = Self.hex(scalars[index + 2]), (33..<127).contains(high << 4 | low)
        else { return nil }
        return Unicode.Scalar(high << 4 | low)
    }

    private static func hex(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 48...57: UInt8(scalar.value - 48)
        case 65...70, 97...102: UInt8((scalar.value | 32) - 87)
        default: nil
        }
    }

    // A line may even be broken inside a letter of more bytes than one.
    private static func incompleteTail(of bytes: ArraySlice<UInt8>) -> Int {
        for (count, byte) in zip(1...3, bytes.reversed()) where byte & 0xC0 != 0x80 {
            let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return width > count ? count : 0
        }
        return 0
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks and control characters at both ends.
    fileprivate var trimmed: Self {
        let isBlank = { (byte: UInt8) in byte <= 32 || byte == 127 }
        let head = drop(while: isBlank)
        return head[..<(head.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? head.startIndex)]
    }
}
