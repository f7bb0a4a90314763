import Dispatch
import Glibc
import Platform

/// All connections, on one serial queue: it reads, writes and watches the time, and never runs a handler.
actor ServerLoop {
    nonisolated let executor: QueueExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Entered for every descriptor that is not closed.
    nonisolated let open = DispatchGroup()
    /// Entered for every connection and every request with a worker.
    nonisolated let busy = DispatchGroup()

    let limits: Limits
    let workers: WorkerPool
    let refusal: @Sendable (Rejection) -> Response
    let trust: ProxyTrust
    private let clock: any Clock
    private let log: Log

    var connections: [UInt64: Connection] = [:]
    var isStopping = false
    var figures = ServerFigures()
    /// Bytes of all requests in memory.
    var held = 0
    private var listeners: [Acceptor] = []
    private var nextID: UInt64 = 1
    private var scratch = [UInt8](repeating: 0, count: 65_536)
    private let timer: any DispatchSourceTimer
    private var timerAt = UInt64.max
    private var dateLine = (second: Int64.min, text: "")

    init(
        limits: Limits, workers: WorkerPool, trust: ProxyTrust, clock: any Clock, log: Log,
        refusal: @escaping @Sendable (Rejection) -> Response
    ) {
        executor = QueueExecutor(label: "naast.http")
        timer = DispatchSource.makeTimerSource(queue: executor.queue)
        self.limits = limits
        self.workers = workers
        self.trust = trust
        self.clock = clock
        self.log = log
        self.refusal = refusal
    }

    /// Runs work on the loop's queue, after what already waits there.
    nonisolated func perform(_ work: @escaping @Sendable (isolated ServerLoop) -> Void) {
        executor.queue.async { self.assumeIsolated(work) }
    }

    /// Runs work on the loop's queue and waits for it; never to be called on that queue.
    nonisolated func performAndWait(_ work: @escaping @Sendable (isolated ServerLoop) -> Void) {
        executor.queue.sync { self.assumeIsolated(work) }
    }

    // MARK: Listening

    func start() {
        timer.setEventHandler { @Sendable [weak self] in self?.assumeIsolated { $0.timePassed() } }
        timer.schedule(deadline: .distantFuture)
        timer.resume()
    }

    func listen(on listener: Listener) {
        let index = listeners.count
        listeners.append(
            Acceptor(listener, queue: executor.queue, open: open) { @Sendable [weak self] in
                self?.assumeIsolated { $0.accept(listener: index) }
            })
    }

    private func accept(listener index: Int) {
        // A bounded round, so that a flood of new clients does not keep the present ones waiting.
        for _ in 0..<64 {
            if isStopping { return }
            switch listeners[index].accept() {
            case .success(let client?): admit(FileDescriptor(owning: client.raw), peer: client.peer)
            case .success(nil): return
            case .failure(let error):
                // Out of descriptors or memory: nothing to do but wait until some are given back.
                log.warning("http-accept-failed", ["error": .failure(error)])
                listeners[index].pause()
                executor.queue.asyncAfter(deadline: .now() + .milliseconds(200)) { [weak self] in
                    self?.assumeIsolated { $0.listeners[index].resume() }
                }
                return
            }
        }
    }

    private func admit(_ descriptor: consuming FileDescriptor, peer: ClientAddress) {
        if connections.count >= limits.connections {
            guard let dispensable else { return turnAway(descriptor) }
            figures.evicted += 1
            close(dispensable)
        }
        let id = nextID
        nextID += 1
        let socket = Socket(
            descriptor, queue: executor.queue, open: open,
            onReadable: { [weak self] in self?.assumeIsolated { $0.readable(id) } },
            onWritable: { [weak self] in self?.assumeIsolated { $0.writable(id) } })
        let connection = Connection(id: id, socket: socket, peer: peer, limits: limits)
        connections[id] = connection
        figures.accepted += 1
        busy.enter()
        // Who connects says something soon; only between requests may a client be silent for long.
        enter(.idle, connection, for: limits.head)
        socket.resumeReading()
    }

    /// Who keeps us waiting longest: between requests, or else with a head that a second was not enough for.
    private var dispensable: Connection? {
        let idle = connections.values.filter { $0.phase == .idle }
        let slow =
            idle.isEmpty ? connections.values.filter { $0.phase == .head && now - $0.phaseBegan > 1_000_000_000 } : []
        return (idle.isEmpty ? slow : idle).min { $0.phaseBegan < $1.phaseBegan }
    }

    private func turnAway(_ descriptor: borrowing FileDescriptor) {
        let response = refused(Rejection(503, "too many connections"))
        figures.answers[5, default: 0] += 1
        guard case .bytes(let body) = response.body else { return }
        let bytes = response.head(.length(body.count), .closes, date: date()) + body
        _ = send(descriptor.raw, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }

    // MARK: Events

    /// Reads all that is there.
    ///
    /// Once a client has hung up, libdispatch calls this a last time, even when bytes came before (event_epoll.c, SR-9033):
    /// who then reads once and waits for the next call waits for ever.
    private func readable(_ id: UInt64) {
        for _ in 0..<16 {
            guard let connection = connections[id], connection.socket.isReading else { return }
            let result = Result { try scratch.withUnsafeMutableBytes { try connection.socket.read(into: $0) } }
            guard case .success(let count) = result else { return close(connection) }
            guard let count else { return }
            received(count, connection)
            if count == 0 { return }
        }
        // The others come first.
        executor.queue.async { [weak self] in self?.assumeIsolated { $0.readable(id) } }
    }

    private func received(_ count: Int, _ connection: Connection) {
        if count == 0 {
            connection.inputEnded = true
            connection.socket.pauseReading()
        }
        switch connection.phase {
        case .idle, .head, .body:
            connection.parser.receive(scratch[..<count])
            if isTooMuch(connection) { return reject(Rejection(503, "too many bytes wait"), connection) }
            advance(connection)
        case .working, .answering: connection.parser.receive(scratch[..<count])
        case .lingering: if count == 0 { close(connection) }
        }
    }

    /// Counts what the connection holds; true when that is more than there is room for.
    private func isTooMuch(_ connection: Connection) -> Bool {
        let before = held
        count(connection)
        return held > limits.held && held > before
    }

    /// Counts again what the connection holds in memory.
    func count(_ connection: Connection) {
        let now = connection.parser.held + connection.bodyInHand
        held += now - connection.held
        connection.held = now
    }

    private func writable(_ id: UInt64) {
        if let connection = connections[id] { flush(connection) }
    }

    func close(_ connection: Connection) {
        guard connections.removeValue(forKey: connection.id) != nil else { return }
        connection.stream?.close()
        connection.socket.close()
        held -= connection.held
        busy.leave()
    }

    // MARK: Stopping

    /// Accepts nothing more; whoever is between requests is closed, the others after their answer.
    func beginStop() {
        isStopping = true
        for listener in listeners { listener.close() }
        for connection in connections.values where connection.phase == .idle || connection.phase == .lingering {
            close(connection)
        }
    }

    func endStop() {
        for connection in connections.values { close(connection) }
        for _ in 0..<workers.forgetWaiting() { busy.leave() }
        timer.cancel()
    }

    // MARK: Time

    func enter(_ phase: Connection.Phase, _ connection: Connection, for patience: Duration?) {
        connection.phase = phase
        connection.phaseBegan = now
        setDeadline(connection, patience)
    }

    func setDeadline(_ connection: Connection, _ patience: Duration?) {
        guard let patience else {
            connection.deadline = .max
            return
        }
        connection.deadline = now + UInt64(max(0, patience / .nanoseconds(1)))
        arm(connection.deadline)
    }

    var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    private func arm(_ moment: UInt64) {
        guard moment < timerAt else { return }
        timerAt = moment
        timer.schedule(deadline: DispatchTime(uptimeNanoseconds: moment), leeway: .milliseconds(1))
    }

    private func timePassed() {
        timerAt = .max
        let moment = now
        for connection in connections.values where connection.deadline <= moment { expire(connection) }
        // Not more than fifty looks a second, however many clients there are.
        if let next = connections.values.map(\.deadline).min(), next != .max { arm(max(next, moment + 20_000_000)) }
    }

    /// The present date for a `Date` field, made once a second.
    func date() -> String {
        let second = clock.wallMilliseconds() / 1_000
        if second != dateLine.second { dateLine = (second, Response.date(second)) }
        return dateLine.text
    }
}
