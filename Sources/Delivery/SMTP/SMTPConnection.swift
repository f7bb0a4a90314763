import CCurl
import Domain
import Glibc

/// One connection to a relay that libcurl has greeted, secured and logged in; commands go out and replies come in.
final class SMTPConnection {
    let extensions: ServerExtensions
    /// MAIL was accepted and nothing has ended that transaction: RSET must go before the next MAIL.
    var transactionIsOpen = false
    private(set) var messages = 0
    private let handle: CurlHandle
    private let isEncrypted: Bool
    private let openedAt = Deadline.now
    private var usedAt = Deadline.now
    private var reader = ReplyReader()
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 16)

    init(handle: CurlHandle, isEncrypted: Bool) {
        self.handle = handle
        self.isEncrypted = isEncrypted
        extensions = handle.transcript.extensions
    }

    deinit {
        input.deallocate()
    }

    /// Why a connection can no longer be used.
    struct Broken: Error {
        let text: String
        /// It broke while we sent: the server may have said why before it went.
        var whileSending = false
        /// The other side may have every byte of what was being sent.
        var mayHaveArrived = false
    }

    func countMessage() {
        messages += 1
        usedAt = Deadline.now
    }

    /// True when it has served long enough, by messages, by age or by idling.
    func isSpent(_ timeouts: SMTPTimeouts) -> Bool {
        messages >= timeouts.messages || Deadline(in: .zero) >= Deadline(from: openedAt, in: timeouts.age)
            || Deadline(in: .zero) >= Deadline(from: usedAt, in: timeouts.idle)
    }

    /// True when the server has closed, or spoken out of turn (a 421), while nobody was asking.
    func hasEnded() -> Bool {
        guard reader.isEmpty else { return true }
        guard handle.isReadable else { return false }
        // Under TLS a readable socket may hold a session ticket only.
        if case .wouldBlock = handle.receive(into: input) { return false }
        return true
    }

    /// Sends all bytes; each part that moves gets the block time anew.
    func send(_ bytes: [UInt8], within span: Duration) throws(Broken) {
        var sent = 0
        var deadline = Deadline(in: span)
        while sent < bytes.count {
            let transfer = bytes.withUnsafeBytes { handle.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            switch transfer {
            case .moved(let count):
                sent += count
                deadline = Deadline(in: span)
            case .wouldBlock:
                guard handle.wait(for: POLLOUT, until: deadline) else {
                    throw Broken(text: "de relay nam niets meer aan", whileSending: true)
                }
            case .ended:
                throw Broken(text: "de relay verbrak de verbinding", whileSending: true)
            case .failed(let why):
                // A plain write that fails moved nothing. TLS may have flushed records first: then assume the worst.
                throw Broken(
                    text: "de relay verbrak de verbinding (\(why))", whileSending: true, mayHaveArrived: isEncrypted)
            }
        }
    }

    /// Waits for one whole reply; the time is for all its lines together.
    func reply(within span: Duration) throws(Broken) -> ReplyReader.Raw {
        let deadline = Deadline(in: span)
        while true {
            if let reply = try nextReply() { return reply }
            switch handle.receive(into: input) {
            case .moved(let count):
                reader.append(UnsafeRawBufferPointer(rebasing: input[..<count]))
                // A server that drips bytes never blocks the read: look at the clock here too.
                if deadline.hasPassed { throw Broken(text: "de relay gaf geen antwoord binnen \(span)") }
            case .wouldBlock:
                guard handle.wait(for: POLLIN, until: deadline) else {
                    throw Broken(text: "de relay gaf geen antwoord binnen \(span)")
                }
            case .ended: throw Broken(text: "de relay verbrak de verbinding")
            case .failed(let why): throw Broken(text: "de relay verbrak de verbinding (\(why))")
            }
        }
    }

    /// A refusal that already lies waiting after a send failed: it says more than the failure does.
    func waitingRefusal() -> ReplyReader.Raw? {
        guard let reply = try? reply(within: .zero), reply.code >= 400 else { return nil }
        return reply
    }

    /// Says goodbye and waits a short while for the answer, as RFC 5321, 4.1.1.10 asks.
    func quit(within span: Duration) {
        guard (try? send(Array("QUIT\r\n".utf8), within: span)) != nil else { return }
        _ = try? reply(within: span)
    }

    private func nextReply() throws(Broken) -> ReplyReader.Raw? {
        do throws(ReplyReader.Garbage) {
            return try reader.next()
        } catch {
            throw Broken(text: error.text)
        }
    }
}
