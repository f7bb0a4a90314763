import HTTP
import Testing

@Suite struct ResponseTests {
    @Test(arguments: [
        ("/duinrand/vandaag", "/duinrand/vandaag"), ("/a?b=c&d=%20#e", "/a?b=c&d=%20#e"),
        ("/é b\"<", "/%C3%A9%20b%22%3C"),
        ("/", "/"), ("", "/"), ("//kwaad.example", "/"), ("///x", "/"), ("/\\kwaad.example", "/"), ("/a\\b", "/"),
        ("https://kwaad.example", "/"), ("kwaad", "/"), ("/\t/kwaad.example", "/"), ("/a\r\nSet-Cookie: a=b", "/"),
        ("javascript:alert(1)", "/"), (" /a", "/"),
    ])
    func `a redirect stays on this host`(path: String, location: String) {
        let response = Response.redirect(path)
        #expect(response.status == 303 && response.headers["location"] == location)
    }

    @Test func `a value cannot start a line of its own`() {
        var headers = Headers()
        headers.add("X", "a\r\nSet-Cookie: b\u{0}\u{7F}c")
        #expect(headers["x"] == "a  Set-Cookie: b  c")
    }

    @Test(arguments: [
        ("TAG", 304), ("W/TAG", 304), ("*", 304), ("\"x\", TAG", 304), ("\"x\",W/TAG , \"y\"", 304), ("\"x\"", 200),
        ("", 200), ("\"x\", *", 200),
    ])
    func `a client that has this version gets no body`(known: String, status: Int) throws {
        let answer = Response.text("hallo")
        let tag = EntityTag(of: "hallo".utf8)
        for method in [Method.get, .head] {
            let known = known.replacing("TAG", with: tag.text)
            let asked = try Request(method, "/assets/x", headers: [("If-None-Match", known)])
            let response = answer.tagged(tag, for: asked)
            #expect(response.status.rawValue == status && response.headers["etag"] == tag.text)
            guard case .bytes(let bytes) = response.body else { return }
            #expect(bytes.isEmpty == (status == 304))
        }
    }

    @Test func `only a good answer to a question is left out`() throws {
        let tag = EntityTag(of: "hallo".utf8)
        let posted = try Request(.post, "/", headers: [("If-None-Match", tag.text)])
        #expect(Response.text("hallo").tagged(tag, for: posted).status == 200)
        let got = try Request(.get, "/", headers: [("If-None-Match", tag.text)])
        #expect(Response.text("hallo", status: 404).tagged(tag, for: got).status == 404)
        #expect(EntityTag(of: "hallo".utf8) != EntityTag(of: "hallo ".utf8))
    }
}
