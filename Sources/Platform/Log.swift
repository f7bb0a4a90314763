import Glibc

/// One line per event to standard error, without personal data.
///
/// A line for which there is no room within a tenth of a second is dropped, and so is at once what follows, until there
/// is room again; the next line then says how many were. So no reader who is stuck stops the mail.
package struct Log: Sendable {
    /// How a line looks.
    package enum Format: String, CaseIterable, Sendable {
        /// With the priority prefix of sd-daemon(3), and no time: the journal has its own.
        case systemd
        /// For a terminal.
        case text
        /// One object a line.
        case json
    }

    /// How much a line matters; the number is syslog's priority.
    package enum Level: Int, CaseIterable, Comparable, Sendable {
        case error = 3
        case warning = 4
        case notice = 5
        case info = 6
        case debug = 7

        package var name: String { String(describing: self) }
        /// Ordered by urgency: `debug < error`.
        package static func < (one: Self, other: Self) -> Bool { one.rawValue > other.rawValue }

        /// The level of that name, as the configuration writes it.
        package init?(name: String) {
            guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }
    }

    package typealias Fields = KeyValuePairs<StaticString, LogValue>

    private let format: Format
    private let level: Level?
    private let descriptor: Int32
    private let clock: any Clock
    // One lock for all copies: between the look whether there is room and the write nobody else takes it.
    private let dropped = Locked(0)

    /// Lines below `level` are dropped; `descriptor` stays the caller's.
    package init(
        format: Format, level: Level = .info, descriptor: Int32 = STDERR_FILENO, clock: any Clock = SystemClock()
    ) {
        self.init(format: format, optionalLevel: level, descriptor: descriptor, clock: clock)
    }

    private init(format: Format, optionalLevel: Level?, descriptor: Int32, clock: any Clock) {
        self.format = format
        level = optionalLevel
        self.descriptor = descriptor
        self.clock = clock
    }

    /// A log that says nothing.
    package static let silent = Log(format: .text, optionalLevel: nil, descriptor: -1, clock: SystemClock())

    package func debug(_ event: StaticString, _ fields: Fields = [:]) { write(.debug, event, fields) }
    package func info(_ event: StaticString, _ fields: Fields = [:]) { write(.info, event, fields) }
    package func notice(_ event: StaticString, _ fields: Fields = [:]) { write(.notice, event, fields) }
    package func warning(_ event: StaticString, _ fields: Fields = [:]) { write(.warning, event, fields) }
    package func error(_ event: StaticString, _ fields: Fields = [:]) { write(.error, event, fields) }

    private func write(_ lineLevel: Level, _ event: StaticString, _ fields: Fields) {
        guard let level, lineLevel >= level else { return }
        let line = line(lineLevel, event, fields)
        dropped.withLock { dropped in
            if dropped > 0, put(self.line(.warning, "log-lines-dropped", ["count": .number(dropped)])) { dropped = 0 }
            if dropped > 0 || !put(line, patience: 100) { dropped += 1 }
        }
    }

    private func line(_ level: Level, _ event: StaticString, _ fields: Fields) -> [UInt8] {
        let now = format == .systemd ? 0 : clock.wallMilliseconds()
        let line = LogLine(level: level, event: event.description, fields: fields, wallMilliseconds: now)
        return Array(line.rendered(as: format).utf8)
    }

    // One call for the whole line, so that lines of two programs never mix; false when there is no room within so many
    // milliseconds. A pipe that poll calls ready takes PIPE_BUF bytes at once (pipe(7)), and no line has as many: its
    // values are short.
    private func put(_ line: [UInt8], patience: Int32 = 0) -> Bool {
        var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&room, 1, patience) < 0 { guard errno == EINTR else { return false } }
        guard room.revents & Int16(POLLOUT) != 0 else { return false }
        while Glibc.write(descriptor, line, line.count) < 0 { guard errno == EINTR else { return false } }
        return true
    }
}

extension Log.Format {
    /// `systemd` when the journal reads our standard error (`JOURNAL_STREAM` names its device and inode), else `text`.
    package static func detected(environment: [String: String], descriptor: Int32 = STDERR_FILENO) -> Self {
        var facts = stat()
        guard let stream = environment["JOURNAL_STREAM"], fstat(descriptor, &facts) == 0 else { return .text }
        return stream == "\(facts.st_dev):\(facts.st_ino)" ? .systemd : .text
    }
}
