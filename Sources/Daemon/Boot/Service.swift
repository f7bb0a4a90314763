import Dispatch
import Domain
import Foundation
import HTTP
import Platform
import Reminders
import Storage
import Web

/// The daemon's life: started, running, stopped; `naast serve` and `naast demo` are thin around it.
final class Service: Sendable {
    let house: House
    // As it was at the start.
    private let configuration: Configuration
    private let file: String
    private let log: Log
    private let clock: any Clock
    private let manager: ServiceManager
    private let control: Server
    /// The pages, on `http.listen`.
    private let web: Server
    private let site: Site
    private let bounces: BounceReader?
    private let ticks = DispatchQueue(label: "service.ticks")
    private let timers: QueueConfined<[any DispatchSourceTimer]>

    /// Opens the state, listens on the control socket, and lets mail go.
    init(
        _ configuration: Configuration, file: String, log: Log, clock: any Clock = SystemClock(),
        onDelivered: (@Sendable (DeliveredMessage) -> Void)? = nil
    ) throws {
        self.configuration = configuration
        self.file = file
        self.log = log
        self.clock = clock
        manager = ServiceManager(environment: ProcessInfo.processInfo.environment)
        house = try House(
            configuration, clock: clock, log: log, relays: try configuration.makeRelays(), onDelivered: onDelivered)
        bounces = configuration.bounces.map { [house] in
            BounceReader(directory: $0, tenants: house.tenants, scope: SystemScope(), log: log)
        }
        let metrics = MetricsPage(house.desk, clock: clock)
        let router = ControlRoutes.router(house.desk, metrics: metrics)
        var limits = Limits()
        limits.body = ControlRoutes.bodyLimit
        limits.streamBuffer = ControlRoutes.answerLimit
        control = Server(limits: limits, workers: 4, log: log, respond: router.respond)
        site = Site(
            doors: Doors(
                house.tenants, SystemScope(), national: house.releases.file,
                relays: { [house] in house.sender?.relayReports() ?? [] }
            ) { [house] in house.desk.settingsChanged(of: $0) },
            facts: SiteFacts(configuration), clock: clock, log: log)
        web = Server(
            limits: SiteLimits.web, trust: ProxyTrust(configuration.http), log: log, lane: SiteLimits.lane,
            refusal: site.refusal, respond: site.respond)
        metrics.add { [weak control] in control?.figures.write(into: &$0, server: "control") }
        metrics.add { [weak web] in web?.figures.write(into: &$0, server: "web") }
        timers = QueueConfined([], on: ticks)
        do {
            try control.listen(unix: configuration.controlSocket)
            try web.listen(configuration.http, environment: ProcessInfo.processInfo.environment)
        } catch {
            web.stop(within: .zero)
            control.stop(within: .zero)
            house.close()
            throw error
        }
    }

    /// Whether the service manager handed over the socket of the pages (sd_listen_fds(3)).
    static var inheritsSockets: Bool {
        ProcessInfo.processInfo.environment["LISTEN_PID"].flatMap(Int32.init) == getpid()
    }

    /// Opens every tenant and tells the service manager that all runs.
    ///
    /// Every file is looked through, so the more there is the longer it takes: the manager hears how far it is.
    ///
    /// - Parameter checkEnd: is asked before each tenant; what it throws leaves the rest unopened, for `stop`.
    func start(checkEnd: () throws -> Void = {}) throws {
        var told: UInt64?
        let failures =
            try house.sender?.admitAll { done, all in
                try checkEnd()
                let now = clock.monotonicNanoseconds()
                if let told, now < told + 1_000_000_000 { return }
                told = now
                // For one file, as the unit allows for the first: one that takes longer than this is stuck.
                notify(.extendTimeout(microseconds: 120_000_000), .status("opening the files: \(done) of \(all)"))
            } ?? 0
        let count = try house.tenants.entries(SystemScope()).count
        log.notice("started", ["tenants": .number(count), "not_opened": .number(failures)])
        startTimers()
        house.releases.start()
        bounces?.start()
        notify(.ready, .status("\(count) tenants, \(failures) set apart"))
    }

