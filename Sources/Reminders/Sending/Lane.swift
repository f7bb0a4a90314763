import Delivery
import Dispatch
import Platform

/// One connection to a relay, and the serial queue on which alone it blocks.
final class Lane: Sendable {
    let relay: Relay
    let queue: DispatchQueue
    private let session: QueueConfined<SessionBox>

    private struct SessionBox {
        var session: (any DeliverySession)?
        var uses = 0
    }

    init(_ relay: Relay, number: Int) {
        self.relay = relay
        queue = DispatchQueue(label: "lane.\(relay.name).\(number)")
        session = QueueConfined(SessionBox(), on: queue)
    }

    /// Delivers one message; on the lane's queue.
    func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        session.withValue { box in
            let session = box.session ?? relay.makeSession()
            box.session = session
            box.uses += 1
            return session.deliver(envelope, message)
        }
    }

    /// Says goodbye to the server when nothing was sent for that long.
    func closeWhenIdle(after seconds: Int) {
        queue.async {
            let uses = self.session.withValue { $0.uses }
            self.queue.asyncAfter(deadline: .now() + .seconds(seconds)) {
                self.session.withValue { if $0.uses == uses { $0.session?.close() } }
            }
        }
    }

    /// Says goodbye to the server, after what is being sent.
    func close() {
        queue.async { self.session.withValue { $0.session?.close() } }
    }
}
