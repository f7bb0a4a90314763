import Foundation
import HTTP
import Platform

/// Requests a second and how long they take, beside a plain nginx with a file of the same size, by turns.
struct HTTPRate {
    private var requests = 20_000
    private var connections = 16
    private var pairs = 3
    private var size = 20_000
    private var peers: [(name: String, load: HTTPLoad)] = []

    init(requests: Int) {
        self.requests = requests
    }

    init(_ words: some Sequence<String>) throws {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            if word == "--peer" {
                peers.append(try Self.peer(words.popFirst() ?? ""))
                continue
            }
            guard let text = words.popFirst(), let number = Int(text), (1...10_000_000).contains(number) else {
                throw Failure(
                    """
                    usage: naast-bench --http [--requests N] [--connections N] [--pairs N] [--size BYTES] \
                    [--peer NAME=http://127.0.0.1:PORT/PATH]
                    """)
            }
            switch word {
            case "--requests": requests = number
            case "--connections": connections = min(number, 64)
            case "--pairs": pairs = number
            case "--size": size = number
            default: throw Failure("unknown option \(word)")
            }
        }
    }

    // Another server that runs already, and serves a page of the same size.
    private static func peer(_ text: String) throws -> (name: String, load: HTTPLoad) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let url = URL(string: String(parts[1])), url.scheme == "http", url.host == "127.0.0.1",
            let port = url.port.flatMap(UInt16.init(exactly:))
        else { throw Failure("--peer takes NAME=http://127.0.0.1:PORT/PATH, not \(text)") }
        return (String(parts[0]), HTTPLoad(port: port, path: url.path.isEmpty ? "/" : url.path))
    }

    func run() throws {
        let page = [UInt8](repeating: UInt8(ascii: "a"), count: size)
        let server = Server(log: Log.silent) { _ in .bytes(page, type: "text/html; charset=utf-8") }
        defer { server.stop(within: .seconds(2)) }
        let port = try server.listen(host: "127.0.0.1", port: 0)
        try compare([("naast, a page from memory", HTTPLoad(port: port, path: "/page"))], page: page)
    }

    /// Measures every target and nginx by turns, and prints one table; a target's page has the size of nginx's.
    func compare(_ targets: [(name: String, load: HTTPLoad)], page: [UInt8]) throws {
        var targets = targets + peers
        let nginx = try StaticNginx.find().map { try StaticNginx($0, page: page) }
        defer { nginx?.stop() }
        if let nginx {
            targets.append(("nginx, the same as a file", HTTPLoad(port: nginx.port, path: "/page")))
        } else {
            print("nginx is not installed (apt-get install nginx-light): ours alone")
        }
        var results = [[HTTPLoad.Result]](repeating: [], count: targets.count)
        for _ in 1...pairs {
            for (index, target) in targets.enumerated() {
                var load = target.load
                (load.requests, load.connections) = (requests, connections)
                let result = try load.run()
                guard result.size == page.count else {
                    throw Failure("\(target.name) serves \(result.size) bytes, not \(page.count)")
                }
                results[index].append(result)
            }
        }
        print("\n\(requests) requests on \(connections) connections, loopback, medians of \(pairs)")
        print(Self.line("", "bytes", ["req/s", "p50 ms", "p90 ms", "p99 ms", "max ms"]))
        for (target, runs) in zip(targets, results) {
            let figures = [runs.map(\.rate)] + [50, 90, 99, 100].map { part in runs.map { $0.percentile(part) } }
            let columns = figures.enumerated().map { index, values in
                String(format: index == 0 ? "%.0f" : "%.2f", values.sorted()[values.count / 2])
            }
            print(Self.line(target.name, "\(runs[0].size)", columns))
        }
    }

    private static func line(_ name: String, _ size: String, _ columns: [String]) -> String {
        let padded = ([size] + columns).map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
        return name + String(repeating: " ", count: max(1, 28 - name.count)) + padded
    }
}
