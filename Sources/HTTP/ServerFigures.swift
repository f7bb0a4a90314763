/// What a server has done since it began, and has in hand now: numbers without persons or paths.
package struct ServerFigures: Equatable, Sendable {
    /// Answers by the first digit of their status.
    package internal(set) var answers: [Int: Int] = [:]
    /// What the parser and the limits refused, by the rule that was broken.
    package internal(set) var rejections: [String: Int] = [:]
    package internal(set) var accepted = 0
    /// Connections closed to make room for a newer one.
    package internal(set) var evicted = 0
    /// How long requests waited for a worker.
    package internal(set) var waits = Histogram()
    /// How long handlers took.
    package internal(set) var handling = Histogram()

    package internal(set) var connections = 0
    /// Requests with a worker.
    package internal(set) var running = 0
    /// Requests that wait for one.
    package internal(set) var waiting = 0
    /// Bytes of requests that are not answered yet.
    package internal(set) var heldBytes = 0

    /// Adds everything to a metrics page, under this server's name.
    package func write(into metrics: inout OpenMetrics, server: String) {
        for (digit, count) in answers.sorted(by: { $0.key < $1.key }) {
            metrics.counter(
                "naast_http_answers", "Answers given, by class of status.", count,
                labels: [("server", server), ("class", "\(digit)xx")])
        }
        for (reason, count) in rejections.sorted(by: { $0.key < $1.key }) {
            metrics.counter(
                "naast_http_rejections", "Requests refused before a handler saw them, by reason.", count,
                labels: [("server", server), ("reason", reason)])
        }
        let label = [("server", server)]
        metrics.counter("naast_http_connections_accepted", "Connections taken.", accepted, labels: label)
        metrics.counter(
            "naast_http_connections_evicted", "Connections closed to make room for newer ones.", evicted, labels: label)
        metrics.gauge("naast_http_connections", "Open connections.", connections, labels: label)
        metrics.gauge("naast_http_in_flight", "Requests with a worker.", running, labels: label)
        metrics.gauge("naast_http_waiting", "Requests that wait for a worker.", waiting, labels: label)
        metrics.gauge("naast_http_held_bytes", "Bytes of requests in memory.", heldBytes, labels: label)
        metrics.histogram("naast_http_wait_seconds", "Time that requests waited for a worker.", waits, labels: label)
        metrics.histogram("naast_http_handling_seconds", "Time that handlers took.", handling, labels: label)
    }
}
