import HTTP
import Platform
import TestSupport

/// A server on a unix socket in a directory of its own, for one test.
struct ServerFixture {
    private let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("http")
    }

    /// Serves while `body` runs, then stops.
    func serve(
        limits: Limits = Limits(), workers: Int = 4, lane: @escaping @Sendable (Request) -> String? = { _ in nil },
        respond: @escaping @Sendable (Request) -> Response = echo,
        _ body: (Server) throws -> Void
    ) throws {
        let server = Server(limits: limits, workers: workers, log: .silent, lane: lane, respond: respond)
        try server.listen(unix: path)
        defer { server.stop(within: .seconds(1)) }
        try body(server)
    }

    /// Answers with the method, the path and the body's length.
    static let echo: @Sendable (Request) -> Response = { request in
        .text("\(request.method.rawValue) /\(request.segments.joined(separator: "/")) \(request.body.count)\n")
    }

    static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n" }
}
