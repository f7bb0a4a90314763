import CCurl
import Glibc

/// Owns one libcurl easy handle and the one connection made with it, and closes both when it goes.
///
/// Not `Sendable`: it lives and dies on the serial queue of its lane.
final class CurlHandle {
    enum Transfer {
        case moved(Int)
        /// Nothing now: poll and try again.
        case wouldBlock
        /// The other side closed, in order.
        case ended
        case failed(String)
    }

    let transcript = ConnectTranscript()
    private let easy: UnsafeMutableRawPointer
    private var socket: Int32 = -1
    private let brake: Brake?
    // libcurl writes its explanation here; it must outlive the handle.
    private let explanation = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Nil when libcurl has no memory for one more.
    ///
    /// - Parameter brake: when it is pulled, `perform` ends within a second or so.
    init?(brake: Brake?) {
        guard CurlLibrary.isReady, let easy = curl_easy_init() else {
            explanation.deallocate()
            return nil
        }
        self.easy = easy
        self.brake = brake
        explanation.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        naast_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, explanation)
        naast_curl_set_pointer(easy, CURLOPT_HEADERDATA, Unmanaged.passUnretained(transcript).toOpaque())
        naast_curl_set_header_function(easy) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transcript = Unmanaged<ConnectTranscript>.fromOpaque(context).takeUnretainedValue()
            return transcript.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
        guard let brake else { return }
        naast_curl_set_pointer(easy, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(brake).toOpaque())
        naast_curl_set_progress_function(easy) { context, _, _, _, _ in
            guard let context else { return 0 }
            return Unmanaged<Brake>.fromOpaque(context).takeUnretainedValue().isPulled ? 1 : 0
        }
        naast_curl_set_long(easy, CURLOPT_NOPROGRESS, 0)
    }

    deinit {
        // For a CONNECT_ONLY connection libcurl just closes; the goodbye is the session's.
        curl_easy_cleanup(easy)
        explanation.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) { naast_curl_set_long(easy, option, value) }

    func set(_ option: CURLoption, _ value: String) { naast_curl_set_string(easy, option, value) }

    /// Makes the connection as the options say; blocks until it stands or has failed.
    func perform() -> CURLcode {
        let code = curl_easy_perform(easy)
        guard code == CURLE_OK else { return code }
        return naast_curl_active_socket(easy, &socket) == CURLE_OK && socket >= 0 ? CURLE_OK : CURLE_COULDNT_CONNECT
    }

    /// What libcurl says of a failure, in English; may name the host and port, never a person.
    func explain(_ code: CURLcode) -> String {
        let text = String(cString: explanation)
        return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        var count = 0
        return result(curl_easy_send(easy, bytes.baseAddress, bytes.count, &count), count)
    }

    func receive(into bytes: UnsafeMutableRawBufferPointer) -> Transfer {
        var count = 0
        let code = curl_easy_recv(easy, bytes.baseAddress, bytes.count, &count)
        return code == CURLE_OK && count == 0 ? .ended : result(code, count)
    }

    enum Waited {
        case ready
        case tooLate
        case braked
    }

    /// Waits until the socket can be read or written; with a brake, or until that is pulled.
    func wait(for events: Int32, until deadline: Deadline, brake: Brake?) -> Waited {
        var watched = [pollfd(fd: socket, events: Int16(events), revents: 0)]
        if let brake { watched.append(pollfd(fd: brake.descriptor, events: Int16(POLLIN), revents: 0)) }
        while true {
            let ready = poll(&watched, nfds_t(watched.count), deadline.pollMilliseconds)
            if ready > 0 { return watched[0].revents != 0 ? .ready : .braked }
            if ready < 0, errno != EINTR, errno != EAGAIN { return .tooLate }
            if deadline.hasPassed { return .tooLate }
        }
    }

    /// True when something can be read now, or the connection has ended.
    var isReadable: Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) != 0
    }

    private func result(_ code: CURLcode, _ count: Int) -> Transfer {
        switch code {
        case CURLE_OK: .moved(count)
        case CURLE_AGAIN: .wouldBlock
        default: .failed(String(cString: curl_easy_strerror(code)))
        }
    }
}
