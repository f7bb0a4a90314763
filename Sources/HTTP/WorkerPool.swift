import Dispatch

/// The queues on which handlers run, and the requests that wait for one, confined to the loop's queue.
///
/// Each worker is a serial queue of its own, because a shared one starts only two blocking jobs at a time.
final class WorkerPool {
    struct Job: Sendable {
        let connection: UInt64
        let request: Request
    }

    private let queues: [DispatchQueue]
    private let respond: @Sendable (Request) -> Response
    private let streamBuffer: Int
    private let maximumWaiting: Int
    private var idle: [Int]
    private var waiting: [Job] = []

    init(count: Int, limits: Limits, respond: @escaping @Sendable (Request) -> Response) {
        precondition(count > 0, "a server without workers answers nobody")
        queues = (0..<count).map { DispatchQueue(label: "naast.http.worker.\($0)") }
        idle = Array((0..<count).reversed())
        self.respond = respond
        streamBuffer = limits.streamBuffer
        maximumWaiting = limits.waiting
    }

    /// Whether the job runs or waits; otherwise there are too many.
    func submit(_ job: Job, to loop: isolated ServerLoop) -> Bool {
        if let worker = idle.popLast() {
            run(job, on: worker, for: loop)
        } else {
            guard waiting.count < maximumWaiting else { return false }
            waiting.append(job)
        }
        return true
    }

    /// A worker is done with its job: it takes the next one whose client is still there.
    func finished(_ worker: Int, for loop: isolated ServerLoop) {
        loop.busy.leave()
        while !waiting.isEmpty {
            let job = waiting.removeFirst()
            if loop.connections[job.connection] != nil { return run(job, on: worker, for: loop) }
            loop.busy.leave()
        }
        idle.append(worker)
    }

    /// Drops the jobs that wait, at the end.
    func forgetWaiting() -> [Job] {
        defer { waiting = [] }
        return waiting
    }

    private func run(_ job: Job, on worker: Int, for loop: ServerLoop) {
        let (respond, streamBuffer) = (respond, streamBuffer)
        queues[worker].async {
            let response = respond(job.request)
            if case .stream(let produce) = response.body, job.request.method != .head {
                Self.stream(response, produce, streamBuffer, for: job, to: loop)
            } else {
                loop.perform { $0.complete(job.connection, response) }
            }
            loop.perform { $0.workers.finished(worker, for: $0) }
        }
    }

    private static func stream(
        _ response: Response, _ produce: (ResponseStream) throws -> Void, _ limit: Int, for job: Job,
        to loop: ServerLoop
    ) {
        let stream = ResponseStream(limit: limit, isChunked: job.request.isHTTP11) { bytes in
            loop.perform { $0.streamed(job.connection, bytes) }
        }
        loop.perform { $0.begin(job.connection, response, stream) }
        let isWhole = (try? produce(stream)) != nil && !stream.isClosed
        loop.perform { $0.endStream(job.connection, isWhole: isWhole) }
    }
}
