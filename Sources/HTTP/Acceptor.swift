import Dispatch
import Glibc
import Platform

/// A listening socket with its Dispatch source, confined to the loop's queue.
final class Acceptor {
    private let listener: Listener
    private let source: any DispatchSourceRead
    private var isPaused = false
    private var isClosed = false

    init(_ listener: Listener, queue: DispatchQueue, open: DispatchGroup, onReady: @escaping @Sendable () -> Void) {
        self.listener = listener
        source = DispatchSource.makeReadSource(fileDescriptor: listener.raw, queue: queue)
        source.setEventHandler(handler: onReady)
        open.enter()
        source.setCancelHandler { @Sendable [raw = listener.raw] in
            Glibc.close(raw)
            open.leave()
        }
        source.resume()
    }

    /// The next client, nil when there is none now; a client that went away again is passed over.
    func accept() -> Result<(raw: Int32, peer: ClientAddress)?, SystemError> {
        while !isClosed {
            var address = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let raw = withUnsafeMutablePointer(to: &address) { whole in
                whole.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.accept(listener.raw, $0, &length) }
            }
            if raw >= 0 {
                _ = fcntl(raw, F_SETFD, FD_CLOEXEC)
                _ = fcntl(raw, F_SETFL, O_NONBLOCK)
                if address.ss_family != sa_family_t(AF_UNIX) {
                    var on: Int32 = 1
                    setsockopt(raw, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
                }
                return .success((raw, ClientAddress(address)))
            }
            switch errno {
            case EAGAIN: return .success(nil)
            // accept(2): network errors of the new connection are reported here and are not ours.
            case EINTR, ECONNABORTED, EPERM, EPROTO, ENOPROTOOPT, EOPNOTSUPP, ENETDOWN, ENETUNREACH, EHOSTDOWN,
                EHOSTUNREACH, ENONET:
                continue
            default: return .failure(.last("accept a connection"))
            }
        }
        return .success(nil)
    }

    func pause() {
        if isPaused || isClosed { return }
        isPaused = true
        source.suspend()
    }

    func resume() {
        guard isPaused, !isClosed else { return }
        isPaused = false
        source.resume()
    }

    func close() {
        if isClosed { return }
        // A suspended source never cancels.
        resume()
        isClosed = true
        listener.file?.remove()
        source.cancel()
    }
}
