/// What a scripted server does on one connection, step by step.
///
/// Each step is a list: its first entry is for the first message of the connection, and so on; the last one stays.
package struct SMTPScript: Sendable {
    package enum Step: Sendable, ExpressibleByStringLiteral {
        /// Says lines, CRLF added.
        case say(String)
        /// Says lines and closes.
        case sayAndClose(String)
        /// Closes without a word.
        case close
        /// Sends a reset instead of an orderly end.
        case reset
        /// Says nothing more and keeps the connection.
        case silence
        /// Says lines, if any, and half closes: it says and reads nothing more, and keeps the connection.
        case sayAndFallSilent(String?)
        /// Reads nothing more and keeps the connection, until the server is stopped.
        case stopReading
        /// Does something after a pause.
        indirect case later(Step, milliseconds: Int32)
        /// Reads a little after each pause, until the other side goes.
        case sip(milliseconds: Int32)
        /// Says the same again after each pause, until the other side goes.
        case drip(String, milliseconds: Int32)
        /// Says the same without end, until the other side goes.
        case flood(String)

        package init(stringLiteral text: String) {
            self = .say(text)
        }

        /// What it says before it listens again; nil when it does something else.
        var words: String? {
            switch self {
            case .say(let text): text
            case .later(let step, _): step.words
            default: nil
            }
        }
    }

    package var greeting: Step = "220 scripted.test ESMTP"
    package var ehlo: Step = "250-scripted.test\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME"
    package var startTLS: Step = "454 4.7.0 TLS not available"
    package var auth: Step = "235 2.7.0 Authentication successful"
    package var mail: [Step] = ["250 2.1.0 Ok"]
    package var recipient: [Step] = ["250 2.1.5 Ok"]
    package var data: [Step] = ["354 End data with <CR><LF>.<CR><LF>"]
    package var dot: [Step] = ["250 2.0.0 Ok: queued as 4C0FFEE"]
    package var reset: Step = "250 2.0.0 Ok"
    package var quit: Step = "221 2.0.0 Bye"
    /// Takes RCPT and DATA though MAIL was refused, as no server should.
    package var isNaive = false
    /// A message to an address with this in it gets the usual answers from RCPT on.
    package var spares: String?
    /// After so many bytes of the body the server does `cut` instead of reading on; nil reads all.
    package var bodyLimit: Int?
    package var cut: Step = .close
    /// Said right after an accepted message, unasked: such as a 421 before a close.
    package var afterMessage: Step?

    package init() {}

    /// The usual script with changes.
    package static func with(_ change: (inout Self) -> Void) -> Self {
        var script = Self()
        change(&script)
        return script
    }

    package static let plainEhlo: Step = "250-scripted.test\r\n250 8BITMIME"
    package static let authEhlo: Step = "250-scripted.test\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN"
    package static let tlsEhlo: Step = "250-scripted.test\r\n250-PIPELINING\r\n250 STARTTLS"
}
