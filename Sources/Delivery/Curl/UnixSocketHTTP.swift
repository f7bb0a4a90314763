import CCurl
import Glibc

/// HTTP over a unix socket, by libcurl: how the verbs speak to the daemon.
package enum UnixSocketHTTP {
    /// A request that got no answer; libcurl's own words.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Posts a body and hands over the answer as it comes; blocks until its end.
    ///
    /// - Returns: the HTTP status.
    package static func post(
        _ body: [UInt8], to path: String, on socket: String, receive: @escaping ([UInt8]) -> Void
    ) throws(Failure) -> Int {
        guard CurlLibrary.isReady, let easy = curl_easy_init() else { throw Failure(description: "no memory") }
        defer { curl_easy_cleanup(easy) }
        let sink = Sink(receive)
        let headers = curl_slist_append(nil, "Expect:")
        defer { curl_slist_free_all(headers) }
        naast_curl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, socket)
        naast_curl_set_string(easy, CURLOPT_URL, "http://localhost\(path)")
        naast_curl_set_string(easy, CURLOPT_PROXY, "")
        naast_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        naast_curl_set_long(easy, CURLOPT_POST, 1)
        naast_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, 5_000)
        // A daemon that says nothing for two minutes hangs; an import tells of its progress.
        naast_curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1)
        naast_curl_set_long(easy, CURLOPT_LOW_SPEED_TIME, 120)
        naast_curl_set_pointer(easy, CURLOPT_HTTPHEADER, headers)
        naast_curl_set_pointer(easy, CURLOPT_WRITEDATA, Unmanaged.passUnretained(sink).toOpaque())
        naast_curl_set_write_function(easy) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let received = UnsafeRawBufferPointer(start: bytes, count: size * count)
            Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().receive(Array(received))
            return size * count
        }
        let code = body.withUnsafeBytes { bytes in
            naast_curl_set_long(easy, CURLOPT_POSTFIELDSIZE, bytes.count)
            naast_curl_set_pointer(easy, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            return curl_easy_perform(easy)
        }
        withExtendedLifetime(sink) {}
        guard code == CURLE_OK else { throw Failure(description: String(cString: curl_easy_strerror(code))) }
        var status = 0
        naast_curl_response_code(easy, &status)
        return status
    }

    private final class Sink {
        let receive: ([UInt8]) -> Void

        init(_ receive: @escaping ([UInt8]) -> Void) {
            self.receive = receive
        }
    }
}
