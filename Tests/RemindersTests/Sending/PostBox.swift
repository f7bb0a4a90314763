import Delivery
import Domain
import Foundation
import Platform
import TestSupport

/// Where mail goes in tests that look at the queue and not at SMTP: it remembers each message and answers as told.
final class PostBox: Sendable {
    struct Mail: Sendable {
        let recipient: String
        let text: String
        let at: Instant
        /// By the machine's own clock, for tests that measure.
        let nanoseconds = SystemClock().monotonicNanoseconds()

        func header(_ name: String) -> String? {
            text.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }.map {
                String($0.dropFirst(name.count + 2))
            }
        }
    }

    typealias Answer = @Sendable (_ recipient: String, _ count: Int) -> DeliveryOutcome

    private struct State {
        var mails: [Mail] = []
        var counts: [String: Int] = [:]
        var answer: Answer = { _, _ in .fine }
        var underWay = 0
    }

    private let clock: ManualClock
    private let pause: useconds_t
    private let state = Locked(State())

    /// A box that takes `pause` microseconds for each message.
    init(_ clock: ManualClock, pause: useconds_t = 0) {
        self.clock = clock
        self.pause = pause
    }

    /// Says what to answer; `count` is how often the recipient was tried before.
    func answer(_ answer: @escaping Answer) { state.withLock { $0.answer = answer } }

    /// Every message that was handed over, whatever the answer.
    var mails: [Mail] { state.withLock { $0.mails } }
    var recipients: [String] { mails.map(\.recipient) }

    func session() -> any DeliverySession { Session(self) }

    private func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome {
        let recipient = envelope.recipient.description
        let now = Instant(milliseconds: clock.wallMilliseconds())
        let mail = Mail(recipient: recipient, text: String(decoding: message, as: UTF8.self), at: now)
        let (answer, count) = state.withLock { state in
            defer {
                state.mails.append(mail)
                state.counts[recipient, default: 0] += 1
            }
            return (state.answer, state.counts[recipient] ?? 0)
        }
        if pause > 0 { usleep(pause) }
        return answer(recipient, count)
    }

    private final class Session: DeliverySession {
        private let box: PostBox

        init(_ box: PostBox) {
            self.box = box
        }

        func deliver(_ envelope: Envelope, _ message: [UInt8]) -> DeliveryOutcome { box.deliver(envelope, message) }
        func close() {}
    }
}

extension DeliveryOutcome {
    static let fine = Self.accepted(Reply(code: 250, enhanced: "2.0.0", text: "queued"))
    static let greylisted = Self.postponed(Reply(code: 451, enhanced: "4.7.1", text: "greylisted"))
    static let nobody = Self.refused(Reply(code: 550, enhanced: "5.1.1", text: "no such user"), .recipient)
    static let spam = Self.refused(Reply(code: 554, enhanced: "5.7.1", text: "spam"), .policy)
    static let gone = Self.relayTrouble(.unreachable, "no connection")
    static let busy = Self.relayTrouble(.throttled, "451 slow down")
    static let wrongPassword = Self.credentialsRefused(Reply(code: 535, enhanced: "5.7.8", text: "no"))
    static let notYours = Self.senderRefused(Reply(code: 553, enhanced: "5.7.1", text: "not your address"))
    static let silent = Self.unknown("no reply")
    static let cut = Self.interrupted("the connection dropped")
}
