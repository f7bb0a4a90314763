import Domain
import Testing

struct RevisedTests {
    private static let settle = Span.minutes(5)

    @Test func `a new value is a new revision, also the first value again after it settled`() {
        var time = Revised("A")
        time.change(to: "B", at: at("2026-12-01T10:00"), settle: Self.settle, wasTold: false)
        #expect((time.revision, time.value) == (2, "B"))
        time.change(to: "A", at: at("2026-12-01T10:05"), settle: Self.settle, wasTold: false)
        #expect((time.revision, time.value) == (3, "A"))
    }

    @Test func `taken back while it settles it is the old revision`() {
        var time = Revised("A")
        time.change(to: "B", at: at("2026-12-01T10:00"), settle: Self.settle, wasTold: false)
        time.change(to: "C", at: at("2026-12-01T10:03"), settle: Self.settle, wasTold: false)
        time.change(to: "A", at: at("2026-12-01T10:06"), settle: Self.settle, wasTold: false)
        #expect((time.revision, time.value) == (1, "A"))
        time.change(to: "B", at: at("2026-12-01T10:07"), settle: Self.settle, wasTold: false)
        #expect(time.revision == 4)
    }

    @Test func `what somebody was told has settled, so the way back is news`() {
        var time = Revised("A")
        time.change(to: "B", at: at("2026-12-01T10:00"), settle: Self.settle, wasTold: true)
        time.change(to: "A", at: at("2026-12-01T10:01"), settle: Self.settle, wasTold: true)
        #expect(time.revision == 3)
    }

    @Test func `the same value again changes nothing`() {
        var time = Revised("A")
        time.change(to: "A", at: at("2026-12-01T10:00"), settle: Self.settle, wasTold: false)
        #expect(time == Revised("A"))
    }
}
