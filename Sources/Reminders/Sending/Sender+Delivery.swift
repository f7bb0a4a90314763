import Delivery
import Dispatch
import Domain
import Platform
import Storage

extension Sender {
    /// Commits the intent of a message, together with the outcome of the lane's last one, and then sends it.
    ///
    /// - Parameter outcome: of the same tenant: both are in one transaction.
    func begin(_ job: Job, on lane: Lane, after outcome: Outcome?) {
        guard let outcome else { return intend(job, on: lane) }
        let intent = intent(of: job, on: lane)
        job.store.submit(
            { writer in
                try writer.settle(outcome.message, outcome.settlement)
                return try intent(writer)
            },
            done: { [weak self] result in
                guard let self else { return }
                switch result {
                case .success(let message):
                    noteSettled(outcome)
                    proceed(job, message, on: lane)
                case .failure:
                    // Apart, each hears of its own trouble.
                    settle(outcome) { sender in sender.intendUnlessStalled(job, on: lane) }
                }
            })
    }

    // An outcome that could not be written stops its tenant: the next message waits with it.
    private func intendUnlessStalled(_ job: Job, on lane: Lane) {
        let isStalled = state.withLock { state in
            guard let tenant = state.tenants[job.slug], tenant.term == job.term, tenant.isStalled else { return false }
            state.tenants[job.slug]?.claimed = [job.message] + tenant.claimed
            return true
        }
        if isStalled { proceed(job, nil, on: lane) } else { intend(job, on: lane) }
    }

    // An alarm to the helpdesk tells how relays and tenants are now, which its file does not know. The file may have been
    // busy for long: whoever was suspended meanwhile, or told to stop, lets nothing more go.
    private func intent(of job: Job, on lane: Lane) -> @Sendable (TenantWriter) throws -> IntendedMessage? {
        let host = lane.relay.messageHost
        let view = job.store.slug == .helpdesk ? houseView() : nil
        return { [weak self] writer in
            guard self?.mayGo(job) == true else {
                try writer.release([job.message])
                return nil
            }
            writer.house = view
            return try writer.intend(job.message, host: host)
        }
    }

    private func mayGo(_ job: Job) -> Bool {
        state.withLock { !$0.isStopping && $0.tenants[job.slug]?.term == job.term }
    }

    private func intend(_ job: Job, on lane: Lane) {
        job.store.submit(
            intent(of: job, on: lane),
            done: { [weak self] result in
                guard let self else { return }
                switch result {
                case .success(let message): proceed(job, message, on: lane)
                case .failure(let error):
                    // It is leased still; it goes first when the file can be written again.
                    let isKept = state.withLock { state in
                        guard let tenant = state.tenants[job.slug], tenant.term == job.term else { return false }
                        state.tenants[job.slug]?.claimed = [job.message] + tenant.claimed
                        return true
                    }
                    if !isKept { giveBack([job.message], to: job.store) }
                    stall(job.slug, error)
                    proceed(job, nil, on: lane)
                }
            })
    }

    // The intent is committed: the message may leave. Nil: it is not to go now, the lane is free for another.
    private func proceed(_ job: Job, _ message: IntendedMessage?, on lane: Lane) {
        guard let message else {
            let monotonic = monotonic
            let elsewhere = state.withLock { state in
                if state.isCurrent(lane) { state.relays[lane.relay.name]?.health.giveBack(at: monotonic) }
                return state.land(job, from: lane)
            }
            if let elsewhere { pump(elsewhere) }
            return next(on: lane, after: nil)
        }
        lane.queue.async { self.send(message, of: job, on: lane) }
    }

    private func send(_ message: IntendedMessage, of job: Job, on lane: Lane) {
        let outcome: DeliveryOutcome
        let start = monotonic
        do {
            let (envelope, bytes) = try MailComposer.compose(message, from: lane.relay, pages: pages, at: now)
            outcome = lane.deliver(envelope, bytes)
        } catch {
            log.error("letter-unwritable", ["tenant": .public(job.store.slug), "kind": .public(message.kind)])
            outcome = .unsendable(Reply(code: 500, text: "no words for this letter"), .ours)
        }
        finish(message, outcome, after: monotonic - start, of: job, on: lane)
    }

    private func finish(
        _ message: IntendedMessage, _ outcome: DeliveryOutcome, after milliseconds: Int64, of job: Job, on lane: Lane
    ) {
        let (now, monotonic, name) = (now, monotonic, lane.relay.name)
        let elsewhere = state.withLock { $0.land(job, from: lane) }
        if let elsewhere { pump(elsewhere) }
        let (isCurrent, delay, released, changed) = state.withLock {
            state -> (Bool, Span, [(TenantStore, ArraySlice<ClaimedMessage>)], RelayReport?) in
            guard state.isCurrent(lane), var work = state.relays[name] else { return (false, .zero, [], nil) }
            let before = work.health.state
            work.health.learn(outcome, at: monotonic, wall: now)
            if outcome.isAnswer { work.learn(sendTime: milliseconds) }
            state.relays[name] = work
            let report = RelayReport(
                name: name, state: work.health.state, since: work.health.since, isDefault: name == state.defaultRelay)
            let isShut = report.state == .broken || report.state == .paused
            return (
                true, work.health.circuitDelay, isShut ? state.takeClaimed(of: name) : [],
                before == report.state ? nil : report
            )
        }
        for (store, messages) in released { giveBack(messages, to: store) }
        if let changed { relayChanged(name, to: changed, after: outcome) }
        if isCurrent, job.store.slug == .helpdesk { heedHelpdesk(outcome, of: name) }
        report(outcome, of: job, message, by: name)
        let standing = Standing(attempts: message.attempts, interruptions: message.interruptions)
        let settlement = standing.settlement(
            after: outcome, at: now, spread: Double.random(in: 0..<1), relayDelay: max(delay, .seconds(5)))
        switch settlement {
        case .waits(let until, _, _), .senderRefused(_, let until): watchClock(for: until - now)
        case .sent, .dead, .doubted: break
        }
        next(on: lane, after: Outcome(job: job, message: message, settlement: settlement))
    }

