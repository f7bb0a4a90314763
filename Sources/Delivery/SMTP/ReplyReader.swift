/// Cuts what a relay sends into replies (RFC 5321, 4.2), within limits, however the bytes arrive.
struct ReplyReader {
    /// One whole reply, its text not yet cleaned.
    struct Raw: Equatable {
        let code: Int
        /// What stands after the code, lines joined by a newline.
        let text: [UInt8]
    }

    enum Garbage: Error, Equatable {
        case notSMTP
        case lineTooLong
        case tooManyLines

        var text: String {
            switch self {
            case .notSMTP: "de relay antwoordt met iets dat geen SMTP is"
            case .lineTooLong: "de relay antwoordt met een regel zonder einde"
            case .tooManyLines: "de relay antwoordt met te veel regels"
            }
        }
    }

    // RFC 5321 allows 512 octets a line; real ones are sometimes longer.
    static let longestLine = 4_096
    static let mostLines = 128

    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var code: Int?
    private var text: [UInt8] = []
    private var lines = 0

    /// True when nothing is waiting: every byte so far belonged to a reply that was taken.
    var isEmpty: Bool { start == buffer.count && lines == 0 }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            (start, scanned) = (0, 0)
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole reply, or nil when more bytes are needed.
    mutating func next() throws(Garbage) -> Raw? {
        while let end = lineEnd() {
            let line = buffer[start..<end]
            start = end + 1
            scanned = start
            if let reply = try take(line.last == 13 ? line.dropLast() : line) { return reply }
        }
        if buffer.count - start > Self.longestLine { throw .lineTooLong }
        return nil
    }

    private mutating func lineEnd() -> Int? {
        let end = buffer[max(start, scanned)...].firstIndex(of: 10)
        scanned = buffer.count
        return end
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(Garbage) -> Raw? {
        guard line.count <= Self.longestLine else { throw .lineTooLong }
        guard let (code, rest, isLast) = Self.parts(of: line), self.code == nil || self.code == code else {
            throw .notSMTP
        }
        lines += 1
        guard lines <= Self.mostLines else { throw .tooManyLines }
        if lines > 1 { text.append(10) }
        text += rest
        self.code = code
        guard isLast else { return nil }
        defer { (self.code, text, lines) = (nil, [], 0) }
        return Raw(code: code, text: text)
    }

    // Three digits, the first 2–5, then the end, a space, or a hyphen when more lines follow.
    private static func parts(of line: ArraySlice<UInt8>) -> (code: Int, rest: ArraySlice<UInt8>, isLast: Bool)? {
        guard line.count >= 3 else { return nil }
        let digits = line.prefix(3).map { Int($0) - 48 }
        guard (2...5).contains(digits[0]), (0...9).contains(digits[1]), (0...9).contains(digits[2]) else { return nil }
        let code = digits[0] * 100 + digits[1] * 10 + digits[2]
        guard line.count > 3 else { return (code, [], true) }
        let separator = line[line.startIndex + 3]
        guard separator == 32 || separator == 45 else { return nil }
        return (code, line.dropFirst(4), separator == 32)
    }
}
