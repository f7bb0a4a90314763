import Domain
import Storage

/// What the sender remembers of one tenant; every change of it is under the sender's lock.
struct TenantWork: Sendable {
    let store: TenantStore
    /// Which admission this is: what was begun before a dismissal does not count for the next.
    let term: Int
    /// Nothing else is sent: logins of a tenant that is suspended, alarms at the alarm desk.
    let only: LetterKind?
    var relay: String
    /// Leased, in the order in which they should go; no intent is committed yet.
    var claimed: ArraySlice<ClaimedMessage> = []
    var inFlight = 0
    var isClaiming = false
    /// The file may hold more that is due.
    var hasReady = false
    /// The file could not be written a moment ago; nothing is tried until then.
    var isStalled = false
    /// Why nothing but logins goes, as its file said at the last look.
    var pause: SendingPause?
}

/// What the sender remembers of one relay.
struct RelayWork: Sendable {
    let relay: Relay
    var health: RelayHealth
    var idle: [Lane]
    let generation: Int
    var busy = 0
    var turns = RoundRobin<Slug>()
    /// How long a message took lately, in milliseconds; zero until one was answered.
    var sendTime = 0.0
    /// The earliest moment at which the relay is looked at again, in monotonic milliseconds.
    var alarm: Int64?
    /// When it last refused to take mail from the helpdesk, in monotonic milliseconds; nil while it takes that.
    var refusedHelpdeskAt: Int64?
}

/// A message that was found for a lane.
struct Job: Sendable {
    let slug: Slug
    let store: TenantStore
    let term: Int
    let message: ClaimedMessage
    let turn: Turn
}

/// How long a lane has been with one tenant.
///
/// The outcome of one message and the intent of the next are one transaction only when both are of one tenant: so a lane
/// stays for a few quick messages. Where each takes long, others wait behind no more than the one that is under way.
struct Turn: Sendable {
    private let start: Int64
    private let number: Int

    /// A lane comes to a tenant now, in monotonic milliseconds.
    init(at monotonic: Int64) {
        (start, number) = (monotonic, 1)
    }

    private init(start: Int64, number: Int) {
        (self.start, self.number) = (start, number)
    }

    /// The turn with one message more; nil when another is next of so many tenants that have work.
    func extended(at monotonic: Int64, among tenants: Int) -> Self? {
        // One who is alone keeps nobody waiting.
        guard tenants > 1 else { return self }
        // With many tenants the turns are shorter: the next round must come soon.
        guard number < min(8, 160 / max(1, tenants)), monotonic - start < 25 else { return nil }
        return Self(start: start, number: number + 1)
    }
}

/// A message that was sent, with what is to be written about it.
struct Outcome: Sendable {
    let job: Job
    let message: IntendedMessage
    let settlement: Settlement
}

/// All that the sender remembers.
struct SenderState: Sendable {
    var tenants: [Slug: TenantWork] = [:]
    var relays: [String: RelayWork] = [:]
    var defaultRelay: String
    var dues = DueTimes()
    /// When the first message of a tenant is over that is due and does not go.
    var expiries = DueTimes()
    /// How far the wall clock is ahead of the monotonic one, in milliseconds.
    var ahead: Int64
    /// When it was arranged to look at the clock again, in monotonic milliseconds.
    var clockLooks: Set<Int64> = []
    /// Those that are opened again in a moment.
    var awaited: Set<Slug> = []
    var isStopping = false
    /// Rises when the relays are replaced.
    var generation = 0
    /// Rises with every admission.
    var terms = 0
    /// Lanes that are not at rest, of the relays in force and of older ones.
    var lanesOut = 0
    /// How many may be out at once; each holds a thread of Dispatch.
    var mostLanes = Relay.mostConnections
    /// Outcomes that could not be written yet.
    var unsettled = 0

    init(defaultRelay: String, ahead: Int64) {
        self.defaultRelay = defaultRelay
        self.ahead = ahead
    }

    /// The next message for a relay, and the claims that keep its tenants supplied.
    ///
    /// - Parameter outcome: what the lane did last and has still to settle: only that tenant's next can go with it.
    mutating func nextJob(
        for name: String, at monotonic: Int64, after outcome: Outcome? = nil
    ) -> (job: Job?, claims: [ClaimOrder]) {
        guard !isStopping, var work = relays[name], work.turns.count > 0,
            work.health.mayStart(busy: work.busy, at: monotonic)
        else { return (nil, []) }
        var claims: [ClaimOrder] = []
        // While others wait too, one tenant may not hold every connection: its recipients' servers may be slow.
        let cap = work.turns.count > 1 ? max(1, work.health.mostBusy * 3 / 4) : work.health.mostBusy
        let (claimSize, lowWater, isClosed) = (work.claimSize, work.lowWater, work.health.isClosed)
        func take(_ slug: Slug, _ turn: Turn) -> Job? {
            guard var tenant = tenants[slug], tenant.relay == name, !tenant.isStalled else { return nil }
            defer { tenants[slug] = tenant }
            // One message tries a relay that was away: as long as it has none, one tenant after the other is asked for it.
            let asks = isClosed || claims.isEmpty
            if asks, tenant.claimed.count <= lowWater, tenant.hasReady, !tenant.isClaiming {
                tenant.isClaiming = true
                claims.append(
                    ClaimOrder(
                        slug: slug, store: tenant.store, term: tenant.term, only: kind(for: slug, tenant),
                        limit: claimSize, before: nil))
            }
            guard tenant.inFlight < cap, let message = tenant.claimed.popFirst() else { return nil }
            tenant.inFlight += 1
            return Job(slug: slug, store: tenant.store, term: tenant.term, message: message, turn: turn)
        }
        let job: Job?
        if let last = outcome?.job {
            let turn = last.turn.extended(at: monotonic, among: work.turns.count)
            job = tenants[last.slug]?.term == last.term ? turn.flatMap { take(last.slug, $0) } : nil
        } else {
            job = work.turns.first { take($0, Turn(at: monotonic)) }
        }
        if job != nil {
            work.health.start(at: monotonic)
            work.busy += 1
        }
        relays[name] = work
        if let job { retire(job.slug) }
        return (job, claims)
    }

    /// Takes note that a tenant's message is under way no more.
    ///
    /// - Returns: the relay that may have waited for that, when the lane itself will not look there next.
    mutating func land(_ job: Job, from lane: Lane) -> String? {
        guard let tenant = tenants[job.slug], tenant.term == job.term else { return nil }
        tenants[job.slug]?.inFlight -= 1
        return isCurrent(lane) && tenant.relay == lane.relay.name ? nil : tenant.relay
    }

    /// True while a lane belongs to the relays that are in force.
    func isCurrent(_ lane: Lane) -> Bool { relays[lane.relay.name]?.generation == lane.generation }

    /// Takes a tenant out of its relay's turn when it has nothing more to give.
    mutating func retire(_ slug: Slug) {
        guard let tenant = tenants[slug], tenant.claimed.isEmpty, !tenant.hasReady, !tenant.isClaiming else { return }
        relays[tenant.relay]?.turns.remove(slug)
    }

    /// Gives a tenant its turn at its relay.
    mutating func enroll(_ slug: Slug) {
        guard let tenant = tenants[slug] else { return }
        relays[tenant.relay]?.turns.insert(slug)
    }
}
