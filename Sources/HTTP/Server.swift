import Dispatch
import Platform

/// A strict HTTP/1.1 server on Dispatch, for loopback behind a TLS proxy and for a unix socket.
///
/// One queue does all input and output; handlers are plain functions on `workers` serial queues and may block there.
/// Stop it before letting it go.
package final class Server: Sendable {
    private let loop: ServerLoop

    /// `respond` runs on a worker; `refusal` dresses up what the parser and the limits refuse.
    ///
    /// Of the requests with the same `lane` only `Limits.runningPerLane` run at once, so that one tenant cannot take
    /// all workers; nil is for those that need no such limit.
    package init(
        limits: Limits = Limits(), workers: Int = 16, trust: ProxyTrust = .nobody, clock: any Clock = SystemClock(),
        log: Log, lane: @escaping @Sendable (Request) -> String? = { _ in nil },
        refusal: @escaping @Sendable (Rejection) -> Response = Server.plain,
        respond: @escaping @Sendable (Request) -> Response
    ) {
        let pool = WorkerPool(count: workers, limits: limits, lane: lane, respond: respond)
        loop = ServerLoop(limits: limits, workers: pool, trust: trust, clock: clock, log: log, refusal: refusal)
        loop.perform { $0.start() }
    }

    /// What the server has done until now; not to be asked by `refusal`.
    package var figures: ServerFigures {
        let now = Locked(ServerFigures())
        loop.performAndWait { loop in now.withLock { $0 = loop.presentFigures } }
        return now.withLock { $0 }
    }

    /// Listens on a unix socket that only its owner may use, unless `mode` says otherwise; `stop` removes it again.
    package func listen(unix path: String, mode: UInt32 = 0o600) throws(ServerError) {
        listen(on: try Listener.unix(path, mode: mode))
    }

    /// Listens on a TCP port and answers which: 0 lets the kernel choose.
    ///
    /// Only loopback, unless a TLS proxy stands in front.
    @discardableResult
    package func listen(
        host: String, port: UInt16, isBehindTLSProxy: Bool = false
    ) throws(ServerError) -> UInt16 {
        let listener = try Listener.tcp(host, port: port, isBehindTLSProxy: isBehindTLSProxy)
        defer { listen(on: listener) }
        return listener.port
    }

    /// Listens on the sockets that systemd has opened for us and answers how many there are; 0 without a `.socket` unit.
    ///
    /// `stop` leaves a unix socket's file to systemd.
    package func listen(
        inherited environment: [String: String], isBehindTLSProxy: Bool = false
    ) throws(ServerError) -> Int {
        let listeners = try Listener.inherited(environment, isBehindTLSProxy: isBehindTLSProxy)
        for listener in listeners { listen(on: listener) }
        return listeners.count
    }

    func listen(on listener: Listener) { loop.performAndWait { $0.listen(on: listener) } }

    /// Accepts nothing more, lets running requests finish for at most so long, and closes everything.
    ///
    /// Returns, with every descriptor closed, whether all were finished. It blocks, so not on a worker. A handler that
    /// is still busy afterwards runs on, and its answer goes nowhere.
    @discardableResult
    package func stop(within patience: Duration) -> Bool {
        loop.performAndWait { $0.beginStop() }
        let nanoseconds = Int(max(0, patience / .nanoseconds(1)))
        let isFinished = loop.busy.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
        loop.performAndWait { $0.endStop() }
        loop.open.wait()
        return isFinished
    }

    /// A refusal as one line of text.
    package static let plain: @Sendable (Rejection) -> Response = { rejection in
        .text("\(rejection.status.rawValue) \(rejection.reason)\n", status: rejection.status)
    }
}
