import Glibc

/// The message as it goes over the wire after 354 (RFC 5321, 4.5.2): dots doubled at line starts, and the final dot.
enum DotStuffing {
    /// Appends it to a buffer; false, with nothing appended, when a CR or LF stands alone.
    ///
    /// A line end that is not CRLF is where servers disagree on where a message ends ("SMTP smuggling").
    static func append(_ message: [UInt8], to out: inout [UInt8]) -> Bool {
        let before = out.count
        out.reserveCapacity(before + message.count + message.count / 32 + 8)
        let isSound = message.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return true }
            var lineStart = 0
            while lineStart < bytes.count {
                if bytes[lineStart] == 46 { out.append(46) }
                let rest = bytes.count - lineStart
                let lineEnd = memchr(base + lineStart, 10, rest).map { base.distance(to: UnsafeRawPointer($0)) }
                let end = lineEnd ?? bytes.count
                let firstCR = memchr(base + lineStart, 13, end - lineStart).map {
                    base.distance(to: UnsafeRawPointer($0))
                }
                guard firstCR == (lineEnd == nil ? nil : end - 1) else { return false }
                let next = lineEnd == nil ? end : end + 1
                out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[lineStart..<next]))
                lineStart = next
            }
            return true
        }
        guard isSound else {
            out.removeLast(out.count - before)
            return false
        }
        if !message.isEmpty, message.last != 10 { out += [13, 10] }
        out += [46, 13, 10]
        return true
    }
}
