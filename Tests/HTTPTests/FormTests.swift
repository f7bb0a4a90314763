import HTTP
import Testing

@Suite struct FormTests {
    private func form(_ body: String, type: String, limits: Form.Limits = Form.Limits()) throws -> Form {
        try form(Array(body.utf8), type: type, limits: limits)
    }

    private func form(_ body: [UInt8], type: String, limits: Form.Limits = Form.Limits()) throws -> Form {
        try Request(.post, "/", headers: [("Content-Type", type)], body: body).form(limits: limits)
    }

    private static let encoded = "application/x-www-form-urlencoded"
    private static let multipart = "multipart/form-data; boundary=x"

    /// One part of a form with the boundary `x`.
    private static func part(_ disposition: String, _ content: String, more: String = "") -> String {
        "--x\r\nContent-Disposition: form-data; \(disposition)\r\n\(more)\r\n\(content)\r\n"
    }

    @Test func `fields come in their order, decoded`() throws {
        let form = try form(
            "naam=Fatma+Y%C4%B1ld%C4%B1z&taal=tr&taal=nl&leeg=&kaal&&r=a%0D%0Ab%0Ac%0Dd%0Be%09", type: Self.encoded)
        #expect(form["naam"] == "Fatma Yıldız")
        #expect(form.values("taal") == ["tr", "nl"])
        #expect(form["leeg"]?.isEmpty == true && form["kaal"]?.isEmpty == true)
        #expect(form["r"] == "a\nb\nc\nd\ne\t")
        #expect(form["er niet"] == nil && form.fields.count == 6)
    }

    @Test func `an empty body is an empty form, whatever its type`() throws {
        #expect(try Request(.post, "/").form() == Form())
        #expect(try form("", type: "text/plain") == Form())
    }

    @Test(arguments: ["; charset=utf-8", ";charset=\"UTF-8\"", " ; charset=UTF-8 ;"])
    func `UTF-8 may be said`(parameter: String) throws {
        #expect(try form("a=b", type: Self.encoded + parameter)["a"] == "b")
    }

    @Test(arguments: [
        ("text/plain", 415), ("application/json", 415), ("", 415), ("\(encoded); charset=latin1", 415),
        ("\(encoded), \(encoded)", 415), ("\(encoded); charset=utf-8; charset=utf-8", 415),
        ("multipart/form-data", 400),
        ("multipart/form-data; boundary=", 415), ("multipart/form-data; boundary=\"a b \"", 400),
        ("multipart/form-data; boundary=\"ab", 415), ("multipart/form-data; boundary=a@b", 415),
        ("multipart/form-data; boundary=\(String(repeating: "a", count: 71))", 400),
        ("multipart/mixed; boundary=x", 415),
    ])
    func `a form of another type is refused`(type: String, status: Int) {
        #expect(refusal { try form("a=b", type: type) } == status)
    }

