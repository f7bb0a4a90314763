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
        /// What the server said in the middle of what we sent.
        var reply: ReplyReader.Raw?
        /// It is sound, but we were told to stop.
        var isStop = false
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

    /// Sends all bytes; each part that moves gets the block time anew, but never more than until the ceiling.
    ///
    /// - Parameters:
    ///   - brake: ends it when pulled; nil for what must not be left half sent.
    ///   - listening: a reply that comes meanwhile ends it: while a body goes out there is nothing to say but no.
    func send(
        _ bytes: [UInt8], within span: Duration, ceiling: Deadline, brake: Brake? = nil, listening: Bool = false
    ) throws(Broken) {
        var sent = 0
        var deadline = min(Deadline(in: span), ceiling)
        while sent < bytes.count {
            // A server that takes byte by byte may never let the write wait.
            if ceiling.hasPassed { throw Broken(text: "de relay nam niet alles op tijd aan", whileSending: true) }
            // In parts, so that of a failed write it is known whether the end of the message was in it.
            let end = min(sent + 65_536, bytes.count)
            let transfer = bytes.withUnsafeBytes { handle.send(UnsafeRawBufferPointer(rebasing: $0[sent..<end])) }
            switch transfer {
            case .moved(let count):
                sent += count
                deadline = min(Deadline(in: span), ceiling)
            case .wouldBlock:
                // A server that says a little now and then never lets the wait end.
                if deadline.hasPassed { throw Broken(text: "de relay nam niets meer aan", whileSending: true) }
                let events = listening ? POLLOUT | POLLIN : POLLOUT
                switch handle.wait(for: events, until: deadline, brake: brake) {
                case .ready: break
                case .tooLate: throw Broken(text: "de relay nam niets meer aan", whileSending: true)
                case .braked: throw Broken(text: "", isStop: true)
                }
                if listening { try listen() }
            case .ended:
                throw Broken(text: "de relay verbrak de verbinding", whileSending: true)
            case .failed(let why):
                // A plain write that fails moved nothing. TLS may have flushed records first: then assume the worst.
                throw Broken(
                    text: "de relay verbrak de verbinding (\(why))", whileSending: true,
                    mayHaveArrived: isEncrypted && end == bytes.count)
            }
        }
    }

    // Takes what has come, without waiting; throws when it is a reply, or when no answer can come any more.
    private func listen() throws(Broken) {
        switch handle.receive(into: input) {
        case .moved(let count):
            reader.append(UnsafeRawBufferPointer(rebasing: input[..<count]))
            guard let reply = try nextReply() else { return }
            throw Broken(text: "de relay antwoordde midden in het bericht", whileSending: true, reply: reply)
        case .wouldBlock: return
        case .ended: throw Broken(text: "de relay verbrak de verbinding", whileSending: true)
        case .failed(let why): throw Broken(text: "de relay verbrak de verbinding (\(why))", whileSending: true)
        }
    }

    /// Waits for one whole reply; the time is for all its lines together, and never longer than until the ceiling.
    ///
    /// - Parameter brake: ends it when pulled; nil when the answer decides whether a message has gone.
    func reply(within span: Duration, ceiling: Deadline, brake: Brake? = nil) throws(Broken) -> ReplyReader.Raw {
        let deadline = min(Deadline(in: span), ceiling)
        while true {
            // What has come counts, also when it is too late for more.
            if let reply = try nextReply() { return reply }
            switch handle.receive(into: input) {
            case .moved(let count):
                reader.append(UnsafeRawBufferPointer(rebasing: input[..<count]))
                if let reply = try nextReply() { return reply }
                // A server that drips bytes never blocks the read: look at the clock here too.
                if deadline.hasPassed { throw Broken(text: "de relay gaf geen antwoord op tijd") }
            case .wouldBlock:
                switch handle.wait(for: POLLIN, until: deadline, brake: brake) {
                case .ready: break
                case .tooLate: throw Broken(text: "de relay gaf geen antwoord op tijd")
                case .braked: throw Broken(text: "", isStop: true)
                }
            case .ended: throw Broken(text: "de relay verbrak de verbinding")
            case .failed(let why): throw Broken(text: "de relay verbrak de verbinding (\(why))")
            }
        }
    }

    /// A refusal that already lies waiting after a send failed: it says more than the failure does.
    func waitingRefusal() -> ReplyReader.Raw? {
        let now = Deadline(in: .zero)
        guard let reply = try? reply(within: .zero, ceiling: now), reply.code >= 400 else { return nil }
        return reply
    }

    /// Says goodbye and waits a short while for the answer, as RFC 5321, 4.1.1.10 asks.
    func quit(within span: Duration) {
        let ceiling = Deadline(in: span)
        guard (try? send(Array("QUIT\r\n".utf8), within: span, ceiling: ceiling)) != nil else { return }
        _ = try? reply(within: span, ceiling: ceiling)
    }

    private func nextReply() throws(Broken) -> ReplyReader.Raw? {
        do throws(ReplyReader.Garbage) {
            return try reader.next()
        } catch {
            throw Broken(text: error.text)
        }
    }
}
