import CCurl
import Glibc

/// The one initialisation that libcurl asks for, done before the first handle is made.
enum CurlLibrary {
    /// Reads as true when libcurl is ready; a lazy static runs once, whatever threads ask for it.
    static let isReady: Bool = {
        // libcurl sends with MSG_NOSIGNAL, but a TLS library may write by another way: a dead relay must never end us.
        signal(SIGPIPE, SIG_IGN)
        return naast_curl_global_init() == CURLE_OK
    }()
}
