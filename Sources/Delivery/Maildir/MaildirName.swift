import Glibc
import Synchronization

/// File names that no other delivery uses (maildir(5)).
///
/// The time, what makes it unique, the machine: no personal data.
enum MaildirName {
    private static let count = Atomic<Int>(0)

    /// `1795330000.M123456P4711Q12R9f86d081884c7d65.host`.
    static func next() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let order = count.wrappingAdd(1, ordering: .relaxed).newValue
        // After a restore of a machine's snapshot time and pid may come back: chance does not.
        let chance = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(time.tv_sec).M\(time.tv_nsec / 1_000)P\(getpid())Q\(order)R\(chance).\(host)"
    }

    // maildir(5): a slash and a colon in the host's name are written otherwise.
    private static let host: String = {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.isEmpty ? "localhost" : String(text.map { $0 == "/" ? "_" : $0 == ":" ? "-" : $0 }.prefix(64))
    }()
}
