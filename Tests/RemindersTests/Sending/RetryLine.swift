import Delivery
import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// One line of QUEUE.md's retry table as a server speaks it, and what must be left behind.
struct RetryLine: Sendable, CustomTestStringConvertible {
    /// What a row, its history and its relay look like after the first try.
    struct Trace: Hashable, Sendable {
        var state: MessageState
        var attempts = 0
        var doubts = 0
        var events: [String]
        var relay = RelayState.open
        /// How many seconds it waits, at least and at most; nil when it does not wait.
        var seconds: ClosedRange<Int>?
    }

    let name: String
    let script: SMTPScript
    let trace: Trace
    var tls = false
    var login = false
    /// The server says nothing more: only the step that waits for it has a short time-out.
    var isSilent = false

    var testDescription: String { name }

    init(
        _ name: String, _ trace: Trace, tls: Bool = false, login: Bool = false, isSilent: Bool = false,
        _ change: (inout SMTPScript) -> Void
    ) {
        self.name = name
        self.trace = trace
        self.tls = tls
        self.login = login
        self.isSilent = isSilent
        script = .with(change)
    }

    /// A fresh relay with a server that follows these scripts, connection by connection.
    func relay(_ server: ScriptedSMTPServer) throws -> Relay {
        let settings = RelaySettings(
            url: RelayURL(scheme: .smtp, host: "127.0.0.1", port: server.port),
            from: try SendingHouse.address("naast@proef.example"), helo: "naast.proef.example",
            tls: tls ? .required : .none, username: login ? "naast" : nil, password: login ? Secret("geheim") : nil)
        var timeouts = SMTPTimeouts()
        for step in Self.steps { timeouts[keyPath: step] = .seconds(60) }
        if isSilent { timeouts[keyPath: silentStep] = .milliseconds(1_500) }
        timeouts.quit = .milliseconds(200)
        return try SendingHouse.relay("proef", connections: 1) { [timeouts] in
            SMTPSession(relay: settings, timeouts: timeouts)
        }
    }

    private static var steps: [WritableKeyPath<SMTPTimeouts, Duration>] {
        [\.connect, \.reply, \.dataStart, \.block, \.finalDot]
    }

    // The one that waits where its name says.
    private var silentStep: WritableKeyPath<SMTPTimeouts, Duration> {
        switch name.prefix(4) {
        case "MAIL", "RCPT": \.reply
        case "DATA": \.dataStart
        case "dot:": \.finalDot
        default: \.connect
        }
    }
}

extension RetryLine.Trace {
    static let sent = Self(state: .sent, attempts: 1, events: ["planned", "sent"])
    /// The relay's own trouble: the circuit is open for five seconds.
    static let unreachable = Self(
        state: .ready, events: ["planned", "relay-trouble"], relay: .broken, seconds: 5...5)
    static let throttled = Self(
        state: .ready, events: ["planned", "relay-trouble"], relay: .throttled, seconds: 1...5)
    static let credentials = Self(
        state: .ready, events: ["planned", "relay-trouble"], relay: .paused, seconds: 0...0)
    static let sender = Self(state: .ready, events: ["planned", "sender-refused"], seconds: 0...0)
    static let postponed = Self(state: .ready, attempts: 1, events: ["planned", "postponed"], seconds: 48...72)
    static let interrupted = Self(state: .ready, events: ["planned", "interrupted"], seconds: 1...5)
    static let address = Self(state: .dead, attempts: 1, events: ["planned", "dead-address"])
    static let policy = Self(state: .dead, attempts: 1, events: ["planned", "dead-policy"])
    static let dead = Self(state: .dead, attempts: 1, events: ["planned", "dead"])
    /// No reply after the body, twice: the second time it is held.
    static let doubt = Self(state: .held, doubts: 2, events: ["planned", "doubt", "doubt", "held"])
}

// Every stage with every answer: what QUEUE.md says of it, line by line.
extension RetryLine {
    static let all: [RetryLine] = fine + beforeMail + login + mail + recipient + data + dot + odd

    private static let fine: [RetryLine] = [
        RetryLine("all is well", .sent) { _ in },
        RetryLine("multi-line replies everywhere", .sent) { script in
            script.greeting = "220-scripted.test\r\n220 ESMTP"
            script.mail = ["250-2.1.0 Ok\r\n250 2.1.0 go on"]
            script.recipient = ["250-2.1.5 Ok\r\n250 2.1.5 go on"]
            script.data = ["354-go\r\n354 ahead"]
            script.dot = ["250-2.0.0 Ok\r\n250 2.0.0 queued"]
        },
        RetryLine("without PIPELINING", .sent) { $0.ehlo = SMTPScript.plainEhlo },
    ]

