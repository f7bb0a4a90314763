import Domain
import Platform
import Reminders
import Storage
import TestSupport

@testable import Daemon

extension AdminDesk {
    /// The desk of a test's house; nothing is configured.
    convenience init(_ house: TestHouse, sender: Sender? = nil, firstQuarter: Quarter? = nil) {
        self.init(
            tenants: house.tenants, sender: sender, releases: ReleaseDesk(house, firstQuarter: firstQuarter),
            scope: house.scope, clock: house.clock,
            domains: [:], baseURL: "http://127.0.0.1:8470")
    }
}

extension ReleaseDesk {
    /// The releases of a test's house; nothing is configured, and files of regions lie in its directory.
    convenience init(_ house: TestHouse, firstQuarter: Quarter? = nil) {
        self.init(
            house.tenants, Configuration.Signals(secret: nil, isPublic: false, firstQuarter: firstQuarter),
            regions: RegionFiles(in: house.directory.path), scope: house.scope, clock: house.clock, log: .silent)
    }
}
