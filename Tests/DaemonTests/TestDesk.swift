import Domain
import Platform
import Reminders
import Storage
import TestSupport

@testable import Daemon

extension AdminDesk {
    /// The desk of a test's house; nothing is configured.
    convenience init(_ house: TestHouse, sender: Sender? = nil, firstQuarter: Quarter? = nil) {
        let releases = ReleaseDesk(
            house.tenants, Configuration.Signals(secret: nil, isPublic: false, firstQuarter: firstQuarter),
            regions: RegionFiles(in: house.directory.path), scope: house.scope, clock: house.clock, log: .silent)
        self.init(
            tenants: house.tenants, sender: sender, releases: releases, scope: house.scope, clock: house.clock,
            domains: [:], baseURL: "http://127.0.0.1:8470")
    }
}