    private static let beforeMail: [RetryLine] =
        ["421 4.3.2 closing", "450 4.3.2 later", "554 5.7.1 no", "554-5\r\n554 no"]
        .flatMap { (said: String) -> [RetryLine] in
            [
                RetryLine("greeting: \(said)", .unreachable) { $0.greeting = .sayAndClose(said) },
                RetryLine("EHLO: \(said)", .unreachable) { $0.ehlo = .say(said) },
                RetryLine("STARTTLS: \(said)", .unreachable, tls: true) {
                    $0.ehlo = SMTPScript.tlsEhlo
                    $0.startTLS = .say(said)
                },
            ]
        } + [
            RetryLine("no STARTTLS though TLS is required", .unreachable, tls: true) { _ in },
            RetryLine("no TLS after STARTTLS", .unreachable, tls: true) {
                $0.ehlo = SMTPScript.tlsEhlo
                $0.startTLS = .sayAndClose("220 2.0.0 Ready\r\nHTTP/1.1 400 Bad Request\r\n\r\n")
            },
            RetryLine("closed at once", .unreachable) { $0.greeting = .close },
            RetryLine("reset at once", .unreachable) { $0.greeting = .reset },
            RetryLine("silence at the greeting", .unreachable, isSilent: true) { $0.greeting = .silence },
            RetryLine("silence at EHLO", .unreachable, isSilent: true) { $0.ehlo = .silence },
            RetryLine("silence in the TLS handshake", .unreachable, tls: true, isSilent: true) {
                $0.ehlo = SMTPScript.tlsEhlo
                $0.startTLS = "220 2.0.0 Ready"
            },
            RetryLine("a greeting that is not SMTP", .unreachable) {
                $0.greeting = .sayAndClose("SSH-2.0-OpenSSH_9.2")
            },
            RetryLine("an endless greeting", .unreachable) { $0.greeting = .flood("220-and on\r\n") },
        ]

    private static let login: [RetryLine] =
        [530, 534, 535, 538].map { code in
            RetryLine("AUTH: \(code)", .credentials, login: true) {
                $0.ehlo = SMTPScript.authEhlo
                $0.auth = .say("\(code) 5.7.8 no")
            }
        } + [
            RetryLine("AUTH: 454", .unreachable, login: true) {
                $0.ehlo = SMTPScript.authEhlo
                $0.auth = "454 4.7.0 Temporary authentication failure"
            },
            RetryLine("AUTH: 421", .unreachable, login: true) {
                $0.ehlo = SMTPScript.authEhlo
                $0.auth = .sayAndClose("421 4.7.0 closing")
            },
            RetryLine("AUTH: a drop", .unreachable, login: true) {
                $0.ehlo = SMTPScript.authEhlo
                $0.auth = .close
            },
            RetryLine("AUTH that is not offered", .unreachable, login: true) { _ in },
        ]

    private static let mail: [RetryLine] = [
        RetryLine("MAIL: 451", .throttled) { $0.mail = ["451 4.3.0 busy"] },
        RetryLine("MAIL: 452, in lines", .throttled) { $0.mail = ["452-4.3.1 full\r\n452 4.3.1 later"] },
        RetryLine("MAIL: 421", .unreachable) { $0.mail = [.sayAndClose("421 4.3.2 closing")] },
        RetryLine("MAIL: 550", .sender) { $0.mail = ["550 5.7.1 not you"] },
        RetryLine("MAIL: 530", .credentials) { $0.mail = ["530 5.7.0 log in first"] },
        RetryLine("MAIL: a drop", .unreachable) { $0.mail = [.close] },
        RetryLine("MAIL: silence", .unreachable, isSilent: true) { $0.mail = [.silence] },
    ]

    private static let recipient: [RetryLine] = [
        RetryLine("RCPT: 450 greylisted", .postponed) { $0.recipient = ["450 4.7.1 Greylisted"] },
        RetryLine("RCPT: 552", .postponed) { $0.recipient = ["552 5.2.2 Mailbox full"] },
        RetryLine("RCPT: 550", .address) { $0.recipient = ["550 5.1.1 No such user"] },
        RetryLine("RCPT: 550, in lines", .address) { $0.recipient = ["550-5.1.1 No\r\n550 5.1.1 such user"] },
        RetryLine("RCPT: 554 on policy", .policy) { $0.recipient = ["554 5.7.1 blocked"] },
        RetryLine("RCPT: 421", .interrupted) { $0.recipient = [.sayAndClose("421 4.3.2 closing")] },
        RetryLine("RCPT: a drop", .interrupted) { $0.recipient = [.close] },
        RetryLine("RCPT: a reset", .interrupted) { $0.recipient = [.reset] },
        RetryLine("RCPT: silence", .interrupted, isSilent: true) { $0.recipient = [.silence] },
    ]

    private static let data: [RetryLine] = [
        RetryLine("DATA: 451", .postponed) { $0.data = ["451 4.3.0 busy"] },
        RetryLine("DATA: 554", .dead) { $0.data = ["554 5.6.0 no"] },
        RetryLine("DATA: 554 on policy", .policy) { $0.data = ["554 5.7.1 no"] },
        RetryLine("DATA: 421", .interrupted) { $0.data = [.sayAndClose("421 4.3.2 closing")] },
        RetryLine("DATA: a drop", .interrupted) { $0.data = [.close] },
        RetryLine("DATA: silence", .interrupted, isSilent: true) { $0.data = [.silence] },
    ]

