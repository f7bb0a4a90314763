import Dispatch

/// The queues on which handlers run, and the requests that wait for one, confined to the loop's queue.
///
/// Each worker is a serial queue of its own, because a shared one starts only two blocking jobs at a time. Requests of
/// one lane run a few at a time; a free worker goes around the lanes that may run, so none delays another.
final class WorkerPool {
    struct Job: Sendable {
        let connection: UInt64
        let request: Request
        /// When it came, on the monotonic clock.
        let since: UInt64
    }

    /// Why a job is not taken.
    enum Refusal: Error {
        case full
        case laneFull
    }

    private let queues: [DispatchQueue]
    private let respond: @Sendable (Request) -> Response
    private let limits: Limits
    private let laneOf: @Sendable (Request) -> String?
    private var idle: [Int]
    private var lanes = Lanes<Job>()
    private(set) var running = 0
    /// When we last looked who hung up, on the monotonic clock.
    private var lastLook: UInt64 = 0

    init(
        count: Int, limits: Limits, lane: @escaping @Sendable (Request) -> String?,
        respond: @escaping @Sendable (Request) -> Response
    ) {
        precondition(count > 0, "a server without workers answers nobody")
        queues = (0..<count).map { DispatchQueue(label: "naast.http.worker.\($0)") }
        idle = Array((0..<count).reversed())
        laneOf = lane
        self.respond = respond
        self.limits = limits
    }

    var waiting: Int { lanes.waiting }

    /// Runs the job, now or later; otherwise too many wait.
    func submit(_ job: Job, to loop: isolated ServerLoop) throws(Refusal) {
        // A request that belongs to no lane is one of its own.
        let lane = laneOf(job.request) ?? "\u{0}\(job.connection)"
        if refusal(for: lane) != nil { forgetGone(for: loop) }
        if let refusal = refusal(for: lane) { throw refusal }
        lanes.add(job, to: lane, atOnce: limits.runningPerLane)
        startWaiting(for: loop)
    }

    private func refusal(for lane: String) -> Refusal? {
        if lanes.waiting >= limits.waiting, idle.isEmpty { return .full }
        return lanes.waiting(in: lane) >= limits.waitingPerLane ? .laneFull : nil
    }

    /// Makes room by forgetting whose client hung up; not too often, because it asks for each that waits.
    private func forgetGone(for loop: isolated ServerLoop) {
        guard loop.now - lastLook > 50_000_000 else { return }
        lastLook = loop.now
        let gone = lanes.remove { job in loop.connections[job.connection]?.socket.isHungUp ?? true }
        for job in gone { forget(job, for: loop) }
    }

    private func forget(_ job: Job, for loop: isolated ServerLoop) {
        loop.busy.leave()
        if let connection = loop.connections[job.connection] { loop.close(connection) }
    }

    /// A worker is done with its job.
    private func finished(_ worker: Int, lane: String, took: UInt64, for loop: isolated ServerLoop) {
        loop.busy.leave()
        loop.figures.handling.observe(nanoseconds: took)
        running -= 1
        idle.append(worker)
        lanes.finished(in: lane, atOnce: limits.runningPerLane)
        startWaiting(for: loop)
    }

    private func startWaiting(for loop: isolated ServerLoop) {
        while let worker = idle.last, let (job, lane) = lanes.next(atOnce: limits.runningPerLane) {
            // A client that went away needs no answer.
            guard let connection = loop.connections[job.connection], !connection.socket.isHungUp else {
                forget(job, for: loop)
                lanes.finished(in: lane, atOnce: limits.runningPerLane)
                continue
            }
            idle.removeLast()
            running += 1
            loop.figures.waits.observe(nanoseconds: loop.now - job.since)
            run(job, lane: lane, on: worker, for: loop)
        }
    }

    /// Drops the jobs that wait, at the end, and says how many they were.
    func forgetWaiting() -> Int {
        defer { lanes = Lanes() }
        return lanes.waiting
    }

    private func run(_ job: Job, lane: String, on worker: Int, for loop: ServerLoop) {
        let (respond, streamBuffer) = (respond, limits.streamBuffer)
        queues[worker].async {
            let began = DispatchTime.now().uptimeNanoseconds
            let response = respond(job.request)
            let finish: @Sendable (isolated ServerLoop) -> Void
            if case .stream(let produce) = response.body, job.request.method != .head, !response.status.isBodiless {
                let isWhole = Self.stream(response, produce, streamBuffer, for: job, to: loop)
                finish = { $0.endStream(job.connection, isWhole: isWhole) }
            } else {
                finish = { $0.complete(job.connection, response) }
            }
            let took = DispatchTime.now().uptimeNanoseconds - began
            // The worker is free before the client hears of it: who has its answer finds the figures up to date.
            loop.perform {
                $0.workers.finished(worker, lane: lane, took: took, for: $0)
                finish($0)
            }
        }
    }

    /// Sends an answer as its handler writes it, and says whether it came whole.
    private static func stream(
        _ response: Response, _ produce: (ResponseStream) throws -> Void, _ limit: Int, for job: Job,
        to loop: ServerLoop
    ) -> Bool {
        let stream = ResponseStream(limit: limit, isChunked: job.request.isHTTP11) { bytes in
            loop.perform { $0.streamed(job.connection, bytes) }
        }
        loop.perform { $0.begin(job.connection, response, stream) }
        return (try? produce(stream)) != nil && !stream.isClosed
    }
}