    /// Reads the configuration again: relays change, the rest asks for a restart; a wrong file changes nothing.
    func reload() {
        notify(.reloading(monotonicNanoseconds: clock.monotonicNanoseconds()))
        defer { notify(.ready) }
        do {
            let configuration = try Configuration.load(file: file)
            let problems = configuration.problemsAtUse(inherits: Self.inheritsSockets)
            guard problems.isEmpty else { throw ConfigurationError(file: file, problems) }
            try house.sender?.replaceRelays(
                try configuration.makeRelays(), defaultRelay: configuration.defaultRelay)
            house.desk.relaysChanged(to: configuration.senderDomains)
            let waiting = configuration.keysForARestart(since: self.configuration)
            if !waiting.isEmpty {
                log.warning("restart-needed", ["keys": .configured(waiting.joined(separator: ", "))])
            }
            log.notice("reloaded", [:])
        } catch let error as ConfigurationError {
            for problem in error.problems { log.error("configuration", ["problem": .configured("\(problem)")]) }
            log.error("not-reloaded", ["why": "the old configuration stays in force"])
        } catch {
            log.error("not-reloaded", ["why": .configured("\(error)")])
        }
    }

    /// Finishes what is being sent, in at most 20 seconds, and closes everything.
    ///
    /// No new mail goes from the first moment. What else runs ends beside it, and what does not in time is cut off with the
    /// process, as by a crash: all is over before systemd's 30 seconds are (naast.service).
    /// - Parameter limit: of the mail; the rest has six seconds more.
    func stop(within limit: Span = .seconds(20)) {
        house.sender?.startNothing()
        notify(.stopping, .status("finishing what is being sent"))
        ticks.sync {
            timers.withValue { timers in
                for timer in timers { timer.cancel() }
                timers = []
            }
        }
        let end = DispatchTime.now() + .milliseconds(Int(limit.milliseconds))
        let others = [
            Ending { self.web.stop(within: .seconds(2)) }, Ending { self.control.stop(within: .seconds(2)) },
            // Behind the bounce that is being read, and the publication that is being made.
            Ending { self.bounces?.stop() }, Ending { self.house.releases.stop() },
        ]
        let left = house.sender?.stop(within: limit) ?? 0
        for other in others { other.wait(until: end + .seconds(4)) }
        // Each file is closed after what is being written to it.
        Ending { self.house.close() }.wait(until: end + .seconds(6))
        log.notice("stopped", ["in_doubt": .number(left)])
    }

    // The watchdog's tick proves that Dispatch still runs; the others close idle files and look for forgotten dues.
    private func startTimers() {
        if let watchdog = manager.watchdogNanoseconds {
            every(seconds: Double(watchdog) / 3e9) { $0.notify(.watchdog) }
        }
        every(seconds: 60) { $0.house.tenants.openStores.closeIdle(nanoseconds: 600_000_000_000) }
        every(seconds: 3_600) { $0.house.sender?.wakeDueTenants() }
        // It only hands the work to each store: nothing here waits for a disk, or the watchdog would end us all.
        every(seconds: 300) { $0.house.tenants.forgetWhatIsOver(SystemScope()) }
    }

    private func every(seconds: Double, _ body: @escaping @Sendable (Service) -> Void) {
        ticks.sync {
            let timer = DispatchSource.makeTimerSource(queue: ticks)
            timer.schedule(deadline: .now() + seconds, repeating: seconds, leeway: .milliseconds(200))
            timer.setEventHandler { @Sendable [weak self] in if let self { body(self) } }
            timer.activate()
            timers.withValue { $0.append(timer) }
        }
    }

    private func notify(_ notices: ServiceManager.Notice...) {
        for notice in notices {
            do {
                try manager.notify(notice)
            } catch {
                log.warning("service-manager", ["why": .failure(error)])
            }
        }
    }
}

/// Something that ends on a thread of its own, for as long as somebody wants to wait.
private struct Ending {
    private let isOver = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "service.ending").async { [isOver] in
            body()
            isOver.signal()
        }
    }

    func wait(until end: DispatchTime) { _ = isOver.wait(timeout: end) }
}