    @Test func `two types are no type`() {
        #expect(
            refusal {
                try Request(
                    .post, "/", headers: [("Content-Type", Self.encoded), ("Content-Type", Self.multipart)], body: [97]
                ).form()
            } == 415)
    }

    @Test(arguments: [
        "a=%", "a=%4", "a=%zz", "%=a", "a=%ff", "a=%c3", "a=%00", "a=%1b", "a=%7f", "%00=a", "=a", "%0a=a",
    ])
    func `what no browser sends is refused`(body: String) {
        #expect(refusal { try form(body, type: Self.encoded) } == 400)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(refusal { try form([0x61, 0x3D, 0xFF], type: Self.encoded) } == 400)
        let start = Array("--x\r\nContent-Disposition: form-data; name=\"".utf8)
        #expect(refusal { try form(start + [0xFF] + "\"\r\n\r\na\r\n--x--".utf8, type: Self.multipart) } == 400)
        #expect(
            refusal { try form(start + "a\"\r\n\r\n".utf8 + [0xC3] + "\r\n--x--".utf8, type: Self.multipart) } == 400)
    }

    @Test func `every limit of a form is kept`() throws {
        var limits = Form.Limits()
        limits.parts = 3
        limits.name = 4
        limits.value = 5
        limits.files = 1
        limits.file = 6
        #expect(try form("a=1&b=2&c=3", type: Self.encoded, limits: limits).fields.count == 3)
        #expect(refusal { try form("a=1&b=2&c=3&d=4", type: Self.encoded, limits: limits) } == 413)
        #expect(refusal { try form("abcde=1", type: Self.encoded, limits: limits) } == 400)
        #expect(try form("a=12345", type: Self.encoded, limits: limits)["a"] == "12345")
        #expect(refusal { try form("a=123456", type: Self.encoded, limits: limits) } == 413)
        let file = Self.part("name=f; filename=a", "123456")
        #expect(try form(file + "--x--", type: Self.multipart, limits: limits).files.count == 1)
        #expect(refusal { try form(file + file + "--x--", type: Self.multipart, limits: limits) } == 413)
        let large = Self.part("name=f; filename=a", "1234567")
        #expect(refusal { try form(large + "--x--", type: Self.multipart, limits: limits) } == 413)
    }

    @Test func `a file comes with its bytes untouched and its name without folders`() throws {
        let text =
            Self.part("name=\"csrf\"", "t")
            + Self.part(
                "name=\"bestand\"; filename=\"C:\\map\\buddy's %22x%22.csv\"", "a;b\r\n\u{0}--y\r\n-",
                more: "Content-Type: Text/CSV\r\n")
            + Self.part("name=\"leeg\"; filename=\"\"", "", more: "Content-Type: application/octet-stream\r\n")
            + Self.part("name=\"na\"", "é\r\n") + "--x--\r\n"
        let form = try form(text, type: Self.multipart)
        let file = try #require(form.file("bestand"))
        #expect(file.fileName == "buddy's \"x\".csv" && file.type == "text/csv")
        #expect(file.bytes == Array("a;b\r\n\u{0}--y\r\n-".utf8))
        #expect(form["csrf"] == "t" && form["na"] == "é\n")
        #expect(form.file("leeg") == nil && form.files.count == 1)
    }

    @Test(arguments: [
        ("name=\"a\\\"b\"", "a\"b"), ("name=\"a\\\\b\"", "a\\b"), ("name=\"a\\b\"", "a\\b"), ("name=a", "a"),
        ("name=\"a;b=c\"", "a;b=c"), ("NAME=a", "a"), ("name=\"%22%23\"", "\"%23"),
    ])
    func `a part's name is read as browsers write it`(disposition: String, name: String) throws {
        #expect(try form(Self.part(disposition, "w") + "--x--", type: Self.multipart).fields.map(\.name) == [name])
    }

    @Test(arguments: [
        "--", "--x", "--x--x", "--x--\r\n\r\n", "preamble\r\n\(part("name=a", "b"))--x--", "\(part("name=a", "b"))",
        "\(part("name=a", "b"))--x", "\(part("name=a", "b"))--xx--", "\(part("name=a", "b"))--x-",
        "--x\nContent-Disposition: form-data; name=a\n\nb\n--x--",
        "--x\r\n\r\nb\r\n--x--", "--x\r\nContent-Disposition: form-data; name=a\r\nb\r\n--x--",
        "\(part("", "b"))--x--", "\(part("filename=a", "b"))--x--", "\(part("name=", "b"))--x--",
        "\(part("name=\"\"", "b"))--x--",
        "\(part("name=a; name=b", "b"))--x--", "\(part("name=\"a", "b"))--x--",
        "\(part("name=a; filename*=utf-8''b", "b"))--x--",
        "--x\r\nContent-Disposition: attachment; name=a\r\n\r\nb\r\n--x--",
        "\(part("name=a", "b", more: "Content-Disposition: form-data; name=b\r\n"))--x--",
        "\(part("name=a", "b", more: "A : b\r\n"))--x--", "\(part("name=a", "b", more: " folded\r\n"))--x--",
        "\(part("name=a", "b", more: String(repeating: "A: b\r\n", count: 9)))--x--",
        "\(part("name=a", "b\u{0}"))--x--",
    ])
    func `a broken multipart form is refused`(body: String) {
        #expect(refusal { try form(body, type: Self.multipart) } == 400)
    }

    @Test func `a part's head has a limit`() {
        let long = "A: \(String(repeating: "b", count: 3_000))\r\n"
        #expect(refusal { try form(Self.part("name=a", "b", more: long) + "--x--", type: Self.multipart) } == 400)
    }

    @Test func `an encoded part is refused`() {
        let body = Self.part("name=a", "YQ==", more: "Content-Transfer-Encoding: base64\r\n") + "--x--"
        #expect(refusal { try form(body, type: Self.multipart) } == 415)
    }

    @Test func `near misses of the boundary cost no more than their bytes`() throws {
        // A boundary and a content that a naive search would compare again and again.
        let boundary = String(repeating: "-", count: 69)
        let content = String(repeating: "\r\n" + String(repeating: "-", count: 70), count: 20_000)
        let body =
            "--\(boundary)\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n\(content)\r\n--\(boundary)--"
        let form = try form(body, type: "multipart/form-data; boundary=\(boundary)")
        #expect(form.files.first?.bytes.count == content.utf8.count)
    }
}

/// The status of what `body` throws, nil when it throws nothing.
func refusal(_ body: () throws -> some Any) -> Int? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Rejection)?.status.rawValue
    }
}
