import Foundation

/// Waits for something outside the test, looking every 20 ms; false when it took too long.
///
/// The limit is far beyond what a slow, loaded machine needs: only a test that fails waits for it.
package func eventually(within seconds: Double = 120, _ condition: () throws -> Bool) rethrows -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if try condition() { return true }
        usleep(20_000)
    }
    return try condition()
}

/// Waits as long as it goes on: false when `progress` has not changed for a minute, or after ten minutes in all.
///
/// For much work, whose time depends on the machine: how slow it is says nothing, that it stands still does.
package func eventually<Progress: Equatable>(
    while progress: @autoclosure () throws -> Progress, _ condition: () throws -> Bool
) rethrows -> Bool {
    let end = Date().addingTimeInterval(600)
    var (known, since) = (try progress(), Date())
    while !(try condition()) {
        let (now, moment) = (try progress(), Date())
        if now != known { (known, since) = (now, moment) }
        guard moment < end, moment.timeIntervalSince(since) < 60 else { return false }
        usleep(50_000)
    }
    return true
}

/// Waits until a number has stood still for a second; false when it did not within two minutes.
package func standsStill<Number: Equatable>(_ number: () -> Number) -> Bool {
    let end = Date().addingTimeInterval(120)
    var (known, since) = (number(), Date())
    while Date() < end {
        let now = number()
        if now != known { (known, since) = (now, Date()) }
        if Date().timeIntervalSince(since) >= 1 { return true }
        usleep(50_000)
    }
    return false
}
