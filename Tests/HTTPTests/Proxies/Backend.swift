import HTTP
import Platform

/// A server of ours behind a proxy, which remembers every request that it was given.
final class Backend: Sendable {
    private let server: Server
    private let seenRequests = Locked<[Request]>([])
    let port: UInt16

    init() throws {
        let seenRequests = seenRequests
        var limits = Limits()
        limits.body = 9 << 20
        server = Server(
            limits: limits, workers: 4, trust: ProxyTrust(ranges: AddressRange.loopback, unixSocket: false),
            log: .silent
        ) { request in
            seenRequests.withLock { $0.append(request) }
            return Self.answer(request)
        }
        port = try server.listen(host: "127.0.0.1", port: 0, isBehindTLSProxy: true)
    }

    func stop() { server.stop(within: .seconds(2)) }

    var seen: [Request] { seenRequests.withLock { $0 } }
    var figures: ServerFigures { server.figures }

    /// Tells what was asked, or a style sheet with its tag.
    private static func answer(_ request: Request) -> Response {
        if request.segments.first == "assets" {
            let sheet = String(repeating: "body { color: black }\n", count: 200)
            return .text(sheet, type: "text/css; charset=utf-8").tagged(EntityTag(of: sheet.utf8), for: request)
        }
        var response = Response.text(
            """
            client \(request.client) secure \(request.isSecure) host \(request.headers["host"] ?? "-") \
            body \(request.body.count)
            \(request.method.rawValue) /\(request.segments.joined(separator: "/"))\n
            """, type: "text/html; charset=utf-8")
        response.set(SetCookie("naast", "geheim", isSecure: request.isSecure))
        return response
    }
}
