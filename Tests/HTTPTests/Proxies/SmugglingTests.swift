import HTTP
import TestSupport
import Testing

@Suite(.needs("nginx", "caddy", "openssl", "python3"))
struct SmugglingTests {
    /// A request that a proxy forwards carries what the proxy says about its client; one hidden in a body does not.
    @Test(arguments: ProxyProgram.allCases)
    func `no request is smuggled past the proxy, and nobody gets the answer of another`(program: ProxyProgram) throws {
        let backend = try Backend()
        defer { backend.stop() }
        let proxy = try RunningProxy(program, backend: backend.port)
        defer { proxy.stop() }
        // Twice: what the first round left on a connection to the backend would meet the second.
        let attacks = Smuggling.all + Smuggling.all
        let outcomes = try proxy.exchange(attacks)
        for (number, outcome) in outcomes.enumerated() {
            #expect(
                outcome.canary.hasPrefix("HTTP/1.1 200 ") && outcome.canary.hasSuffix("\nGET /kanarie/\(number)\n"),
                "after \(attacks[number].debugDescription): \(outcome.canary)")
            // Each answer that came back was given to a request of this connection.
            let paths = outcome.attack.split(whereSeparator: \.isNewline).filter {
                $0.hasPrefix("GET /") || $0.hasPrefix("POST /")
            }
            #expect(paths.allSatisfy { $0.hasSuffix("/aanval") || $0.hasSuffix("/gesmokkeld") }, "\(outcome.attack)")
        }
        for request in backend.seen {
            #expect(
                request.headers.values("x-forwarded-for") == ["127.0.0.1"] && request.isSecure,
                "not forwarded by \(program): \(request)")
        }
        for number in attacks.indices {
            #expect(backend.seen.count { $0.segments == ["kanarie", "\(number)"] } == 1)
        }
        // The second request is a request like any other where the proxy itself sees two.
        #expect(backend.seen.contains { $0.segments == ["gesmokkeld"] })
    }
}
