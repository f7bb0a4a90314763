import Domain
import Storage

/// What the sender does when the machine's clock was set back.
extension Sender {
    /// Looks how far the wall clock is ahead; when it fell behind, what waits for another try comes nearer by as much.
    ///
    /// A try is so many minutes away, whatever the clock says. A reminder's own moment is one of the wall clock: it stays.
    func heedClock() {
        let ahead = now.milliseconds - monotonic
        let (jump, stores) = state.withLock { state -> (Int64, [TenantStore]) in
            let jump = state.ahead - ahead
            // Steps of less than a minute add up until they are one.
            if jump > 0, jump <= 60_000 { return (0, []) }
            state.ahead = ahead
            guard jump > 0 else { return (0, []) }
            return (jump, state.tenants.compactMap { $0.key == .alarmDesk ? nil : $0.value.store })
        }
        guard jump > 0 else { return }
        log.warning("clock-set-back", ["seconds": .number(jump / 1_000)])
        for store in stores { pullBack(store, by: .milliseconds(jump), after: 0) }
    }

    private func pullBack(_ store: TenantStore, by jump: Span, after id: Int64) {
        store.submit(
            { try $0.pullBackWaiting(by: jump, after: id) },
            done: { [weak self] result in
                guard let self else { return }
                switch result {
                case .success(let last?): pullBack(store, by: jump, after: last)
                case .success(nil): break
                case .failure(let error):
                    if error.isFinal { return }
                    log.error("store-failed", ["tenant": .public(store.slug), "why": .configured("\(error)")])
                    after(.seconds(5)) { sender in sender.pullBack(store, by: jump, after: id) }
                }
            })
    }

    /// Looks at the clock again when a message should have had its next try; one look for all that wait about as long.
    ///
    /// The alarm itself follows the wall clock, so it would not ring when that was set back meanwhile.
    func watchClock(for span: Span) {
        let wait = max(1_000, span.milliseconds)
        // A look may be late by an eighth of the wait, at least by a second: so a thousand waits need few looks.
        let grain = max(1_000, wait >> 3)
        let step = Int64(1) << (Int64.bitWidth - 1 - grain.leadingZeroBitCount)
        let (monotonic, look) = (monotonic, (monotonic + wait + step) / step * step)
        guard state.withLock({ $0.clockLooks.insert(look).inserted }) else { return }
        after(.milliseconds(look - monotonic)) { sender in
            sender.state.withLock { _ = $0.clockLooks.remove(look) }
            sender.heedClock()
        }
    }
}
