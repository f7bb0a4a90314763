import HTTP
import Testing

@Suite struct CookieTests {
    private func cookies(_ lines: String...) throws -> Cookies {
        try Request(.get, "/", headers: lines.map { ("Cookie", $0) }).cookies
    }

    @Test func `cookies are read by their exact names`() throws {
        let found = try cookies("__Host-naast=a.b=c; naast=x;y=1", "z=2")
        #expect(found["__Host-naast"] == "a.b=c" && found["naast"] == "x" && found["y"] == "1" && found["z"] == "2")
        #expect(found["__host-naast"] == nil && found["w"] == nil)
    }

    @Test(arguments: ["", ";", "=", "a", "=b", "a b=c", "a=\"b\"", "a=b c", "a=b,c", "a=b\\", "a=é", "a\u{301}=b"])
    func `what is no cookie is passed over`(line: String) throws {
        let found = try cookies("voor=1; \(line); na=2")
        #expect(found["voor"] == "1" && found["na"] == "2" && found["a"] == nil)
    }

    @Test func `of two different cookies with one name neither counts`() throws {
        #expect(try cookies("a=1; a=2")["a"] == nil)
        #expect(try cookies("a=1", "a=2; a=1")["a"] == nil)
        #expect(try cookies("a=1; a=1")["a"] == "1")
    }

    @Test func `more cookies than the limit are not looked at`() throws {
        let many = (0..<100).map { "c\($0)=1" }.joined(separator: "; ")
        #expect(try cookies(many)["c63"] == "1")
        #expect(try cookies(many)["c64"] == nil)
    }

    @Test func `a cookie over TLS belongs to this host alone`() {
        var response = Response(200)
        response.set(SetCookie("naast", "geheim", isSecure: true, lifetime: .seconds(43_200)))
        response.set(SetCookie("naast", "geheim", isSecure: false, sameSite: .strict))
        response.set(.forget("naast", isSecure: true))
        #expect(
            response.headers.values("set-cookie") == [
                "__Host-naast=geheim; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200",
                "naast=geheim; Path=/; HttpOnly; SameSite=Strict",
                "__Host-naast=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0",
            ])
        #expect(SetCookie.name("naast", isSecure: true) == "__Host-naast")
    }

    @Test(arguments: ["a b", "a;b", "a,b", "a\"b", "a\r\nb", "é", "a\\b"])
    func `a value that would break the cookie does not pass`(value: String) async {
        await #expect(processExitsWith: .failure) { [value] in
            _ = SetCookie("naast", value, isSecure: true)
        }
    }
}
