import Domain
import Foundation
import Platform
import Reminders

/// Prints each reminder as it is delivered, and counts them.
final class DemoPrinter: Sendable {
    private let delivered = Locked(0)

    var count: Int { delivered.withLock { $0 } }

    func print(_ message: DeliveredMessage) {
        delivered.withLock { $0 += 1 }
        let time = Zone.amsterdam.local(message.at).time
        let slug = message.slug.text.padding(toLength: 16, withPad: " ", startingAt: 0)
        let kind = message.kind.rawValue.padding(toLength: 19, withPad: " ", startingAt: 0)
        Terminal.print("\(time)  \(slug) \(kind) \(message.recipient)  \(message.reply)")
    }
}
