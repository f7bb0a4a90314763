import Foundation
import Platform

@testable import HTTP

/// Everything that reads the bytes of strangers, on one input, with the properties that must hold for all of them.
///
/// Run by `.ci/fuzz` under libFuzzer, and in the normal tests on the corpus that it left. A broken property traps.
enum FuzzTarget {
    static func read(_ bytes: [UInt8]) {
        let events = readRequests(bytes)
        for request in events.requests {
            readAgain(request)
            _ = request.cookies["__Host-naast"]
            _ = try? request.form(limits: limits)
            _ = EntityTag(of: bytes).isKnown(to: request)
            _ = judge(request)
        }
        readForms(bytes)
        readTexts(bytes)
    }

    /// Where the bytes are cut must not matter.
    private static func readRequests(_ bytes: [UInt8]) -> [RequestParser.Event] {
        let whole = events(bytes, limits: .small)
        var parser = RequestParser(limits: .small)
        var pieces: [RequestParser.Event] = []
        var start = 0
        // The pieces' lengths come from the bytes themselves, so that a find can be repeated.
        while start < bytes.count {
            let end = min(bytes.count, start + 1 + Int(bytes[start] & 31))
            parser.receive(bytes[start..<end])
            pieces += drain(&parser)
            precondition(parser.held <= 700, "the parser holds more than its limits")
            start = end
        }
        precondition(whole == pieces, "the bytes cut elsewhere give other events")
        return whole
    }

    /// What was read, written plainly, is read as the same again: nothing is hidden in it.
    private static func readAgain(_ request: Request) {
        precondition(request.segments.allSatisfy { $0 != ".." && $0 != "." && !$0.contains("/") }, "a way up")
        precondition(
            request.headers.fields.allSatisfy { !$0.value.utf8.contains { $0 < 0x20 && $0 != 9 } }, "a line in a value")
        var again = Headers()
        for field in request.headers.fields
        where !["content-length", "transfer-encoding", "expect"].contains(field.name.lowercased()) {
            again.add(field.name, field.value)
        }
        var text = "\(request.method.rawValue) /\(request.segments.map(escaped).joined(separator: "/"))"
        if !request.query.isEmpty {
            text += "?" + request.query.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
        }
        text += " HTTP/1.\(request.isHTTP11 ? 1 : 0)\r\nContent-Length: \(request.body.count)\r\n"
        for field in again.fields { text += "\(field.name): \(field.value)\r\n" }
        let read = events(Array((text + "\r\n").utf8) + request.body, limits: Limits()).requests
        precondition(read.count == 1, "one request became \(read.count)")
        precondition(
            read[0].method == request.method && read[0].segments == request.segments && read[0].query == request.query
                && read[0].body == request.body && read[0].keepsAlive == request.keepsAlive
                && read[0].headers.fields.filter { $0.name != "Content-Length" } == again.fields,
            "a request read twice is another")
    }

    private static func judge(_ request: Request) -> Request {
        var judged = request
        ProxyTrust(ranges: AddressRange.loopback, unixSocket: true).settle(&judged, peer: .local)
        return judged
    }

    private static func readForms(_ bytes: [UInt8]) {
        for type in ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            guard let request = try? Request(.post, "/", headers: [("Content-Type", type)], body: bytes),
                let form = try? request.form(limits: limits)
            else { continue }
            precondition(form.fields.count + form.files.count <= limits.parts, "more fields than allowed")
            for field in form.fields {
                precondition(field.value.utf8.count <= limits.value * 2, "a value longer than allowed")
                precondition(!field.value.utf8.contains { $0 < 0x20 && $0 != 9 && $0 != 10 }, "a control character")
            }
            for file in form.files { precondition(!file.fileName.contains("/"), "a file name with a folder") }
        }
    }

    private static func readTexts(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        _ = MediaType(text)
        if let range = AddressRange(text) {
            precondition(AddressRange(range.description) == range, "a range is another")
        }
        let location = Array((Response.redirect(text).headers["location"] ?? "").utf8)
        precondition(location.first == UInt8(ascii: "/"), "a redirect without a path")
        precondition(location.dropFirst().first.map { $0 != UInt8(ascii: "/") } ?? true, "a redirect to another host")
        precondition(
            location.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }, "a redirect with more")
    }

    private static var limits: Form.Limits {
        var limits = Form.Limits()
        limits.parts = 5
        limits.name = 20
        limits.value = 100
        limits.files = 2
        limits.file = 200
        return limits
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map {
            $0.isDigit || $0.isLetter ? String(UnicodeScalar($0)) : "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16)
        }
        .joined()
    }
}

#if FUZZING
    /// What libFuzzer calls; with NAAST_JUDGE set it also says what became of the input, for `.ci/public-requests`.
    @_cdecl("LLVMFuzzerTestOneInput")
    public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        if getenv("NAAST_JUDGE") != nil {
            let outcome = events(bytes, limits: Limits())
            for event in outcome {
                switch event {
                case .request(let request):
                    print(
                        "REQUEST \(request.method.rawValue) /\(request.segments.joined(separator: "/")) \(request.body.count)"
                    )
                case .rejected(let rejection): print("REJECTED \(rejection.status.rawValue) \(rejection.reason)")
                case .expectsContinue: print("CONTINUE")
                }
            }
            if outcome.isEmpty { print("WAITING") }
        }
        FuzzTarget.read(bytes)
        return 0
    }
#endif
