import Dispatch
import Domain
import National
import Platform
import Storage

/// Publishes what is due at each cut-off, and tells what was published.
///
/// One release at a time, on a queue of its own: it takes seconds with many tenants, and nothing else waits for it.
final class ReleaseDesk: Sendable {
    /// What was published; nil when `national.sqlite` cannot be trusted, which stops no mail.
    let file: NationalFile?
    /// Why there is no file.
    let trouble: StoreError?
    private let tenants: Tenants
    private let settings: Configuration.Signals
    private let regions: RegionFiles
    private let scope: SystemScope
    private let clock: any Clock
    private let log: Log
    private let queue = DispatchQueue(label: "releases")
    // The quarter for which all is done: until the next cut-off not a statement is needed.
    private let done = Locked<Quarter?>(nil)
    private let timer: QueueConfined<(any DispatchSourceTimer)?>

    init(
        _ tenants: Tenants, _ settings: Configuration.Signals, regions: RegionFiles, scope: SystemScope,
        clock: any Clock, log: Log
    ) {
        self.tenants = tenants
        self.settings = settings
        self.regions = regions
        self.scope = scope
        self.clock = clock
        self.log = log
        timer = QueueConfined(nil, on: queue)
        do throws(StoreError) {
            file = try NationalFile(in: tenants.directory)
            trouble = nil
        } catch {
            (file, trouble) = (nil, error)
            log.error("national-not-opened", ["why": .configured(error.words)])
        }
    }

    /// The day it is in Amsterdam, where every cut-off is at midnight.
    var today: LocalDate { Zone.amsterdam.local(Instant(milliseconds: clock.wallMilliseconds())).date }

    /// Publishes whatever is due; harmless to repeat.
    func publishDue() throws -> [Releases.Outcome] {
        try queue.sync { try publish() }
    }

    /// Publishes now what is due, and from then on at every full hour: each cut-off is one.
    ///
    /// What failed, on a full disk for instance, is so tried again in an hour.
    /// - Parameter period: milliseconds; a test does not wait for the hour.
    func start(every period: Int64 = 3_600_000) {
        queue.async { [weak self] in
            self?.publishAndLog()
            self?.startTimer(period)
        }
    }

    /// Lets a release that is under way finish; nothing more is published.
    func stop() {
        queue.sync {
            timer.withValue { timer in
                timer?.cancel()
                timer = nil
            }
        }
    }

    private func startTimer(_ period: Int64) {
        let untilNext = period - clock.wallMilliseconds() % period
        let source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(
            wallDeadline: .now() + .milliseconds(Int(untilNext)), repeating: .milliseconds(Int(period)),
            leeway: .milliseconds(Int(period / 3_600)))
        source.setEventHandler { @Sendable [weak self] in self?.publishAndLog() }
        source.activate()
        timer.withValue { $0 = source }
    }

    func close() {
        file?.close()
    }

    private func publishAndLog() {
        let quarter = Releases.latestDue(on: today)
        guard done.withLock({ $0 != quarter }) else { return }
        do {
            for outcome in try publish() {
                switch outcome {
                case .published(let slot, let release, let tenants):
                    log.notice(
                        "released",
                        ["release": .configured("\(slot.rawValue) \(release)"), "tenants": .number(tenants)])
                case .gap(let slot, let release):
                    log.warning("release-lost", ["release": .configured("\(slot.rawValue) \(release)")])
                case .known, .tooFew: break
                }
            }
            done.withLock { $0 = quarter }
        } catch {
            log.error("not-released", ["why": .configured("\(error)")])
        }
    }

    private func publish() throws -> [Releases.Outcome] {
        guard let file else { throw trouble ?? StoreError.other("national.sqlite is not open") }
        let today = today
        let releases = try Releases(
            tenants: tenants, file: file, noise: Noise(secret: try secret()),
            regions: try regions.groups(on: Releases.latestDue(on: today).firstDay),
            firstQuarter: try firstQuarter(), scope: scope, log: log)
        for name in try releases.restoreFromFiles() {
            log.error("release-file-broken", ["file": .configured(name)])
        }
        return try releases.publishDue(on: today)
    }

    private func secret() throws -> [UInt8] {
        if let source = settings.secret { return try source.bytes() }
        return try SecretFile.bytes(in: tenants.directory)
    }

    /// Signals recorded before it are never published.
    func firstQuarter() throws -> Quarter? {
        if let first = settings.firstQuarter { return first }
        return try tenants.firstAdded(scope).map { Quarter(of: Zone.amsterdam.local($0).date) + 1 }
    }
}
