extension Response {
    /// Sends the browser to another page of ours; 303 makes a GET of it whatever was asked (RFC 9110 §15.4.4).
    ///
    /// `path` begins with one slash and may hold a query and a fragment. What would lead to another host, as a value
    /// from a request might, becomes `/`; characters that no URL holds are percent-encoded.
    package static func redirect(_ path: String, status: Status = 303) -> Self {
        var response = Self(status)
        response.headers.set("Location", localPath(path))
        return response
    }

    private static func localPath(_ path: String) -> String {
        let bytes = Array(path.utf8)
        // Browsers take a backslash for a slash, and pass over tabs and line breaks: `/\host` and `/<tab>/host` leave.
        let leads = bytes.first == UInt8(ascii: "/") && bytes.dropFirst().first != UInt8(ascii: "/")
        guard leads, !bytes.contains(UInt8(ascii: "\\")), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            return "/"
        }
        return bytes.map { isURLByte($0) ? String(UnicodeScalar($0)) : percentEncoded($0) }.joined()
    }

    private static func isURLByte(_ byte: UInt8) -> Bool {
        byte.isPathByte || [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%")].contains(byte)
    }

    private static func percentEncoded(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