    private static let dot: [RetryLine] = [
        RetryLine("dot: 451", .postponed) { $0.dot = ["451 4.7.1 Greylisted"] },
        RetryLine("dot: 421", .postponed) { $0.dot = [.sayAndClose("421 4.3.2 closing")] },
        RetryLine("dot: 452 2.2", .postponed) { $0.dot = ["552 5.2.2 full"] },
        RetryLine("dot: too big", .dead) { $0.dot = ["552 5.3.4 too big"] },
        RetryLine("dot: 554", .dead) { $0.dot = ["554 5.6.0 no"] },
        RetryLine("dot: 554 on policy, in lines", .policy) { $0.dot = ["554-5.7.1 spam\r\n554 5.7.1 go away"] },
        RetryLine("dot: a drop", .doubt) { $0.dot = [.close] },
        RetryLine("dot: a reset", .doubt) { $0.dot = [.reset] },
        RetryLine("dot: silence", .doubt, isSilent: true) { $0.dot = [.silence] },
        RetryLine("dot: not SMTP", .doubt) { $0.dot = [.sayAndClose("fine, thank you")] },
        RetryLine("dot: an endless reply", .doubt) { $0.dot = [.flood("250-and on\r\n")] },
    ]

    // 500–504 anywhere is our own mistake; garbage and endless lines are as a drop.
    private static let odd: [RetryLine] =
        (500...504).flatMap { code in
            let said = "\(code) 5.5.1 what"
            return [
                RetryLine("MAIL: \(code)", .dead) { $0.mail = [.say(said)] },
                RetryLine("RCPT: \(code)", .dead) { $0.recipient = [.say(said)] },
                RetryLine("DATA: \(code)", .dead) { $0.data = [.say(said)] },
                RetryLine("dot: \(code)", .dead) { $0.dot = [.say(said)] },
            ]
        } + [
            RetryLine("MAIL: not SMTP", .unreachable) { $0.mail = ["<html>"] },
            RetryLine("MAIL: an endless reply", .unreachable) { $0.mail = [.flood("250-and on\r\n")] },
            RetryLine("RCPT: not SMTP", .interrupted) { $0.recipient = ["<html>"] },
            RetryLine("RCPT: a line without end", .interrupted) { $0.recipient = [.flood("250 and on ")] },
            RetryLine("DATA: not SMTP", .interrupted) { $0.data = ["<html>"] },
        ]
}

// What the history must say of each: the server's own words without the line ends, or why there are none.
extension RetryLine {
    enum Words: Hashable, Sendable {
        case exactly(String)
        case somewhere(String)
    }

    /// Of the first step that is not as usual.
    var words: Words {
        let usual = SMTPScript()
        let steps = [
            (script.greeting, usual.greeting), (script.ehlo, usual.ehlo), (script.startTLS, usual.startTLS),
            (script.auth, usual.auth), (script.mail[0], usual.mail[0]), (script.recipient[0], usual.recipient[0]),
            (script.data[0], usual.data[0]), (script.dot[0], usual.dot[0]),
        ]
        for (step, usual) in steps {
            switch step {
            case .say(let text), .sayAndClose(let text):
                if text.first == "4" || text.first == "5", text != usual.text { return .exactly(Self.line(text)) }
                if !"2345".contains(text.prefix(1)) { return .somewhere("geen SMTP is") }
            case .silence: return .somewhere(isBeforeMail ? "127.0.0.1" : "geen antwoord op tijd")
            case .close, .reset: return .somewhere(isBeforeMail ? "127.0.0.1" : "verbrak de verbinding")
            case .flood(let text):
                return .somewhere(text.hasSuffix("\r\n") ? "te veel regels" : "een regel zonder einde")
            case .later, .sip, .drip, .stopReading, .sayAndFallSilent: break
            }
        }
        return .somewhere(trace == .sent ? "250 2.0.0" : "127.0.0.1")
    }

    /// It happens when the recipient is known, and a second connection is no worse.
    var isAboutOneMessage: Bool { !isSilent && ["RCPT", "DATA", "dot:"].contains { name.hasPrefix($0) } }

    private var isBeforeMail: Bool { !["MAIL", "RCPT", "DATA", "dot:"].contains { name.hasPrefix($0) } }

    // "452-4.3.1 full\r\n452 4.3.1 later" is "452 4.3.1 full later".
    private static func line(_ text: String) -> String {
        let lines = text.split(separator: "\r\n").map { $0.dropFirst(4) }
        let status = lines[0].prefix { "0123456789.".contains($0) }
        let more = lines.dropFirst().map { line in
            status.contains(".") && line.hasPrefix(status) ? line.dropFirst(status.count + 1) : line
        }
        return "\(text.prefix(3)) " + ([lines[0]] + more).joined(separator: " ")
    }
}

extension SMTPScript.Step {
    fileprivate var text: String? {
        switch self {
        case .say(let text), .sayAndClose(let text): text
        default: nil
        }
    }
}
