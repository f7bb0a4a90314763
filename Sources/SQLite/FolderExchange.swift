import CSQLite
import Glibc

/// Two folders that change places, for a database that is a whole folder: its file and what SQLite keeps beside it.
package enum FolderExchange {
    /// In one step: a crash leaves the one or the other in each place, never none.
    ///
    /// - Returns: 0, or the error number; EINVAL or ENOSYS where the file system cannot do it.
    package static func exchange(_ one: String, _ other: String) -> Int32 {
        naast_exchange(one, other) == 0 ? 0 : errno
    }
}
