/// What a request is about, decoded: the path's segments and the query's items.
///
/// Only origin-form (RFC 9112 §3.2.1) is served: behind our proxy nothing else is ever needed.
struct Target: Equatable, Sendable {
    /// Split at each slash: `/` gives `[""]`, `/a/` gives `["a", ""]`; no other segment is empty.
    let segments: [String]
    let query: [QueryItem]

    init(_ bytes: ArraySlice<UInt8>, limits: Limits) throws(Rejection) {
        guard bytes.first == UInt8(ascii: "/") else { throw Rejection(400, "the target is not a path") }
        let parts = bytes.dropFirst().split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        var segments: [String] = []
        for raw in (parts.first ?? []).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            segments.append(try Self.segment(raw))
        }
        guard !segments.dropLast().contains("") else { throw Rejection(400, "an empty path segment") }
        self.segments = segments
        query = parts.count == 2 ? try Self.items(parts[parts.startIndex + 1], limits: limits) : []
    }

    private static func segment(_ raw: ArraySlice<UInt8>) throws(Rejection) -> String {
        guard raw.allSatisfy({ $0.isPathByte || $0 == UInt8(ascii: "%") }) else {
            throw Rejection(400, "a character that no path holds")
        }
        let text = try percentDecoded(raw, plusIsSpace: false)
        // After decoding: whatever a proxy in front made of the path, no handler sees a way up or a hidden slash.
        guard text != ".", text != "..", !text.utf8.contains(UInt8(ascii: "/")), !text.utf8.contains(UInt8(ascii: "\\"))
        else { throw Rejection(400, "a path segment that points elsewhere") }
        return text
    }

    private static func items(_ raw: ArraySlice<UInt8>, limits: Limits) throws(Rejection) -> [QueryItem] {
        guard raw.allSatisfy(isQueryByte) else { throw Rejection(400, "a character that no query holds") }
        let pairs = raw.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= limits.queryItems else { throw Rejection(400, "too many items in the query") }
        var items: [QueryItem] = []
        for pair in pairs {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try percentDecoded(parts[parts.startIndex], plusIsSpace: true)
            let value = parts.count == 2 ? try percentDecoded(parts[parts.startIndex + 1], plusIsSpace: true) : ""
            items.append(QueryItem(name: name, value: value))
        }
        return items
    }

    private static func isQueryByte(_ byte: UInt8) -> Bool {
        byte.isPathByte || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%")
    }
}

/// One `name=value` of a query; the value of a name alone is empty.
package struct QueryItem: Equatable, Sendable {
    package let name: String
    package let value: String
}

/// Undoes percent-encoding (RFC 3986 §2.1): valid triplets, valid UTF-8, no control characters, or 400.
func percentDecoded(_ raw: ArraySlice<UInt8>, plusIsSpace: Bool) throws(Rejection) -> String {
    let bytes = try percentDecodedBytes(raw, plusIsSpace: plusIsSpace)
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), let text = String(validating: bytes, as: UTF8.self) else {
        throw Rejection(400, "percent-encoding that is not text")
    }
    return text
}

/// Undoes percent-encoding: valid triplets, or 400.
func percentDecodedBytes(_ raw: ArraySlice<UInt8>, plusIsSpace: Bool) throws(Rejection) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    var rest = raw
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
            guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else {
                throw Rejection(400, "a broken percent-encoding")
            }
            bytes.append(high << 4 | low)
        } else {
            bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? .space : byte)
        }
    }
    return bytes
}
