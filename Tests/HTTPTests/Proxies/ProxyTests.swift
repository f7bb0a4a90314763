import Foundation
import HTTP
import TestSupport
import Testing

/// The configurations that we ship for nginx and Caddy, before a server of ours.
@Suite(.needs("nginx", "caddy", "openssl", "curl"), .serialized)
struct ProxyTests {
    private func behind(_ program: ProxyProgram, _ body: (RunningProxy, Backend) throws -> Void) throws {
        let backend = try Backend()
        defer { backend.stop() }
        let proxy = try RunningProxy(program, backend: backend.port)
        defer { proxy.stop() }
        try body(proxy, backend)
    }

    @Test(arguments: ProxyProgram.allCases)
    func `a page comes over TLS, and what a browser claims about itself is not believed`(program: ProxyProgram) throws {
        try behind(program) { proxy, _ in
            let lies = ["X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: http", "Forwarded: for=6.6.6.6"]
            let answer = try proxy.curl("/duinrand/vandaag?a=b", lies.flatMap { ["--header", $0] })
            #expect(answer.hasPrefix("HTTP/2 200"), "\(answer)")
            #expect(answer.contains("client 127.0.0.1 secure true host \(ProxyProgram.name)"), "\(answer)")
            #expect(answer.contains("__Host-naast=geheim; Path=/; HttpOnly; SameSite=Lax; Secure"))
            #expect(answer.hasSuffix("GET /duinrand/vandaag\n"))
        }
    }

    @Test(arguments: ProxyProgram.allCases)
    func `style sheets are compressed and asked for once, pages are not compressed`(program: ProxyProgram) throws {
        try behind(program) { proxy, _ in
            let compressed = ["--compressed", "--header", "Accept-Encoding: gzip"]
            let sheet = try proxy.curl("/assets/naast.css", compressed)
            #expect(sheet.lowercased().contains("content-encoding: gzip") && sheet.hasSuffix("{ color: black }\n"))
            #expect(!(try proxy.curl("/duinrand/", compressed)).lowercased().contains("content-encoding"))
            // Compressing makes the tag a weak one, in nginx's way or in Caddy's; ours knows it again.
            let head = sheet.split(separator: "\r\n").first { $0.lowercased().hasPrefix("etag: ") }
            let tag = String(try #require(head).dropFirst(6))
            #expect(
                try proxy.curl("/assets/naast.css", compressed + ["--header", "If-None-Match: \(tag)"]).hasPrefix(
                    "HTTP/2 304"))
        }
    }

    @Test(arguments: ProxyProgram.allCases)
    func `an upload comes whole, and one that is too large is refused`(program: ProxyProgram) throws {
        try behind(program) { proxy, backend in
            let directory = try TemporaryDirectory()
            try Data(repeating: 97, count: 5 << 20).write(to: URL(fileURLWithPath: directory.file("file")))
            try Data(repeating: 97, count: 11 << 20).write(to: URL(fileURLWithPath: directory.file("large")))
            for version in ["--http1.1", "--http2"] {
                let answer = try proxy.curl(
                    "/duinrand/import", [version, "--data-binary", "@\(directory.file("file"))"])
                #expect(answer.contains("body \(5 << 20)\n"), "\(answer.suffix(300))")
                let chunked = ["--header", "Transfer-Encoding: chunked", "--data-binary", "@\(directory.file("file"))"]
                #expect(try proxy.curl("/duinrand/import", ["--http1.1"] + chunked).contains("body \(5 << 20)\n"))
                let refused = try proxy.curl(
                    "/duinrand/import", [version, "--data-binary", "@\(directory.file("large"))"])
                // Caddy closes while curl still sends, so that curl may not come to read the 413.
                #expect(refused.contains(" 413") || refused.hasPrefix("curl: (5"), "\(refused.prefix(300))")
            }
            #expect(backend.seen.count == 4)
        }
    }

    @Test(arguments: ProxyProgram.allCases)
    func `an address of a mail is in no log, even when nobody answers`(program: ProxyProgram) throws {
        try behind(program) { proxy, backend in
            _ = try proxy.curl("/duinrand/m/GEHEIM")
            backend.stop()
            let answer = try proxy.curl("/duinrand/m/GEHEIM")
            #expect(answer.hasPrefix("HTTP/2 502"), "\(answer)")
            #expect(!proxy.logs.contains("GEHEIM") && !proxy.logs.contains("duinrand"), "\(proxy.logs)")
        }
    }

    @Test func `plain http is sent on to https`() throws {
        try behind(.nginx) { proxy, backend in
            let run = try ToolRun(
                "curl", ["--silent", "--include", "--max-time", "60", "http://127.0.0.1:\(proxy.plain)/duinrand/a?b=c"])
            let answer = String(decoding: run.output, as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 308 "))
            #expect(answer.contains("Location: https://\(ProxyProgram.name)/duinrand/a?b=c\r\n"))
            #expect(backend.seen.isEmpty)
        }
    }
}
