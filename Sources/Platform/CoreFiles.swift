import Glibc

/// Core files, which would hold the people of every tenant.
package enum CoreFiles {
    /// Lets this process leave none, however the shell or the service manager set it up.
    package static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        // It can only fail for a wrong address; there is nothing to do about it then.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
}
