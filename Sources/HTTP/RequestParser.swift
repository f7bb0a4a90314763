/// Bytes in, requests out: RFC 9112 as a state machine without sockets or clocks.
///
/// The same bytes give the same events however they are cut. After a rejection nothing more comes out.
package struct RequestParser {
    package enum Event: Equatable {
        case request(Request)
        /// The client waits for `100 Continue` before it sends the body.
        case expectsContinue
        case rejected(Rejection)
    }

    /// Where in a request the client has come, for its time limit.
    enum Position {
        case between
        case head
        case body
    }

    enum State {
        case requestLine
        case headers(RequestHead)
        case length(RequestHead, Int)
        case chunkSize(RequestHead)
        case chunkData(RequestHead, Int)
        case chunkEnd(RequestHead)
        case trailers(RequestHead)
        case rejected
    }

    let limits: Limits
    var state = State.requestLine
    var body: [UInt8] = []
    /// How long the body of the present request may be.
    var bodyLimit = 0
    /// Bytes and lines of the header or trailer section so far.
    var sectionBytes = 0
    var sectionLines = 0
    private var buffer: [UInt8] = []
    /// The first byte of `buffer` that is not dealt with.
    private var start = 0
    /// Where the search for the end of the line goes on, so that a slow line costs no second look.
    private var searched = 0
    private var blankLines = 0

    package init(limits: Limits) {
        self.limits = limits
    }

    /// Adds what came from the client.
    package mutating func receive(_ bytes: some Collection<UInt8>) {
        if case .rejected = state { return }
        buffer.append(contentsOf: bytes)
    }

    /// The next event, or nil when more bytes are needed.
    package mutating func next() -> Event? {
        defer { compact() }
        do throws(Rejection) {
            while true {
                switch try step() {
                case .event(let event): return event
                case .again: continue
                case .needsMore: return nil
                }
            }
        } catch {
            abandon()
            return .rejected(error)
        }
    }

    /// Reads nothing more, and forgets what it holds.
    mutating func abandon() {
        state = .rejected
        (buffer, body) = ([], [])
        (start, searched) = (0, 0)
    }

    /// How far one look at the bytes has brought us.
    enum Step {
        case event(Event)
        case again
        case needsMore
    }

    /// The next line without its CRLF (RFC 9112 §2.2), or nil as long as it is not whole.
    mutating func line(limit: Int, tooLong: @autoclosure () -> Rejection) throws(Rejection) -> ArraySlice<UInt8>? {
        let end = buffer[searched...].firstIndex(of: .lineFeed)
        guard (end ?? buffer.count) - start <= limit + 1 else { throw tooLong() }
        guard let end else {
            searched = buffer.count
            return nil
        }
        guard end > start, buffer[end - 1] == .carriageReturn else {
            throw Rejection(400, "a line that ends in a bare LF")
        }
        let line = buffer[start..<(end - 1)]
        // §2.2: a lone CR might be a line's end to somebody else.
        guard !line.contains(.carriageReturn) else { throw Rejection(400, "a bare CR") }
        (start, searched) = (end + 1, end + 1)
        return line
    }

    /// At most `count` of the bytes that are there.
    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let taken = buffer[start..<min(buffer.count, start + count)]
        start = taken.endIndex
        searched = start
        return taken
    }

    /// RFC 9112 §2.2: an empty line before a request is passed over; a stream of them is not.
    mutating func skipBlankLine() throws(Rejection) {
        blankLines += 1
        guard blankLines <= 2 else { throw Rejection(400, "empty lines instead of a request") }
    }

    mutating func begin(_ head: RequestHead) {
        blankLines = 0
        (sectionBytes, sectionLines) = (0, 0)
        state = .headers(head)
    }

    private mutating func compact() {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.count <= 65_536)
        } else if start >= 65_536 {
            buffer.removeFirst(start)
        } else {
            return
        }
        searched -= start
        start = 0
    }

    /// Bytes in memory that are not handed out yet.
    var held: Int { buffer.count + body.count }

    var position: Position {
        switch state {
        case .requestLine: start < buffer.count ? .head : .between
        case .headers: .head
        case .rejected: .between
        default: .body
        }
    }
}
