/// A QR code (ISO/IEC 18004) of a short address, to print: bytes, versions 1 to 6, error correction M.
struct QRCode {
    /// Modules on a side.
    private(set) var size: Int
    private var modules: [Bool]
    // What is no text: finders, timing, alignment, format.
    private var isFixed: [Bool]

    /// Nil for a text of more than 106 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.all.first(where: { bytes.count <= $0.capacity }) else { return nil }
        size = version.size
        modules = Array(repeating: false, count: size * size)
        isFixed = modules
        drawFixed(version)
        place(version.codewords(bytes))
        self = (0..<8).map { masked($0) }.min { $0.penalty < $1.penalty } ?? self
    }

    /// Whether a module is dark, by row and column from the top left.
    subscript(row: Int, column: Int) -> Bool {
        get { modules[row * size + column] }
        set { modules[row * size + column] = newValue }
    }

    private mutating func fix(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard (0..<size).contains(row), (0..<size).contains(column) else { return }
        self[row, column] = isDark
        isFixed[row * size + column] = true
    }

    private mutating func drawFixed(_ version: QRVersion) {
        for place in 0..<size {
            fix(6, place, place % 2 == 0)
            fix(place, 6, place % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
            for down in -4...4 {
                for right in -4...4 {
                    let ring = max(abs(down), abs(right))
                    fix(row + down, column + right, ring != 2 && ring != 4)
                }
            }
        }
        if version.number > 1 {
            for down in -2...2 {
                for right in -2...2 { fix(size - 7 + down, size - 7 + right, max(abs(down), abs(right)) != 1) }
            }
        }
        drawFormat(mask: 0)
    }

    // Level M is 00; fifteen bits, the last ten of which mend the first five.
    private mutating func drawFormat(mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0..<6 { fix(place, 8, bit(place)) }
        fix(7, 8, bit(6))
        fix(8, 8, bit(7))
        fix(8, 7, bit(8))
        for place in 9..<15 { fix(8, 14 - place, bit(place)) }
        for place in 0..<8 { fix(8, size - 1 - place, bit(place)) }
        for place in 8..<15 { fix(size - 15 + place, 8, bit(place)) }
        fix(size - 8, 8, true)
    }

    // In columns of two, from the bottom right, up and down by turns; the column of the timing is left out.
    private mutating func place(_ codewords: [UInt8]) {
        let all = codewords.flatMap { byte -> [Bool] in (0..<8).reversed().map { byte >> $0 & 1 == 1 } }
        var bits = all[...]
        var isUp = true
        for right in stride(from: size - 1, to: 0, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for row in isUp ? Array((0..<size).reversed()) : Array(0..<size) {
                for column in [right, right - 1] where !isFixed[row * size + column] {
                    self[row, column] = bits.popFirst() ?? false
                }
            }
            isUp.toggle()
        }
    }

    private func masked(_ mask: Int) -> Self {
        var code = self
        for row in 0..<size {
            for column in 0..<size where !isFixed[row * size + column] && Self.flips(mask, row, column) {
                code[row, column].toggle()
            }
        }
        code.drawFormat(mask: mask)
        return code
    }

    private static func flips(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}

extension QRCode {
    /// How hard it is to read: long runs, blocks, what looks like a finder, and too much of one colour.
    fileprivate var penalty: Int {
        let lines = (0..<size).flatMap { one -> [[Bool]] in
            [(0..<size).map { self[one, $0] }, (0..<size).map { self[$0, one] }]
        }
        var sum = lines.reduce(0) { $0 + Self.penalty(ofLine: $1) }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let one = self[row, column]
                let isBlock =
                    self[row, column + 1] == one && self[row + 1, column] == one && self[row + 1, column + 1] == one
                if isBlock { sum += 3 }
            }
        }
        let dark = modules.count { $0 } * 100 / modules.count
        return sum + abs(dark - 50) / 5 * 10
    }

    private static func penalty(ofLine line: [Bool]) -> Int {
        var (sum, run, window) = (0, 0, 0)
        for (place, isDark) in line.enumerated() {
            run = place > 0 && line[place - 1] == isDark ? run + 1 : 1
            if run == 5 { sum += 3 } else if run > 5 { sum += 1 }
            // A finder's 1011101 with four light modules before or behind it.
            window = (window << 1 | (isDark ? 1 : 0)) & 0x7FF
            if place >= 10, window == 0b101_1101_0000 || window == 0b000_0101_1101 { sum += 40 }
        }
        return sum
    }

    /// The code as a drawing with the light edge that a camera needs; black on white, in the dark too.
    ///
    /// - Parameter words: what it leads to, for who cannot see it.
    func html(_ words: String) -> HTML {
        let side = size + 8
        let path = (0..<size).map { row in
            (0..<size).filter { self[row, $0] }.map { "M\($0 + 4) \(row + 4)h1v1h-1z" }.joined()
        }.joined()
        return """
            <svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(words)">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000" shape-rendering="crispEdges"/></svg>
            """
    }
}
