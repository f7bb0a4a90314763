import HTTP
import Testing

/// Requests that break one rule each, with the status they deserve.
struct Malformed: Sendable, CustomTestStringConvertible {
    let status: Status
    let text: String

    var testDescription: String { "\(status.rawValue) \(text.prefix(60).debugDescription)" }

    init(_ status: Status, _ text: String) {
        self.status = status
        self.text = text
    }

    static let all = lines + targets + headers + framing + chunks + limits

    private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n" }
    private static func with(_ header: String) -> String { "POST / HTTP/1.1\r\nHost: x\r\n\(header)\r\n\r\n" }
    private static func chunked(_ body: String) -> String { with("Transfer-Encoding: chunked") + body }

    private static let lines = [
        Self(400, "GET / HTTP/1.1\nHost: x\n\n"), Self(400, "GET / HTTP/1.1\r\nHost: x\n\r\n"),
        Self(400, "GET / HTTP/1.1\rHost: x\r\n\r\n"), Self(400, "GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Self(400, " GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Self(400, "GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
        Self(400, "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"), Self(400, "GET /\r\n\r\n"), Self(400, "\u{0}\r\n\r\n"),
        Self(400, "G(T / HTTP/1.1\r\nHost: x\r\n\r\n"), Self(400, "GET / http/1.1\r\nHost: x\r\n\r\n"),
        Self(400, "GET / HTTP/1\r\nHost: x\r\n\r\n"), Self(400, "GET / HTTP/1.10\r\nHost: x\r\n\r\n"),
        Self(400, "GET / HTTP/11\r\nHost: x\r\n\r\n"), Self(505, "GET / HTTP/2.0\r\nHost: x\r\n\r\n"),
        Self(505, "GET / HTTP/0.9\r\n\r\n"), Self(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Self(400, String(repeating: "G", count: 33) + " / HTTP/1.1\r\nHost: x\r\n\r\n"),
        Self(400, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\r\n\r\n"),
    ]

    private static let targets = [
        Self(400, get("http://x/")), Self(400, get("x:443")), Self(400, get("*")), Self(400, get("a")),
        Self(400, get("//x/")), Self(400, get("/a//b")), Self(400, get("/../etc")), Self(400, get("/a/./b")),
        Self(400, get("/a/..")), Self(400, get("/%2e%2e/a")), Self(400, get("/a/%2E")), Self(400, get("/a%2fb")),
        Self(400, get("/a%2Fb")), Self(400, get("/a%5cb")), Self(400, get("/a\\b")), Self(400, get("/a%00b")),
        Self(400, get("/a%0d%0ab")), Self(400, get("/a%7f")), Self(400, get("/%")), Self(400, get("/%4")),
        Self(400, get("/%zz")), Self(400, get("/%ff")), Self(400, get("/%c0%af")), Self(400, get("/é")),
        Self(400, get("/%252e%252e/%2e%2e")), Self(400, get("/.%2e/a")), Self(400, get("/a/%2e%2e%2fb")),
        Self(400, get("/..")), Self(400, get("/..?a")), Self(400, get("/a%0Ab")), Self(400, get("/%u0041")),
        Self(400, get("/%E2%82")), Self(400, get("/%ED%A0%80")), Self(400, get("?a")), Self(400, get("")),
        Self(400, get("/a|b")), Self(400, get("/a?b|c")), Self(400, get("/a\u{1}b")), Self(400, get("HTTPS://x/")),
        Self(400, "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Self(400, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), Self(400, get("/a#b")), Self(400, get("/a?b#c")),
        Self(400, get("/<a>")), Self(400, get("/a?%00")),
        Self(400, get("/a?x=%ff")), Self(400, get("/a?x=\"y\"")), Self(400, get("/?a&b&c&d&e&f")),
    ]

    private static let headers = [
        Self(400, "GET / HTTP/1.1\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"),
        Self(400, "GET / HTTP/1.0\r\nHost: x\r\nhost: y\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x, y\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: x y\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x\r\nhOST: x\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x:80:80\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: :80\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: http://x\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: x?\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: é\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: x\\y\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: [::1]x\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: [::1]:x\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\n\r\nHost: x\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nX: Host: x\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: u@x\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: x:y\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: x:123456\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost: []\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n"), Self(400, "GET / HTTP/1.1\r\nHost : x\r\n\r\n"),
        Self(400, "GET / HTTP/1.1\r\n Host: x\r\n\r\n"), Self(400, with("A: b\r\n c")), Self(400, with("A: b\r\n\tc")),
        Self(400, with("A\t: b")), Self(400, with(": b")), Self(400, with("A b")), Self(400, with("A(: b")),
        Self(400, with("A: b\u{0}c")), Self(400, with("A: b\rc")), Self(400, with("A: \u{1B}[m")),
        Self(400, with("A: \u{7F}")), Self(417, with("Expect: 200-ok\r\nContent-Length: 1")),
        Self(417, with("Expect: 100-continue\r\nExpect: 100-continue")),
    ]

    private static let framing = [
        Self(400, with("Content-Length: 1\r\nTransfer-Encoding: chunked") + "0\r\n\r\n"),
        Self(400, with("Transfer-Encoding: chunked\r\nContent-Length: 0")),
        Self(400, with("Content-Length: 1\r\nContent-Length: 1") + "a"),
        Self(400, with("Content-Length: 1\r\nContent-Length: 2") + "ab"), Self(400, with("Content-Length: 1, 1") + "a"),
        Self(400, with("Content-Length: 1_0") + "a"), Self(400, with("Content-Length: 1\u{B}") + "a"),
        Self(400, with("Content-Length: 1;a") + "a"), Self(400, with("Content-Length: \"1\"") + "a"),
        Self(400, with("Content-Length: 1.0") + "a"), Self(400, with("Content-Length: 1e1") + "a"),
        Self(400, with("Content-Length: ,1") + "a"), Self(400, with("Content-Length: 1\r\nCONTENT-LENGTH: 1") + "a"),
        Self(400, with("Content-Length\u{0}: 1") + "a"), Self(400, with("Content-Length: 1\u{0}") + "a"),
        Self(400, with("Transfer-Encoding: \"chunked\"")), Self(400, with("Transfer-Encoding: \u{0}chunked")),
        Self(400, with("Transfer-Encoding: chunked\u{0}")), Self(400, with("Transfer-Encoding: chunked\u{C}")),
        Self(501, with("Transfer-Encoding: chunke")), Self(501, with("Transfer-Encoding: chunkedchunked")),
        Self(400, with("Transfer-Encoding: chunked chunked")), Self(400, with("Transfer-Encoding: ,chunked")),
        Self(400, with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")),
        Self(400, with("Transfer-Encoding: identity\r\nContent-Length: 1") + "a"),
        Self(400, with("Transfer-Encoding: xchunked\r\nContent-Length: 1") + "a"),
        Self(400, with("Transfer-Encoding:\r\n chunked")), Self(400, with("Transfer-Encoding :chunked")),
        Self(400, with("Transfer-Encoding\t:chunked")), Self(400, with("\tTransfer-Encoding: chunked")),
        Self(400, with(" Transfer-Encoding: chunked")), Self(400, with("X: y\rTransfer-Encoding: chunked")),
        Self(400, with("X: y\nTransfer-Encoding: chunked")), Self(400, with("Transfer-Encoding: \u{130}chunked")),
        Self(400, with("Content-Length: +1") + "a"), Self(400, with("Content-Length: -1")),
        Self(400, with("Content-Length: 0x1")), Self(400, with("Content-Length:")),
        Self(400, with("Content-Length: 1 1")),
        Self(400, with("Content-Length: ١")), Self(413, with("Content-Length: 51")),
        Self(413, with("Content-Length: 99999999999999999999999")),
        Self(413, with("Expect: 100-continue\r\nContent-Length: 51")), Self(501, with("Transfer-Encoding: gzip")),
        Self(501, with("Transfer-Encoding: gzip, chunked")), Self(501, with("Transfer-Encoding: identity")),
        Self(501, with("Transfer-Encoding: xchunked")), Self(400, with("Transfer-Encoding: chunked, chunked")),
        Self(400, with("Transfer-Encoding: chunked, gzip")), Self(400, with("Transfer-Encoding: chunked,")),
        Self(400, with("Transfer-Encoding:")), Self(400, with("Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip")),
        Self(400, with("Transfer-Encoding: \u{B}chunked")), Self(400, with("Transfer-Encoding: chunked;q=1")),
        Self(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ]

    private static let chunks = [
        Self(400, chunked("\r\n")), Self(400, chunked("x\r\n")), Self(400, chunked("1 \r\na\r\n0\r\n\r\n")),
        Self(400, chunked(" 1\r\na\r\n0\r\n\r\n")), Self(400, chunked("0x1\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("-1\r\n")), Self(400, chunked("1\na\r\n0\r\n\r\n")),
        Self(400, chunked("1\r\nab\r\n0\r\n\r\n")),
        Self(400, chunked("1\r\na\n0\r\n\r\n")), Self(400, chunked("1\r\na0\r\n\r\n")), Self(413, chunked("33\r\n")),
        Self(413, chunked("20\r\n" + String(repeating: "a", count: 32) + "\r\n13\r\n")),
        Self(413, chunked("ffffffffffffffff\r\n")), Self(400, chunked("10000000000000001\r\n")),
        Self(400, chunked("1;\r\na\r\n0\r\n\r\n")), Self(400, chunked("1;a=\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("1;a=\"b\r\na\r\n0\r\n\r\n")), Self(400, chunked("1;a b\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("1;a;;b\r\na\r\n0\r\n\r\n")), Self(400, chunked("1;a\nb\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("1;a=b\rc\r\na\r\n0\r\n\r\n")), Self(400, chunked("+1\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("1_0\r\n")), Self(400, chunked("1\t\r\na\r\n0\r\n\r\n")),
        Self(400, chunked("\r1\r\na\r\n0\r\n\r\n")), Self(400, chunked("1\r\naXX0\r\n\r\n")),
        Self(400, chunked("1\r\na\r\r\n0\r\n\r\n")), Self(400, chunked("0\r\nGET / HTTP/1.1\r\n\r\n")),
        Self(400, chunked("1;" + String(repeating: "a", count: 300) + "\r\n")), Self(400, chunked("1;\u{0}\r\na\r\n")),
        Self(400, chunked("0\r\nA : b\r\n\r\n")), Self(400, chunked("0\r\n a\r\n\r\n")), Self(400, chunked("0\r\n\n")),
        Self(431, chunked("0\r\n" + String(repeating: "A: b\r\n", count: 11) + "\r\n")),
    ]

    private static let limits = [
        Self(414, get("/" + String(repeating: "a", count: 100))), Self(414, String(repeating: "a", count: 102)),
        Self(431, with(String(repeating: "A: b\r\n", count: 11))),
        Self(431, with("A: " + String(repeating: "b", count: 300))),
        Self(431, with(String(repeating: "b", count: 310))),
    ]

    /// Sound requests, for the properties.
    static let sound = [
        get("/a/b?c=d"), "\r\n" + get("/"), get("/") + get("/x") + get("/y"),
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhallo" + get("/b"),
        chunked("3;a=b\r\nhal\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n") + get("/b"),
        "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\nja", "GET / HTTP/1.0\r\n\r\n",
    ]
}
