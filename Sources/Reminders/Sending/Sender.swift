import Delivery
import Dispatch
import Domain
import Platform
import Storage

/// Claims what is due, sends it over the relays' lanes, and settles what came of it (QUEUE.md).
///
/// One lock guards what it remembers; nothing blocks under it. Stores and lanes work on their own queues and call back.
package final class Sender: StoreObserver, Sendable {
    let state: Locked<SenderState>
    let clock: any Clock
    let log: Log
    let tenants: Tenants
    let scope: SystemScope
    let pages: SiteAddress
    let alarm: any SenderAlarm
    // Serial: one at a time changes whether a tenant's mail goes (`inTurn`).
    let turn = DispatchQueue(label: "sender.turn")
    // Pulled at the end of a stop.
    let brake = Brake()
    private let onDelivered: (@Sendable (DeliveredMessage) -> Void)?

    package init(
        tenants: Tenants, relays: [Relay], defaultRelay: String, pages: SiteAddress, clock: any Clock, log: Log,
        scope: SystemScope, alarm: any SenderAlarm = DueAlarm(),
        onDelivered: (@Sendable (DeliveredMessage) -> Void)? = nil
    ) {
        self.tenants = tenants
        self.clock = clock
        self.log = log
        self.scope = scope
        self.pages = pages
        self.onDelivered = onDelivered
        self.alarm = alarm
        state = Locked(
            SenderState(
                defaultRelay: defaultRelay,
                ahead: clock.wallMilliseconds() - Int64(clock.monotonicNanoseconds() / 1_000_000)))
        for relay in relays { add(relay) }
        tenants.setObserver(self)
        alarm.onRing { [weak self] in self?.wakeDueTenants() }
    }

    func add(_ relay: Relay) {
        let health = RelayHealth(
            connections: relay.connections, perMinute: relay.perMinute, at: monotonic, wall: now)
        state.withLock { state in
            let generation = state.generation
            let lanes = (0..<relay.connections).reversed().map {
                Lane(relay, number: $0, generation: generation, brake: brake)
            }
            state.relays[relay.name] = RelayWork(relay: relay, health: health, idle: lanes, generation: generation)
        }
    }

    var now: Instant { Instant(milliseconds: clock.wallMilliseconds()) }
    var monotonic: Int64 { Int64(clock.monotonicNanoseconds() / 1_000_000) }

    // MARK: Moments

    // Under the lock, so that of two at the same time the later one does not undo the earlier moment.
    func arm(_ state: borrowing SenderState) {
        if let earliest = state.earliest { alarm.arm(for: earliest) }
    }

    /// Runs something later, unless the sender is gone by then.
    func after(_ span: Span, _ body: @escaping @Sendable (Sender) -> Void) {
        alarm.after(span) { [weak self] in
            if let self { body(self) }
        }
    }

    // A circuit that closes again and a rate that allows the next message are moments, not outcomes.
    func setAlarm(_ name: String, at monotonic: Int64) {
        let chance = state.withLock { state -> Int64? in
            guard !state.isStopping, let work = state.relays[name], work.turns.count > 0, !work.idle.isEmpty,
                let chance = work.health.nextChance(at: monotonic), chance < work.alarm ?? .max
            else { return nil }
            state.relays[name]?.alarm = chance
            return chance
        }
        guard let chance else { return }
        after(.milliseconds(chance - monotonic)) { sender in
            sender.state.withLock { state in
                if state.relays[name]?.alarm == chance { state.relays[name]?.alarm = nil }
            }
            sender.pump(name)
        }
    }

    func delivered(_ outcome: Outcome, reply: String) {
        onDelivered?(
            DeliveredMessage(
                slug: outcome.job.store.slug, kind: outcome.message.kind, recipient: outcome.message.recipient,
                reply: reply,
                due: outcome.message.claimed.due, at: now))
    }
}
