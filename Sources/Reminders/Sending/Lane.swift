import Delivery
import Dispatch
import Platform

/// One connection to a relay, and the serial queue on which alone it blocks.
final class Lane: Sendable {
    let relay: Relay
    /// Which configuration it was made for; a lane of an older one finishes what it has and rests no more.
    let generation: Int
    let queue: DispatchQueue
    private let session: QueueConfined<SessionBox>
    private let isWatched = Locked(false)
    private let brake: Brake

    private struct SessionBox {
        var session: (any DeliverySession)?
        var uses = 0
    }

    /// - Parameter brake: what ends its deliveries at the end of the program.
    init(_ relay: Relay, number: Int, generation: Int, brake: Brake) {
        self.relay = relay
        self.brake = brake
        self.generation = generation
        queue = DispatchQueue(label: "lane.\(relay.name).\(number)")
        session = QueueConfined(SessionBox(), on: queue)
    }

    /// Delivers one message; on the lane's queue.
    func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        session.withValue { box in
            let session = box.session ?? newSession()
            box.session = session
            box.uses += 1
            return session.deliver(envelope, message)
        }
    }

    private func newSession() -> any DeliverySession {
        let session = relay.makeSession()
        session.obey(brake)
        return session
    }

    /// Says goodbye to the server when nothing was sent for that long, at most twice as long.
    ///
    /// One timer for all the messages of a busy hour: one for each would ring for each when all is at rest.
    func closeWhenIdle(after seconds: Int) {
        let isWatched = isWatched.withLock { isWatched in
            defer { isWatched = true }
            return isWatched
        }
        if !isWatched { queue.async { self.watch(seconds) } }
    }

    private func watch(_ seconds: Int) {
        let uses = session.withValue { $0.uses }
        queue.asyncAfter(deadline: .now() + .seconds(seconds)) {
            guard self.session.withValue({ $0.uses }) == uses else { return self.watch(seconds) }
            self.session.withValue { $0.session?.close() }
            self.isWatched.withLock { $0 = false }
        }
    }

    /// Says goodbye to the server, after what is being sent.
    func close() {
        queue.async { self.session.withValue { $0.session?.close() } }
    }
}
