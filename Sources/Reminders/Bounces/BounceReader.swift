import Dispatch
import Platform
import Storage

/// Reads the mail that comes back in a Maildir: when it starts, and whenever inotify(7) says that one arrived.
///
/// First a report is written to its tenant, then its mail moves to `cur`: a crash between the two has it written again,
/// which changes nothing. It works on a queue of its own, and does nothing while nothing arrives.
package final class BounceReader: Sendable {
    private static let batch = 10_000

    private let directory: String
    private let ledger: BounceLedger
    private let log: Log
    private let onRead: (@Sendable () -> Void)?
    private let queue = DispatchQueue(label: "bounces")
    private let watch: QueueConfined<Watch>
    private let isStopped = Locked(false)

    private struct Watch {
        var source: (any DispatchSourceRead)?
        // Seconds until the next look at what could not be read or written; doubles up to an hour.
        var patience = 60
        var isWaiting = false
        var notedStrangers = 0
    }

    /// - Parameter onRead: called after each look into `new`, on the reader's queue; a test waits for it.
    package init(
        directory: String, tenants: Tenants, scope: SystemScope, log: Log, onRead: (@Sendable () -> Void)? = nil
    ) {
        self.directory = directory
        ledger = BounceLedger(tenants: tenants, scope: scope)
        self.log = log
        self.onRead = onRead
        watch = QueueConfined(Watch(), on: queue)
    }

    /// Begins to read, and comes back at once; a directory that cannot be used is logged and tried again.
    package func start() { queue.async { self.look() } }

    /// Ends after the mail that is being read; nothing of it runs afterwards.
    package func stop() {
        isStopped.withLock { $0 = true }
        queue.sync { self.endWatch() }
    }

    private var stopped: Bool { isStopped.withLock { $0 } }

    // Watches first, then looks: what arrives between the two rings again.
    private func look() {
        guard !stopped else { return }
        var isWhole = false
        do throws(SystemError) {
            let folder = try BounceFolder(at: directory)
            try beginWatch()
            isWhole = try read(folder)
        } catch {
            log.warning("bounces-not-read", ["why": .failure(error)])
            endWatch()
        }
        watch.withValue { if isWhole { $0.patience = 60 } }
        if !isWhole { lookLater() }
        onRead?()
    }

    private func lookLater() {
        let seconds = watch.withValue { watch -> Int? in
            guard !watch.isWaiting else { return nil }
            watch.isWaiting = true
            defer { watch.patience = min(3_600, watch.patience * 2) }
            return watch.patience
        }
        guard let seconds else { return }
        queue.asyncAfter(deadline: .now() + .seconds(seconds)) { [weak self] in
            self?.watch.withValue { $0.isWaiting = false }
            self?.look()
        }
    }

    // False when a mail stays in new although it should not.
    private func read(_ folder: borrowing BounceFolder) throws(SystemError) -> Bool {
        var (isWhole, strangers) = (true, 0)
        let names = try folder.names(limit: Self.batch)
        var moved = 0
        for name in names where !stopped {
            do {
                switch try folder.read(name, limit: DeliveryReport.limit) {
                case .mail(let bytes):
                    try folder.move(name, isSeen: try settle(bytes))
                    moved += 1
                case .tooBig:
                    log.warning("bounce-too-big", ["limit": .number(DeliveryReport.limit)])
                    try folder.move(name, isSeen: false)
                    moved += 1
                case .noFile: strangers += 1
                case .gone: break
                }
            } catch {
                // A store's or a system's error: neither holds a word of the mail.
                log.error("bounce-not-handled", ["why": .configured("\(error)")])
                isWhole = false
            }
        }
        note(strangers)
        if names.count == Self.batch, moved > 0 { queue.async { self.look() } }
        return isWhole
    }

    // True when it was about a message of ours.
    private func settle(_ mail: [UInt8]) throws(StoreError) -> Bool {
        guard let report = DeliveryReport(mail: mail) else {
            log.info("bounce-is-no-report", ["bytes": .number(mail.count)])
            return false
        }
        switch try ledger.write(report) {
        case .written(let slug):
            log.notice(
                "bounced",
                ["tenant": .public(slug), "message": .public(report.message), "finding": .public(report.finding)])
            return true
        case .nobodys:
            log.info("bounce-of-nobody", ["message": .public(report.message)])
            return false
        }
    }

    private func note(_ strangers: Int) {
        let isNews = watch.withValue { watch in
            defer { watch.notedStrangers = strangers }
            return strangers > watch.notedStrangers
        }
        if isNews { log.warning("bounces-folder-holds-no-mail", ["count": .number(strangers)]) }
    }
}

// The watch on the folder: one inotify descriptor, closed with its source.
extension BounceReader {
    private func beginWatch() throws(SystemError) {
        guard watch.withValue({ $0.source == nil }) else { return }
        let bell = try ArrivalBell(on: directory)
        let source = DispatchSource.makeReadSource(fileDescriptor: bell.descriptor, queue: queue)
        source.setEventHandler { @Sendable [weak self] in
            // A folder that was moved or removed rings no more: watch the one that stands there now.
            if bell.drain() == .folderGone { self?.endWatch() }
            self?.look()
        }
        source.setCancelHandler { @Sendable in bell.close() }
        watch.withValue { $0.source = source }
        source.activate()
    }

    private func endWatch() {
        watch.withValue { watch in
            watch.source?.cancel()
            watch.source = nil
        }
    }
}
