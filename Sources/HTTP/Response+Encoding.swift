import Glibc

/// How an answer's body is marked off on the wire.
enum Delimiter: Equatable {
    case length(Int)
    case chunks
    /// An HTTP/1.0 client reads a stream until the connection closes.
    case close
    /// 204 and 304 have no body and say nothing about one.
    case nothing
}

extension Response {
    /// What becomes of the connection after the answer.
    enum Fate {
        case closes
        case stays
        /// It stays open because an HTTP/1.0 client asked for it.
        case staysThoughOld
    }

    /// The head on the wire (RFC 9112 §4), with the fields that only the server knows.
    func head(_ delimiter: Delimiter, _ fate: Fate, date: String) -> [UInt8] {
        var text = "HTTP/1.1 \(status.rawValue) \(status.reason)\r\nDate: \(date)\r\n"
        for field in headers.fields where !Self.ours.contains(field.name.lowercased()) {
            text += "\(field.name): \(field.value)\r\n"
        }
        switch delimiter {
        case .length(let length): text += "Content-Length: \(length)\r\n"
        case .chunks: text += "Transfer-Encoding: chunked\r\n"
        case .close, .nothing: break
        }
        switch fate {
        case .closes: text += "Connection: close\r\n"
        // RFC 9112 §9.3 and Appendix C.2.2: an HTTP/1.0 client does not know it otherwise.
        case .staysThoughOld: text += "Connection: keep-alive\r\n"
        case .stays: break
        }
        return Array((text + "\r\n").utf8)
    }

    /// Fields that decide about the connection: a handler's own would break the framing.
    private static let ours: Set<String> = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"]

    /// A chunk on the wire (RFC 9112 §7.1); an empty one would end the body, so it is nothing.
    static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.isEmpty { return [] }
        return Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [.carriageReturn, .lineFeed]
    }

    static let lastChunk = Array("0\r\n\r\n".utf8)
    static let goOn = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// An IMF-fixdate (RFC 9110 §5.6.7) of a moment in seconds since 1970.
    static func date(_ seconds: Int64) -> String {
        var seconds = time_t(seconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let date = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1_900)"
        return
            "\(days[Int(parts.tm_wday)]), \(date) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
