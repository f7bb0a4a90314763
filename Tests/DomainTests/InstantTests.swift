import Domain
import Testing

@Suite struct InstantTests {
    @Test(arguments: [Int64.min, -1 << 60, 0, 1_764_000_000_000, 1 << 60, Int64.max])
    func `no moment that a damaged file may hold can overflow`(milliseconds: Int64) {
        let moment = Instant(milliseconds: milliseconds)
        let spans = [Span.zero, .days(400_000), .days(-400_000)]
        for span in spans {
            #expect((moment + span) - span <= Instant(milliseconds: .max))
            #expect(!(moment - span).iso8601.isEmpty)
            let local = Zone.amsterdam.local(moment + span)
            #expect(Zone.amsterdam.nearestInstant(local) - moment >= .days(-3_000_000))
            #expect((Quarter(of: local.date) + -1).firstDay < local.date)
        }
        #expect((Instant(milliseconds: .max) - moment) >= .zero)
    }

    @Test func `a moment of our time is what it was made of`() {
        #expect(Instant(milliseconds: 1_796_130_061_999).milliseconds == 1_796_130_061_999)
        #expect(Instant(milliseconds: 1_796_130_061_999).iso8601 == "2026-12-01T13:01:01Z")
    }
}
