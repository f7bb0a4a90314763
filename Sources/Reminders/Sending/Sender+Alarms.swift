import Delivery
import Domain
import Platform
import Storage

/// What the sender tells the helpdesk: a relay that takes no mail, a tenant whose sending stopped (QUEUE.md, "Retry").
extension Sender {
    /// Takes note of what a tenant's file says of its sending; each pause is told to the helpdesk once.
    func heed(_ pause: SendingPause?, of slug: Slug) {
        let isNew = state.withLock { state in
            guard let before = state.tenants[slug] else { return false }
            state.tenants[slug]?.pause = pause
            return before.pause != pause
        }
        guard isNew, let pause, !slug.isHelpdesk else { return }
        log.error(
            "sending-paused",
            [
                "tenant": .public(slug), "why": .configured(pause.because),
                "todo": "ask who runs the relay why, then: naast tenant resume SLUG",
            ])
        tell(.pause(slug, since: pause.at))
    }

    /// A relay takes mail again, or takes none from now on.
    func relayChanged(_ name: String, to report: RelayReport, after outcome: DeliveryOutcome) {
        let why = LogValue.said(outcome.aboutRelay ?? "it answered")
        let (relay, state) = (LogValue.configured(name), LogValue.public(report.state))
        switch report.state {
        case .open: log.notice("relay-state", ["relay": relay, "state": state])
        case .throttled: log.warning("relay-state", ["relay": relay, "state": state, "why": why])
        case .broken:
            log.warning(
                "relay-state",
                [
                    "relay": relay, "state": state, "why": why,
                    "todo": "see whether the relay runs and can be reached; it is tried again by itself",
                ])
            after(Self.patience) { sender in
                let isSame = sender.state.withLock { state in
                    state.relays[name].map { $0.health.state == .broken && $0.health.since == report.since } ?? false
                }
                if isSame { sender.tell(.relay(name, since: report.since)) }
            }
        case .paused:
            log.error(
                "relay-state",
                [
                    "relay": relay, "state": state, "why": why,
                    "todo": "mend username or password of this relay, then: systemctl reload naast",
                ])
            tell(.relay(name, since: report.since))
        }
        tendAlarmDesk()
    }

    // A relay that is away for a moment is nobody's trouble.
    private static let patience = Span.hours(1)

    // Written into the helpdesk's outbox: until that is possible it is tried again.
    private func tell(_ trouble: HouseTrouble) {
        guard let helpdesk = try? tenants.store(.helpdesk, scope) else { return }
        helpdesk.submit(
            { try $0.planAlarm(about: trouble) },
            done: { [weak self] result in
                guard let self else { return }
                switch result {
                case .success(true): break
                case .success(false):
                    log.error("alarm-to-nobody", ["todo": "name who is to be told in helpdesk.accounts, then restart"])
                case .failure(let error):
                    log.error("alarm-not-planned", ["why": .configured("\(error)")])
                    if isHopeless(error, .helpdesk) { return }
                    after(.seconds(5)) { sender in sender.tell(trouble) }
                }
            })
    }

    /// Takes note of what a relay made of the helpdesk's own mail.
    func heedHelpdesk(_ outcome: DeliveryOutcome, of relay: String) {
        let (monotonic, refuses) = (monotonic, outcome.refusesSender)
        guard let refuses else { return }
        let isNews = state.withLock { state in
            let before = state.relays[relay]?.refusedHelpdeskAt
            state.relays[relay]?.refusedHelpdeskAt = refuses ? monotonic : nil
            return refuses || before != nil
        }
        if isNews { tendAlarmDesk() }
    }

    /// Opens a second way out for the helpdesk's alarms while its own relay takes none, and closes it afterwards.
    ///
    /// For alarms alone: a link to log in by is not shown to a relay that the helpdesk did not choose.
    func tendAlarmDesk() {
        let monotonic = monotonic
        let (isOver, other) = state.withLock { state -> (Bool, String?) in
            let current = state.tenants[.alarmDesk]?.relay
            guard let helpdesk = state.tenants[.helpdesk] else { return (current != nil, nil) }
            let other = state.relayInPlace(of: helpdesk.relay, current: current)
            return (current != nil && current != other, current == other ? nil : other)
        }
        if isOver { dismiss(.alarmDesk) }
        guard isOver || other != nil else { return }
        let (claimed, orders) = state.withLock { state -> (TenantWork?, [ClaimOrder?]) in
            guard let helpdesk = state.tenants[.helpdesk] else { return (nil, []) }
            if let other, state.tenants[.alarmDesk] == nil {
                _ = state.admit(.alarmDesk, helpdesk.store, only: .alarm, by: other)
            }
            // What the one takes no more is for the other.
            state.tenants[.helpdesk]?.claimed = []
            return (helpdesk, [state.wake(.helpdesk, at: monotonic), state.wake(.alarmDesk, at: monotonic)])
        }
        if let claimed { giveBack(claimed.claimed, to: claimed.store) }
        for order in orders.compactMap(\.self) { claim(order) }
    }

    /// What an alarm to the helpdesk may tell now.
    func houseView() -> HouseView {
        state.withLock { state in
            var view = HouseView()
            for (name, work) in state.relays {
                view.relays[name] = .init(state: work.health.state, since: work.health.since)
            }
            for (slug, tenant) in state.tenants where !slug.isHelpdesk {
                view.relays[tenant.relay]?.tenants.append(slug)
                view.pauses[slug] = .some(tenant.pause)
            }
            return view
        }
    }
}

extension SenderState {
    /// A relay that takes mail while `home` does not; the one in use stays in use.
    ///
    /// Where all refuse the helpdesk, the one that did so longest ago: each is tried in turn.
    fileprivate func relayInPlace(of home: String, current: String?) -> String? {
        let best = relays.values.filter(\.health.isClosed).map { work in
            let (name, refusal) = (work.relay.name, work.refusedHelpdeskAt ?? .min)
            return (refusal, name == home ? 0 : name == current ? 1 : 2, name)
        }.min { $0 < $1 }
        return best.flatMap { $0.2 == home ? nil : $0.2 }
    }
}

extension Slug {
    fileprivate var isHelpdesk: Bool { self == .helpdesk || self == .alarmDesk }
}

extension DeliveryOutcome {
    /// Whether the relay lets our address send; nil when it did not come to that.
    fileprivate var refusesSender: Bool? {
        switch self {
        case .senderRefused: true
        case .accepted, .refused, .postponed: false
        case .unsendable, .interrupted, .relayTrouble, .credentialsRefused, .unknown: nil
        }
    }

    /// What a relay said of itself or of its connection; nil when it spoke of a message.
    var aboutRelay: String? {
        switch self {
        case .credentialsRefused(let reply), .senderRefused(let reply): "\(reply.code) \(reply.answer.text)"
        case .relayTrouble(_, let what): what
        case .accepted, .refused, .unsendable, .postponed, .interrupted, .unknown: nil
        }
    }
}

extension RelayState: LogWord {
    package var logWord: String { rawValue }
}
