extension FormReader {
    /// Reads `name=value&…` (WHATWG URL §5.1), but refuses a broken percent-encoding, which no browser sends.
    mutating func readURLEncoded(_ body: [UInt8]) throws(Rejection) {
        for pair in body.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = try percentDecoded(parts[parts.startIndex], plusIsSpace: true)
            let value = parts.count == 2 ? try percentDecodedBytes(parts[1], plusIsSpace: true) : []
            try add(name: name, value: value)
        }
    }
}
