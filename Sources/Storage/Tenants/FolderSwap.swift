import Foundation
import SQLite

/// Puts a folder in the place of another and keeps that one, or changes nothing.
struct FolderSwap {
    let place: String
    /// Where the new folder waits; the old one is here afterwards.
    let beside: String
    /// A test hands in that of another file system.
    var exchange: (String, String) -> Int32 = FolderExchange.exchange

    /// - Returns: whether there was an old one.
    /// - Throws: `unwritable`; then each is where it was.
    func run() throws(StoreError) -> Bool {
        let code = exchange(beside, place)
        switch code {
        case 0: return true
        case ENOENT:
            try move([(beside, place)])
            return false
        // No exchange on this file system, such as an older ZFS. A crash in between leaves the place empty: the tenant is
        // set apart then, until it is restored once more.
        case EINVAL, ENOSYS:
            let aside = beside + "-old"
            try move([(place, aside), (beside, place), (aside, beside)])
            return true
        default: throw .unwritable(code: code)
        }
    }

    private func move(_ steps: [(from: String, to: String)]) throws(StoreError) {
        for (index, step) in steps.enumerated() where rename(step.from, step.to) != 0 {
            let code = errno
            for done in steps[..<index].reversed() { _ = rename(done.to, done.from) }
            throw .unwritable(code: code)
        }
    }
}
