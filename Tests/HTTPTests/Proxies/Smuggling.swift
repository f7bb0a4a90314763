/// Bytes that one server might take for one request and another for two: the second begins `GET /gesmokkeld`.
enum Smuggling {
    private static let name = ProxyProgram.name
    private static let hidden = "GET /gesmokkeld HTTP/1.1\r\nHost: \(name)\r\n\r\n"

    static let all = lengthThenChunks + chunksThenLength + disguises + lengths + chunks + others

    private static func post(_ headers: String, _ body: String) -> String {
        "POST /aanval HTTP/1.1\r\nHost: \(name)\r\n\(headers)\r\n\r\n\(body)"
    }

    /// A whole body in one chunk.
    private static func chunked(_ text: String) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n0\r\n\r\n"
    }

    /// CL.TE: the length covers all, the chunks end early.
    private static let lengthThenChunks = ["Transfer-Encoding: chunked", "transfer-encoding: Chunked"].flatMap {
        coding in
        let body = "0\r\n\r\n" + hidden
        return [
            post("Content-Length: \(body.utf8.count)\r\n\(coding)", body),
            post("\(coding)\r\nContent-Length: \(body.utf8.count)", body),
        ]
    }

    /// TE.CL: the chunks cover all, the length ends early.
    private static let chunksThenLength = [
        post("Content-Length: 4\r\nTransfer-Encoding: chunked", chunked(hidden)),
        post("Transfer-Encoding: chunked\r\nContent-Length: 0", chunked(hidden)),
        post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\nContent-Length: 3", chunked(hidden)),
    ]

    /// TE.TE: a Transfer-Encoding that only one of the two may understand.
    private static let disguises = [
        "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked",
        " Transfer-Encoding: chunked", "X: y\r\n Transfer-Encoding: chunked", "Transfer-Encoding:\tchunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x", "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked", "X: y\rTransfer-Encoding: chunked", "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding: \"chunked\"", "Transfer_Encoding: chunked", "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity, chunked", "Transfer-Encoding: \u{B}chunked", "Transfer-Encoding: chunked\u{B}",
        "Transfer-Encoding: chunked;a=b", "Transfer-Encoding:chunked,", "TRANSFER-ENCODING: CHUNKED",
        "Transfer-Encoding: \u{0}chunked", "Transfer-Encoding\u{0}: chunked",
    ].flatMap { disguise in
        let early = "0\r\n\r\n" + hidden
        return [
            post("Content-Length: \(early.utf8.count)\r\n\(disguise)", early),
            post("Content-Length: 4\r\n\(disguise)", chunked(hidden)),
        ]
    }

    /// CL.CL and CL.0: two readings of one length.
    private static let lengths = [
        "Content-Length: 0\r\nContent-Length: \(hidden.utf8.count)",
        "Content-Length: \(hidden.utf8.count)\r\nContent-Length: 0",
        "Content-Length: 0, \(hidden.utf8.count)", "Content-Length: +\(hidden.utf8.count)",
        "Content-Length : \(hidden.utf8.count)",
        "Content-Length: \(hidden.utf8.count) 0", "Content_Length: \(hidden.utf8.count)",
        "Content-Length: 0x\(hidden.utf8.count)",
        "Content-Length: \(hidden.utf8.count)\r\nConnection: close, Content-Length",
        "Content-Length: \(hidden.utf8.count)\r\nExpect: 100-continue",
        "Content-Length: \(hidden.utf8.count)\r\nExpect: x 100-continue",
        "Content-Length: \(hidden.utf8.count)\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk",
    ].map { post($0, hidden) }

    /// Chunks whose end is not the same to everybody.
    private static let chunks = [
        "1;a\nb\r\nx\r\n0\r\n\r\n", "1\nx\r\n0\r\n\r\n", "1\r\nxy\r\n0\r\n\r\n", "1\r\nx\n0\r\n\r\n", "0\n\n",
        "0;a\r\n\n",
        "00000000000000000\r\n\r\n", "-1\r\n\r\n", "0x0\r\n\r\n", "0 \r\n\r\n", "1_0\r\n\r\n",
        "100000000000000000\r\n\r\n",
        "0\r\nContent-Length: 9\r\n\r\n", "0\r\nX : y\r\n\r\n",
    ].map { post("Transfer-Encoding: chunked", $0 + hidden) }

    private static let others = [
        "GET /aanval HTTP/1.1\r\nHost: \(name)\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n" + hidden,
        "HEAD /aanval HTTP/1.1\r\nHost: \(name)\r\nContent-Length: \(hidden.utf8.count)\r\n\r\n" + hidden,
        "POST /aanval HTTP/1.0\r\nHost: \(name)\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n"
            + hidden,
        "GET /aanval HTTP/1.1\r\nHost: \(name)\r\nConnection: close, X-Forwarded-For, X-Forwarded-Proto, Host\r\n\r\n",
        "GET /aanval%20HTTP/1.1%0d%0aHost:%20x%0d%0a%0d%0aGET%20/gesmokkeld HTTP/1.1\r\nHost: \(name)\r\n\r\n",
        "GET /aanval\u{20}HTTP/1.1\r\nX: y HTTP/1.1\r\nHost: \(name)\r\n\r\n" + hidden,
        "GET http://\(name)/aanval HTTP/1.1\r\nHost: andere.example\r\n\r\n",
        "GET /aanval HTTP/1.1\r\nHost: \(name)\r\nHost: andere.example\r\n\r\n",
        "GET /aanval/../../gesmokkeld HTTP/1.1\r\nHost: \(name)\r\n\r\n",
        "GET /aanval HTTP/1.1\nHost: \(name)\n\n" + hidden,
    ]
}
