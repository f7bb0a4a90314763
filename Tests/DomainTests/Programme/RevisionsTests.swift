import Testing

@testable import Domain

private let settle = Span.minutes(5)

private func minute(_ count: Int) -> Instant { Instant(milliseconds: 1_800_000_000_000) + .minutes(count) }

private func state(_ hour: Int, _ place: String? = nil, off: Bool = false) -> Revisions.State {
    let time = TimeOfDay(minuteOfDay: hour * 60)
    return Revisions.State(starts: LocalDateTime(LocalDate(daysSince1970: 20_000), time), place: place, isOff: off)
}

@Suite struct RevisionsTests {
    private var revisions = Revisions(state(14), at: minute(0))

    private func changed(_ steps: (Int, Revisions.State)..., told: Int? = nil) -> Revisions {
        var revisions = revisions
        for (index, step) in steps.enumerated() {
            revisions.change(to: step.1, at: minute(step.0), settle: settle, wasTold: told == index)
        }
        return revisions
    }

    @Test func `a new time is a new revision`() {
        let moved = changed((1, state(15)))
        #expect(moved.current.timeRevision == 2 && moved.current.placeRevision == 1 && moved.changeCount == 1)
        #expect(moved.current.changedAt == minute(1) && moved.settlesAt == minute(6))
    }

    @Test func `the same again changes nothing`() {
        #expect(changed((1, state(14))) == revisions)
    }

    @Test func `a time taken back within five minutes is as if nothing had been`() {
        let back = changed((1, state(15)), (5, state(14)))
        #expect(back.current == revisions.current && back.changeCount == 2)
        // The reason of the time that was dropped is never used for another.
        #expect(changed((1, state(15)), (5, state(14)), (6, state(16))).current.timeRevision == 3)
    }

    @Test func `every change starts the five minutes anew`() {
        #expect(changed((1, state(15)), (5, state(16)), (9, state(17)), (13, state(14))).current == revisions.current)
    }

    @Test func `after five minutes the way back is a new revision`() {
        let back = changed((1, state(15)), (6, state(14)))
        #expect(back.current.timeRevision == 3 && back.current.changedAt == minute(6))
    }

    @Test func `what somebody was told has settled`() {
        let back = changed((1, state(15)), (2, state(14)), told: 1)
        #expect(back.current.timeRevision == 3 && back.current.changedAt == minute(2))
    }

    @Test func `a change taken back keeps the change before it, which may not have been told yet`() {
        let back = changed((1, state(15)), (60, state(16)), (61, state(15)))
        #expect(back.current.timeRevision == 2 && back.current.changedAt == minute(1))
    }

    @Test func `a cancellation leaves the revisions and settles too`() {
        let off = changed((1, state(14, off: true)))
        #expect(off.current.timeRevision == 1 && off.current.changedAt == minute(1) && off.changeCount == 1)
        #expect(changed((1, state(14, off: true)), (2, state(14))).current == revisions.current)
        #expect(changed((1, state(14, off: true)), (9, state(14))).current.changedAt == minute(9))
    }

    @Test func `a time is as old as the change that brought it, whatever changes after it`() {
        #expect(revisions.current.timedAt == nil)
        let moved = changed((1, state(15)), (20, state(15, off: true)), (40, state(15)))
        #expect(moved.current.timedAt == minute(1) && moved.current.changedAt == minute(40))
        #expect(changed((1, state(15)), (20, state(16)), (21, state(15, off: true))).current.timedAt == minute(1))
        #expect(changed((1, state(15)), (2, state(14, off: true))).current.timedAt == nil)
        #expect(changed((1, state(15)), (20, state(14))).current.timedAt == minute(20))
    }

    @Test func `a link has no revision, and settles like what has one`() {
        var linked = state(14)
        linked.link = "https://a.example"
        let new = changed((1, linked))
        #expect(new.current.timeRevision == 1 && new.current.placeRevision == 1 && new.changeCount == 1)
        #expect(new.current.changedAt == minute(1) && new.current.state.link != nil)
        #expect(changed((1, linked), (4, state(14))).current == revisions.current)
    }

    @Test func `time, place and cancellation go back each for itself`() {
        let place = changed((1, state(14, "online")))
        #expect(place.current.timeRevision == 1 && place.current.placeRevision == 2)
        let both = changed((1, state(15, "online")), (2, state(14, "online")))
        #expect(both.current.timeRevision == 1 && both.current.placeRevision == 2)
        #expect(both.current.changedAt == minute(2) && both.timeRevisionsUsed == 2)
    }

    // Whatever happens: one revision never stands for two times, and none above those used is given.
    @Test func `no revision ever stands for two times or two places`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var revisions = revisions
            var times = [1: revisions.current.state.starts]
            var places: [Int: String?] = [1: nil]
            var now = 0
            for _ in 0..<30 {
                now += Int.random(in: 0...7, using: &generator)
                let place = [nil, "online", "school"].randomElement(using: &generator) ?? nil
                let new = state(Int.random(in: 14...16, using: &generator), place, off: Bool.random(using: &generator))
                revisions.change(to: new, at: minute(now), settle: settle, wasTold: Bool.random(using: &generator))
                let version = revisions.current
                #expect(version.state == new)
                #expect(times.updateValue(new.starts, forKey: version.timeRevision) ?? new.starts == new.starts)
                let earlier = places.updateValue(new.place, forKey: version.placeRevision)
                #expect(earlier == nil || earlier == .some(new.place))
                #expect(version.timeRevision <= revisions.timeRevisionsUsed)
            }
        }
    }
}