    // Looks for the lane's next message. After an outcome it is one of the same tenant: no other waits for that one's file.
    // Without one the outcome is settled alone and the lane rests, and so finds the next.
    private func next(on lane: Lane, after outcome: Outcome?) {
        let name = lane.relay.name
        let (job, claims) = state.withLock { state -> (Job?, [ClaimOrder]) in
            guard state.isCurrent(lane) else { return (nil, []) }
            state.relays[name]?.busy -= 1
            return state.nextJob(for: name, at: monotonic, after: outcome)
        }
        for order in claims { claim(order) }
        if let job { return begin(job, on: lane, after: outcome) }
        guard let outcome else { return rest(lane) }
        settle(outcome) { sender in sender.rest(lane) }
    }

    private func rest(_ lane: Lane) {
        let (isCurrent, relays) = state.withLock { state -> (Bool, [String]) in
            // With every place taken others had to wait, whatever their relay.
            let waiting = state.lanesOut >= state.mostLanes ? Array(state.relays.keys) : []
            state.lanesOut -= 1
            guard state.isCurrent(lane) else { return (false, waiting) }
            state.relays[lane.relay.name]?.idle.append(lane)
            return (true, waiting.isEmpty ? [lane.relay.name] : waiting)
        }
        if isCurrent { lane.closeWhenIdle(after: 30) } else { lane.close() }
        for relay in relays { pump(relay) }
    }

    // Writes an outcome down and then goes on; when it cannot be written the lane goes on all the same.
    private func settle(_ outcome: Outcome, then go: @escaping @Sendable (Sender) -> Void) {
        outcome.job.store.submit(
            { try $0.settle(outcome.message, outcome.settlement) },
            done: { [weak self] result in
                guard let self else { return }
                switch result {
                case .success:
                    noteSettled(outcome)
                    go(self)
                case .failure(let error):
                    log.error("not-settled", ["tenant": .public(outcome.job.slug), "why": .configured("\(error)")])
                    if !isHopeless(error, outcome.job.store.slug) {
                        state.withLock { $0.unsettled += 1 }
                        stall(outcome.job.slug, error)
                        settleLater(outcome)
                    }
                    go(self)
                }
            })
    }

    // An outcome is kept until it is written: a full disk delays it, and only a crash makes it a doubt.
    private func settleLater(_ outcome: Outcome) {
        after(.seconds(5)) { sender in
            outcome.job.store.submit(
                { try $0.settle(outcome.message, outcome.settlement) },
                done: { [weak sender] result in
                    guard let sender else { return }
                    if case .failure(let error) = result, !sender.isHopeless(error, outcome.job.store.slug) {
                        return sender.settleLater(outcome)
                    }
                    sender.state.withLock { $0.unsettled -= 1 }
                    if case .success = result { sender.noteSettled(outcome) }
                })
        }
    }

    private func noteSettled(_ outcome: Outcome) {
        guard case .sent(let answer) = outcome.settlement else { return }
        delivered(outcome, reply: answer.text)
    }

    private func report(_ outcome: DeliveryOutcome, of job: Job, _ message: IntendedMessage, by relay: String) {
        let fields: Log.Fields = [
            "tenant": .public(job.store.slug), "message": .public(message.uid), "kind": .public(message.kind),
        ]
        let (by, why) = (LogValue.configured(relay), LogValue.said(outcome.aboutRelay ?? ""))
        switch outcome {
        case .accepted: log.debug("accepted", fields)
        case .refused(_, .ours), .unsendable(_, .ours): log.error("refused-our-mistake", fields)
        case .refused, .unsendable: log.warning("refused", fields)
        case .postponed: log.info("postponed", fields)
        case .interrupted: log.info("interrupted", fields)
        case .relayTrouble:
            log.warning(
                "relay-trouble",
                [
                    "tenant": .public(job.store.slug), "message": .public(message.uid), "kind": .public(message.kind),
                    "relay": by, "why": why,
                ])
        case .credentialsRefused:
            log.error(
                "credentials-refused",
                [
                    "relay": by, "why": why,
                    "todo": "mend username or password of this relay, then: systemctl reload naast",
                ])
        case .senderRefused:
            log.error(
                "sender-refused",
                [
                    "tenant": .public(job.store.slug), "relay": by, "why": why,
                    "todo": "let the relay accept its `from` address, then: naast tenant resume SLUG",
                ])
        case .unknown: log.warning("doubt", fields)
        }
    }
}

extension DeliveryOutcome {
    /// The relay had the message and answered: how long that took says how much it can take.
    fileprivate var isAnswer: Bool {
        switch self {
        case .accepted, .refused, .postponed: true
        case .unsendable, .interrupted, .relayTrouble, .credentialsRefused, .senderRefused, .unknown: false
        }
    }
}

extension SenderState {
    /// Takes back what was claimed for a relay that nothing goes to now.
    mutating func takeClaimed(of relay: String) -> [(TenantStore, ArraySlice<ClaimedMessage>)] {
        var taken: [(TenantStore, ArraySlice<ClaimedMessage>)] = []
        for (slug, tenant) in tenants where tenant.relay == relay && !tenant.claimed.isEmpty {
            taken.append((tenant.store, tenant.claimed))
            tenants[slug]?.claimed = []
            tenants[slug]?.hasReady = true
        }
        return taken
    }
}
