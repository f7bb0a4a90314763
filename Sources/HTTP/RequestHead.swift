/// A request line and its headers, line by line.
struct RequestHead: Equatable {
    let method: Method
    let target: Target
    let isHTTP11: Bool
    private(set) var headers = Headers()

    /// Reads a request line (RFC 9112 §3), without its CRLF.
    init(line: ArraySlice<UInt8>, limits: Limits) throws(Rejection) {
        let parts = line.split(separator: .space, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw Rejection(400, "a request line without its three parts") }
        guard (1...32).contains(parts[0].count), parts[0].allSatisfy(\.isTokenByte) else {
            throw Rejection(400, "a broken method")
        }
        method = Method(rawValue: String(decoding: parts[0], as: UTF8.self))
        isHTTP11 = try Self.isHTTP11(parts[2])
        target = try Target(parts[1], limits: limits)
    }

    /// RFC 9110 §2.5: a higher minor version is answered as the highest we know; another major one is not.
    private static func isHTTP11(_ version: ArraySlice<UInt8>) throws(Rejection) -> Bool {
        let bytes = Array(version)
        guard bytes.count == 8, bytes.starts(with: Array("HTTP/".utf8)), bytes[5].isDigit,
            bytes[6] == UInt8(ascii: "."), bytes[7].isDigit
        else { throw Rejection(400, "a broken version") }
        guard bytes[5] == UInt8(ascii: "1") else { throw Rejection(505, "a version other than HTTP/1") }
        return bytes[7] != UInt8(ascii: "0")
    }

    /// Reads one header line, without its CRLF.
    mutating func add(line: ArraySlice<UInt8>) throws(Rejection) {
        let field = try Self.field(line)
        headers.add(field.name, field.value)
    }

    /// RFC 9112 §5: a name that is a token, directly followed by a colon, and a value without control characters.
    static func field(_ line: ArraySlice<UInt8>) throws(Rejection) -> Headers.Field {
        // §5.2: a server must refuse a folded line.
        guard let first = line.first, first != .space, first != .tab else { throw Rejection(400, "a folded header") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Rejection(400, "a header without colon") }
        let name = line[..<colon]
        // §5.1: space before the colon has been used to smuggle; it must be refused.
        guard !name.isEmpty, name.allSatisfy(\.isTokenByte) else { throw Rejection(400, "a broken header name") }
        var value = line[(colon + 1)...]
        guard value.allSatisfy(\.isFieldByte) else { throw Rejection(400, "a control character in a header") }
        while value.first == .space || value.first == .tab { value.removeFirst() }
        while value.last == .space || value.last == .tab { value.removeLast() }
        return Headers.Field(name: String(decoding: name, as: UTF8.self), value: String(decoding: value, as: UTF8.self))
    }

    /// RFC 9112 §3.2: one Host, valid; HTTP/1.0 may leave it out.
    func checkHost() throws(Rejection) {
        let hosts = headers.values("host")
        guard let host = hosts.first else {
            if isHTTP11 { throw Rejection(400, "no Host") }
            return
        }
        guard hosts.count == 1, Self.isHost(Array(host.utf8)) else { throw Rejection(400, "a broken Host") }
    }

    /// `uri-host [":" port]`, RFC 3986 §3.2.2; an empty name is of no use to us.
    private static func isHost(_ bytes: [UInt8]) -> Bool {
        var name = bytes[...]
        if let colon = name.lastIndex(of: UInt8(ascii: ":")), !name[colon...].contains(UInt8(ascii: "]")) {
            guard name[(colon + 1)...].allSatisfy(\.isDigit), name[(colon + 1)...].count <= 5 else { return false }
            name = name[..<colon]
        }
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") {
            let inside = name.dropFirst().dropLast()
            return !inside.isEmpty
                && inside.allSatisfy { $0.hexValue != nil || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        }
        return (1...255).contains(name.count) && name.allSatisfy(\.isNameByte)
    }

    /// RFC 9112 §9.3: HTTP/1.1 stays open unless told otherwise, HTTP/1.0 closes unless asked.
    var keepsAlive: Bool {
        let options = headers.values("connection").joined(separator: ",").lowercased()
            .split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
        if options.contains("close") { return false }
        return isHTTP11 || options.contains("keep-alive")
    }

    /// Whether the client waits for a word before it sends the body (RFC 9110 §10.1.1).
    func expectsContinue() throws(Rejection) -> Bool {
        let expectations = headers.values("expect")
        if expectations.isEmpty || !isHTTP11 { return false }
        guard expectations.count == 1, expectations[0].isSameToken(as: "100-continue") else {
            throw Rejection(417, "an unknown expectation")
        }
        return true
    }

    func request(body: [UInt8]) -> Request {
        Request(
            method: method, segments: target.segments, query: target.query, headers: headers, body: body,
            keepsAlive: keepsAlive, isHTTP11: isHTTP11)
    }
}
