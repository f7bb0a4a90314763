import Dispatch
import Glibc

/// The signals a daemon answers, as events on a queue of its own choosing.
package final class Signals: Sendable {
    /// What the outside asked.
    package enum Request: Int32, CaseIterable, Sendable {
        case terminate = 15
        case interrupt = 2
        case hangUp = 1
    }

    // A Dispatch source is not Sendable, so the lock guards the list; it is only filled once and emptied once.
    private let sources: Locked<[any DispatchSourceSignal]>

    /// Starts listening; the signals no longer end the process.
    ///
    /// Call it before any other thread starts: then no signal is lost while libdispatch, which registers a source
    /// later and on its own thread, has not put its handler in place. Signals of one kind that arrive together count
    /// once.
    package init(
        _ requests: [Request] = Request.allCases, on queue: DispatchQueue,
        handler: @escaping @Sendable (Request) -> Void
    ) {
        Self.block(requests)
        sources = Locked(
            requests.map { request in
                // Until libdispatch's own handler replaces it. It must not come later: it would undo that handler.
                signal(request.rawValue, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: request.rawValue, queue: queue)
                source.setEventHandler { @Sendable in handler(request) }
                source.resume()
                return source
            })
    }

    /// Keeps the signals pending for the calling thread and those it starts, for the source to pick up.
    private static func block(_ requests: [Request]) {
        var set = sigset_t()
        sigemptyset(&set)
        for request in requests { sigaddset(&set, request.rawValue) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Stops listening, at the end of the process: what a signal does from then on is undefined.
    package func cancel() {
        sources.withLock { list in
            for source in list { source.cancel() }
            list = []
        }
    }

    deinit { cancel() }

    /// Whether who started us had this signal ignored, as nohup(1) does; to be asked before anybody listens.
    package static func isIgnored(_ request: Request) -> Bool {
        var action = sigaction()
        guard sigaction(request.rawValue, nil, &action) == 0 else { return false }
        let ignored = unsafeBitCast(SIG_IGN, to: Int.self)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignored
    }

    /// Lets a write to a closed connection fail with `EPIPE` instead of ending the process.
    package static func ignorePipe() { signal(SIGPIPE, SIG_IGN) }
}
