import HTTP
import Testing

@Suite struct RequestParserTests {
    private func parse(_ text: String, limits: Limits = .small) -> [RequestParser.Event] {
        events(Array(text.utf8), limits: limits)
    }

    @Test func `a plain request is read`() throws {
        let request = try #require(
            parse(
                "GET /duinrand/a%20b/?q=een+twee&leeg&x=%C3%A9 HTTP/1.1\r\nHost: naast.example:8470\r\nX: \t a b \r\n\r\n"
            )
            .onlyRequest)
        #expect(request.method == .get)
        #expect(request.segments == ["duinrand", "a b", ""])
        #expect(request.query("q") == "een twee")
        #expect(request.query("leeg")?.isEmpty == true)
        #expect(request.query("x") == "é")
        #expect(request.query("y") == nil)
        #expect(request.headers["x"] == "a b")
        #expect(request.headers["HOST"] == "naast.example:8470")
        #expect(request.body.isEmpty)
    }

    @Test func `a body of a known length is read and what follows is the next request`() {
        let both = parse(
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhalloGET /b HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(both.requests.map(\.segments) == [["a"], ["b"]])
        #expect(both.requests.first?.body == Array("hallo".utf8))
    }

    @Test func `chunks are put together, extensions and trailers left out`() {
        let text =
            "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
            + "3;naam=\"w\"\r\nhal\r\n00002\r\nlo\r\n0\r\nX-Trailer: y\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"
        let both = parse(text)
        #expect(both.requests.first?.body == Array("hallo".utf8))
        #expect(both.requests.first?.headers["x-trailer"] == nil)
        #expect(both.requests.map(\.segments) == [["a"], [""]])
    }

    @Test func `one empty line before a request is passed over`() {
        #expect(parse("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").requests.count == 1)
        #expect(parse("\r\n\r\n\r\n").rejection?.status == 400)
    }

    @Test(arguments: ["x", "localhost", "127.0.0.1:8470", "[::1]", "[::1]:80", "a-b.example.org", "x:"])
    func `every valid Host is taken`(host: String) {
        #expect(parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").requests.count == 1)
    }

    @Test func `HTTP 1.0 needs no Host and closes unless asked`() {
        #expect(parse("GET / HTTP/1.0\r\n\r\n").requests.count == 1)
    }

    @Test func `who waits for leave to send is told first`() {
        let text = "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        #expect(parse(text) == [.expectsContinue])
        let whole = parse(text + "ja")
        #expect(whole.first == .expectsContinue && whole.requests.first?.body == Array("ja".utf8))
        #expect(parse("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n").first != .expectsContinue)
    }

    @Test func `after a rejection nothing more is read`() {
        var parser = RequestParser(limits: .small)
        parser.receive(Array("GET  / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        guard case .rejected = parser.next() else {
            Issue.record("not rejected")
            return
        }
        parser.receive(Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(parser.next() == nil)
    }

    @Test(arguments: Malformed.all)
    func `a malformed request gets its status and nothing else`(request: Malformed) {
        let outcome = parse(request.text)
        #expect(outcome.rejection?.status == request.status, "\(request.text.debugDescription) → \(outcome)")
        #expect(outcome.requests.isEmpty)
    }

    /// The property that makes a stream safe: where the network cuts the bytes must not matter.
    @Test(arguments: Malformed.all.map(\.text) + Malformed.sound)
    func `the bytes cut anywhere, or one by one, give the same events`(text: String) {
        let bytes = Array(text.utf8)
        let whole = events(bytes, limits: .small)
        for cut in 0...bytes.count {
            var parser = RequestParser(limits: .small)
            parser.receive(bytes[..<cut])
            var split = drain(&parser)
            parser.receive(bytes[cut...])
            split += drain(&parser)
            #expect(split == whole, "cut at \(cut)")
        }
        var parser = RequestParser(limits: .small)
        var single: [RequestParser.Event] = []
        for byte in bytes {
            parser.receive([byte])
            single += drain(&parser)
        }
        #expect(single == whole)
    }

    /// A cheap fuzz: a sound request with bytes changed never traps, and never becomes two requests.
    @Test func `a sound request with a few bytes changed is read or refused`() {
        var random = SplitMix(state: 8_470)
        for text in Malformed.sound {
            let count = parse(text).requests.count
            for _ in 0..<2_000 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                #expect(events(bytes, limits: .small).requests.count <= max(count, 2))
            }
        }
    }
}
