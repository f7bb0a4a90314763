import HTTP
import Testing

@Suite struct RouterTests {
    private let router: Router = {
        var router = Router()
        router.get("/") { _ in .text("root") }
        router.get("/v1/tenants") { _ in .text("list") }
        router.get("/v1/tenants/{slug}") { .text("show \($0.parameters["slug"] ?? "-")") }
        router.get("/v1/tenants/settings") { _ in .text("settings") }
        router.post("/v1/tenants/{slug}") { .text("set \($0.parameters["slug"] ?? "-")") }
        router.get("/{slug}/") { .text("public \($0.parameters["slug"] ?? "-")") }
        return router
    }()

    private func answer(_ method: String, _ path: String) throws -> (Status, String, Response) {
        let request = try #require(
            events(Array("\(method) \(path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8), limits: Limits()).onlyRequest)
        let response = router.respond(request)
        guard case .bytes(let body) = response.body else { return (response.status, "", response) }
        return (response.status, String(decoding: body, as: UTF8.self), response)
    }

    @Test(arguments: [
        ("GET", "/", 200, "root"), ("HEAD", "/", 200, "root"), ("GET", "/v1/tenants", 200, "list"),
        ("GET", "/v1/tenants/duinrand", 200, "show duinrand"), ("GET", "/v1/tenants/settings", 200, "settings"),
        ("POST", "/v1/tenants/duinrand", 200, "set duinrand"), ("GET", "/duinrand/", 200, "public duinrand"),
        ("GET", "/duinrand", 404, "404 Not Found\n"), ("GET", "/v1/tenants/", 404, "404 Not Found\n"),
        ("GET", "/v1/tenants/a/b", 404, "404 Not Found\n"), ("DELETE", "/v1/tenants", 405, "405 Method Not Allowed\n"),
        ("POST", "/v1/tenants/settings", 405, "405 Method Not Allowed\n"), ("BREW", "/", 501, "501 Not Implemented\n"),
    ])
    func `the most literal route answers`(method: String, path: String, status: Int, body: String) throws {
        let (found, text, _) = try answer(method, path)
        #expect(found.rawValue == status)
        #expect(text == body)
    }

    @Test func `a wrong method is told the right ones`() throws {
        #expect(try answer("PUT", "/v1/tenants/duinrand").2.headers["Allow"] == "GET, HEAD, POST")
    }

    @Test func `a header value cannot start a line of its own`() {
        var headers = Headers()
        headers.add("Location", "/a\r\nSet-Cookie: b\u{0}")
        #expect(headers["location"] == "/a  Set-Cookie: b ")
    }
}
