import Domain
import Testing

@Suite struct TenantStatusTests {
    private static func status(
        _ name: String = "Duinrand", suspended: Bool = false, apart: Bool = false, relay: RelayState? = .open,
        mail: OutboxCounts? = OutboxCounts()
    ) -> TenantStatus {
        TenantStatus(
            slug: .helpdesk, name: name, isSuspended: suspended, isSetApart: apart, mail: mail, relay: relay)
    }

    @Test(
        arguments: [
            (status(), []),
            (status(apart: true, mail: nil), [.setApart]),
            (status(mail: nil), [.unreadable]),
            (status(suspended: true, mail: nil), [.unreadable, .suspended]),
            (status(mail: OutboxCounts(pausedBecause: "refused")), [.stopped]),
            (status(mail: OutboxCounts(ready: 1, oldestOverdueSeconds: 599)), []),
            (status(mail: OutboxCounts(ready: 1, oldestOverdueSeconds: 600)), [.late]),
            (status(suspended: true, mail: OutboxCounts(ready: 1, oldestOverdueSeconds: 600)), [.suspended]),
            (status(mail: OutboxCounts(deadInADay: 1)), [.notArrived]),
            (status(mail: OutboxCounts(held: 1)), [.held]),
            (status(relay: .broken), [.relayBroken]), (status(relay: .paused), [.relayPaused]),
            (status(relay: .throttled), [.relayThrottled]), (status(relay: nil), []),
            (
                status(relay: .broken, mail: OutboxCounts(oldestOverdueSeconds: 700, held: 2, deadInADay: 3)),
                [.relayBroken, .late, .notArrived, .held]
            ),
        ] as [(TenantStatus, [TenantConcern])])
    func `what is the matter follows from the numbers, the most urgent first`(
        status: TenantStatus, concerns: [TenantConcern]
    ) {
        #expect(status.concerns == concerns)
    }

    @Test func `who needs a call stands above who does not, the latest mail first, and then by name`() {
        func late(_ seconds: Int) -> OutboxCounts { OutboxCounts(ready: 1, oldestOverdueSeconds: seconds) }
        let ordered = [
            Self.status("h apart", apart: true, mail: nil), Self.status("g onleesbaar", mail: nil),
            Self.status("f stil", mail: OutboxCounts(pausedBecause: "x")),
            Self.status("e laat en meer", mail: OutboxCounts(oldestOverdueSeconds: 900, held: 1)),
            Self.status("d later", mail: late(9_000)), Self.status("c laat", mail: late(900)),
            Self.status("b dood", mail: OutboxCounts(deadInADay: 1)), Self.status("a gepauzeerd", suspended: true),
            Self.status("a goed"), Self.status("b goed"),
        ]
        for _ in 0..<20 { #expect(ordered.shuffled().byUrgency.map(\.name) == ordered.map(\.name)) }
    }

    @Test func `a tenant's relay is the one it chose, and the default one when that is not there`() {
        let now = Instant(milliseconds: 0)
        let reports = [
            RelayReport(name: "eigen", state: .broken, since: now, isDefault: false),
            RelayReport(name: "post", state: .open, since: now, isDefault: true),
        ]
        #expect(reports.serving("eigen")?.state == .broken)
        #expect(reports.serving("")?.state == .open && reports.serving("weg")?.state == .open)
        #expect([RelayReport]().serving("") == nil)
    }

    @Test func `no text of a user becomes the helpdesk's slug`() {
        #expect(Slug("landelijk") == nil && Slug(Slug.helpdesk.text) == nil && Slug.reserved.contains("landelijk"))
    }
}
