extension RequestParser {
    /// One look at the bytes in the present state.
    mutating func step() throws(Rejection) -> Step {
        switch state {
        case .requestLine: try stepRequestLine()
        case .headers(let head): try stepHeaders(head)
        case .length(let head, let missing): stepLength(head, missing)
        case .chunkSize(let head): try stepChunkSize(head)
        case .chunkData(let head, let missing): stepChunkData(head, missing)
        case .chunkEnd(let head): try stepChunkEnd(head)
        case .trailers(let head): try stepTrailers(head)
        case .rejected: .needsMore
        }
    }

    private mutating func stepRequestLine() throws(Rejection) -> Step {
        guard let line = try line(limit: limits.requestLine, tooLong: Rejection(414, "the target is too long")) else {
            return .needsMore
        }
        if line.isEmpty {
            try skipBlankLine()
        } else {
            begin(try RequestHead(line: line, limits: limits))
        }
        return .again
    }

    private mutating func stepHeaders(_ head: RequestHead) throws(Rejection) -> Step {
        guard let line = try sectionLine() else { return .needsMore }
        if line.isEmpty { return try endHead(head) }
        var head = head
        // Let go of the state's copy first, so that the headers grow in place.
        state = .requestLine
        try head.add(line: line)
        state = .headers(head)
        return .again
    }

    /// A line of the headers or trailers, within the limits of the section.
    private mutating func sectionLine() throws(Rejection) -> ArraySlice<UInt8>? {
        let room = limits.headerBytes - sectionBytes
        guard let line = try line(limit: max(0, room), tooLong: Rejection(431, "the headers are too large")) else {
            return nil
        }
        if line.isEmpty { return line }
        sectionBytes += line.count + 2
        sectionLines += 1
        guard sectionLines <= limits.headerCount else { throw Rejection(431, "too many headers") }
        return line
    }

    private mutating func endHead(_ head: RequestHead) throws(Rejection) -> Step {
        try head.checkHost()
        bodyLimit = limits.bodyFor?(head.method, head.target.segments) ?? limits.body
        let framing = try Framing(head.headers, isHTTP11: head.isHTTP11, bodyLimit: bodyLimit)
        let expectsContinue = try head.expectsContinue()
        switch framing {
        case .none: return finish(head)
        case .length(let length): state = .length(head, length)
        case .chunked: state = .chunkSize(head)
        }
        return expectsContinue ? .event(.expectsContinue) : .again
    }

    private mutating func stepLength(_ head: RequestHead, _ missing: Int) -> Step {
        let bytes = take(missing)
        if bytes.isEmpty { return .needsMore }
        body.append(contentsOf: bytes)
        if bytes.count == missing { return finish(head) }
        state = .length(head, missing - bytes.count)
        return .needsMore
    }

    /// RFC 9112 §7.1: the size in hexadecimal, and extensions that we read over.
    private mutating func stepChunkSize(_ head: RequestHead) throws(Rejection) -> Step {
        guard let line = try line(limit: 256, tooLong: Rejection(400, "a chunk size that is too long")) else {
            return .needsMore
        }
        let digits = line.prefix { $0.hexValue != nil }
        guard (1...16).contains(digits.count), Self.areExtensions(line[digits.endIndex...]) else {
            throw Rejection(400, "a broken chunk size")
        }
        let size = digits.reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexValue ?? 0) }
        guard size <= UInt64(bodyLimit - body.count) else { throw Rejection(413, "the body is too large") }
        if size > 0 {
            state = .chunkData(head, Int(size))
        } else {
            (sectionBytes, sectionLines) = (0, 0)
            state = .trailers(head)
        }
        return .again
    }

    /// `*( ";" token [ "=" ( token / quoted-string ) ] )`, RFC 9112 §7.1.1, but without spaces, which nobody needs.
    private static func areExtensions(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while let mark = rest.popFirst() {
            let name = rest.prefix(while: \.isTokenByte)
            rest = rest[name.endIndex...]
            guard mark == UInt8(ascii: ";"), !name.isEmpty else { return false }
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest.removeFirst()
            guard MediaType.value(&rest) != nil else { return false }
        }
        return text.allSatisfy(\.isFieldByte)
    }

    private mutating func stepChunkData(_ head: RequestHead, _ missing: Int) -> Step {
        let bytes = take(missing)
        if bytes.isEmpty { return .needsMore }
        body.append(contentsOf: bytes)
        state = bytes.count == missing ? .chunkEnd(head) : .chunkData(head, missing - bytes.count)
        return .again
    }

    private mutating func stepChunkEnd(_ head: RequestHead) throws(Rejection) -> Step {
        guard let line = try line(limit: 0, tooLong: Rejection(400, "a chunk longer than its size")) else {
            return .needsMore
        }
        precondition(line.isEmpty, "a limit of 0 lets only an empty line through")
        state = .chunkSize(head)
        return .again
    }

    /// RFC 9112 §7.1.2: trailers must be sound, and are then forgotten: no handler may trust them.
    private mutating func stepTrailers(_ head: RequestHead) throws(Rejection) -> Step {
        guard let line = try sectionLine() else { return .needsMore }
        if line.isEmpty { return finish(head) }
        _ = try RequestHead.field(line)
        return .again
    }

    private mutating func finish(_ head: RequestHead) -> Step {
        let request = head.request(body: body)
        body = []
        state = .requestLine
        return .event(.request(request))
    }
}
