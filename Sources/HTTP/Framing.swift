/// How long a body is, decided from the head alone (RFC 9112 §6): the place where smuggling happens or does not.
enum Framing: Equatable {
    case none
    case length(Int)
    case chunked

    init(_ headers: Headers, isHTTP11: Bool, bodyLimit: Int) throws(Rejection) {
        let lengths = headers.values("content-length")
        let codings = headers.values("transfer-encoding")
        if !codings.isEmpty {
            // §6.1 lets a server drop the length; a proxy in front may have chosen otherwise, so we refuse both.
            guard lengths.isEmpty else { throw Rejection(400, "both Content-Length and Transfer-Encoding") }
            // §6.1: HTTP/1.0 knows no transfer codings; whoever sends them is confused or hostile.
            guard isHTTP11 else { throw Rejection(400, "Transfer-Encoding in HTTP/1.0") }
            self = try Self.coding(headers.list("transfer-encoding"))
        } else if let length = lengths.first {
            guard lengths.count == 1 else { throw Rejection(400, "more than one Content-Length") }
            self = try Self.length(length, limit: bodyLimit)
        } else {
            self = .none
        }
    }

    private static func coding(_ list: [String]?) throws(Rejection) -> Self {
        guard let list, list.allSatisfy({ $0.utf8.allSatisfy(\.isTokenByte) }) else {
            throw Rejection(400, "a broken Transfer-Encoding")
        }
        if list == ["chunked"] { return .chunked }
        // §6.3: without chunked at the end, and only there, nobody can tell where the body ends.
        if list.contains("chunked"), list.last != "chunked" || list.filter({ $0 == "chunked" }).count > 1 {
            throw Rejection(400, "chunked is not the last transfer coding")
        }
        throw Rejection(501, "an unknown transfer coding")
    }

    private static func length(_ text: String, limit: Int) throws(Rejection) -> Self {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { throw Rejection(400, "a broken Content-Length") }
        guard let length = Int(text), length <= limit else { throw Rejection(413, "the body is too large") }
        return length == 0 ? .none : .length(length)
    }
}
