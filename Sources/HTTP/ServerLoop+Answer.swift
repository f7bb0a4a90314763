import Platform

extension ServerLoop {
    /// Takes what the parser has, until it needs more bytes or a request is with a worker.
    func advance(_ connection: Connection) {
        while true {
            switch connection.parser.next() {
            case .request(let request): return submit(request, connection)
            case .rejected(let rejection): return reject(rejection, connection)
            case .expectsContinue:
                connection.append(Response.goOn)
                flush(connection)
                if connections[connection.id] == nil { return }
            case nil: return awaitInput(connection)
            }
        }
    }

    private func awaitInput(_ connection: Connection) {
        // The client has said all it will say, and it was not a whole request.
        if connection.inputEnded { return close(connection) }
        switch connection.parser.position {
        case .between where connection.phase == .answering:
            if isStopping { return close(connection) }
            enter(.idle, connection, for: limits.idle)
        case .head where connection.phase != .head: enter(.head, connection, for: limits.head)
        case .body where connection.phase != .body: enter(.body, connection, for: limits.bodyTime)
        default: break
        }
        connection.socket.resumeReading()
    }

    private func submit(_ request: Request, _ connection: Connection) {
        var request = request
        trust.settle(&request, peer: connection.peer)
        connection.socket.pauseReading()
        connection.served += 1
        connection.asksForHeadOnly = request.method == .head
        connection.understandsChunks = request.isHTTP11
        connection.closesAfterAnswer =
            !request.keepsAlive || isStopping || connection.served >= limits.requestsPerConnection
        enter(.working, connection, for: nil)
        connection.bodyInHand = request.body.count
        count(connection)
        busy.enter()
        do throws(WorkerPool.Refusal) {
            try workers.submit(WorkerPool.Job(connection: connection.id, request: request, since: now), to: self)
        } catch {
            busy.leave()
            let rejection =
                switch error {
                case .full: Rejection(503, "too many requests wait")
                case .laneFull: Rejection(503, "too many requests of one lane wait")
                }
            connection.closesAfterAnswer = true
            answer(connection, refused(rejection))
        }
    }

    /// The answer to what goes no further; 503 says when to come back (RFC 9110 §10.2.3).
    func refused(_ rejection: Rejection) -> Response {
        figures.rejections[rejection.reason, default: 0] += 1
        var response = refusal(rejection)
        if rejection.status == 503 { response.headers.set("Retry-After", "1") }
        return response
    }

    /// The figures with what is in hand now.
    var presentFigures: ServerFigures {
        var present = figures
        present.connections = connections.count
        present.running = workers.running
        present.waiting = workers.waiting
        present.heldBytes = held
        return present
    }

    func reject(_ rejection: Rejection, _ connection: Connection) {
        connection.parser.abandon()
        connection.asksForHeadOnly = false
        connection.understandsChunks = true
        connection.closesAfterAnswer = true
        answer(connection, refused(rejection))
    }

    /// A handler's answer is complete.
    func complete(_ id: UInt64, _ response: Response) {
        if let connection = connections[id] { answer(connection, response) }
    }

    private func answer(_ connection: Connection, _ response: Response) {
        figures.answers[response.status.rawValue / 100, default: 0] += 1
        connection.bodyInHand = 0
        count(connection)
        var body: [UInt8] = []
        let delimiter: Delimiter
        switch response.body {
        case _ where response.status.isBodiless: delimiter = .nothing
        case .bytes(let bytes):
            body = bytes
            delimiter = .length(bytes.count)
        // To a HEAD: nobody knows the length, so nothing is said about it (RFC 9110 §8.6).
        case .stream: delimiter = connection.understandsChunks ? .chunks : .nothing
        }
        if isStopping { connection.closesAfterAnswer = true }
        connection.append(head(of: response, delimiter, for: connection))
        if !connection.asksForHeadOnly { connection.append(body) }
        connection.isAnswerWhole = true
        enter(.answering, connection, for: nil)
        flush(connection)
    }

    private func head(of response: Response, _ delimiter: Delimiter, for connection: Connection) -> [UInt8] {
        let fate: Response.Fate =
            connection.closesAfterAnswer ? .closes : connection.understandsChunks ? .stays : .staysThoughOld
        return response.head(delimiter, fate, date: date())
    }

    /// A handler begins an answer that comes in pieces.
    func begin(_ id: UInt64, _ response: Response, _ stream: ResponseStream) {
        guard let connection = connections[id] else { return stream.close() }
        figures.answers[response.status.rawValue / 100, default: 0] += 1
        if isStopping || !connection.understandsChunks { connection.closesAfterAnswer = true }
        let delimiter: Delimiter = connection.understandsChunks ? .chunks : .close
        connection.append(head(of: response, delimiter, for: connection))
        connection.stream = stream
        connection.isAnswerWhole = false
        stream.expect(connection.output.count - connection.outputSent)
        enter(.answering, connection, for: nil)
        flush(connection)
    }

    /// A piece of a streamed answer, already in its chunk.
    func streamed(_ id: UInt64, _ bytes: [UInt8]) {
        guard let connection = connections[id] else { return }
        connection.append(bytes)
        flush(connection)
    }

    /// The handler of a streamed answer is done; without `isWhole` the client must see that something is missing.
    func endStream(_ id: UInt64, isWhole: Bool) {
        guard let connection = connections[id] else { return }
        guard isWhole else { return close(connection) }
        if connection.understandsChunks { connection.append(Response.lastChunk) }
        connection.bodyInHand = 0
        count(connection)
        connection.isAnswerWhole = true
        flush(connection)
    }

    /// Sends what the client takes now.
    func flush(_ connection: Connection) {
        while !connection.isOutputSent {
            let result = Result {
                try connection.output.withUnsafeBytes { bytes in
                    try connection.socket.write(UnsafeRawBufferPointer(rebasing: bytes[connection.outputSent...]))
                }
            }
            guard case .success(let count) = result else { return close(connection) }
            guard let count else { return awaitRoom(connection) }
            connection.outputSent += count
            connection.outputDue -= count
            connection.stream?.sent(count)
        }
        connection.socket.pauseWriting()
        connection.forgetOutput()
        if connection.phase == .answering { outputSent(connection) }
    }

    private func awaitRoom(_ connection: Connection) {
        guard (try? connection.socket.resumeWriting()) != nil else { return close(connection) }
        guard connection.phase == .answering else { return }
        if connection.deadline != .max, connection.outputDue > 0 { return }
        // Progress, or the first wait: from here on 64 KiB, or all there is, must go within the limit.
        connection.outputDue = min(65_536, connection.output.count - connection.outputSent)
        setDeadline(connection, limits.write)
    }

    private func outputSent(_ connection: Connection) {
        setDeadline(connection, nil)
        guard connection.isAnswerWhole else { return }
        connection.stream = nil
        if connection.closesAfterAnswer { linger(connection) } else { advance(connection) }
    }

    /// RFC 9112 §9.6: closing while bytes from the client are unread would take the answer away from it.
    private func linger(_ connection: Connection) {
        if connection.inputEnded { return close(connection) }
        connection.socket.endWriting()
        enter(.lingering, connection, for: limits.linger)
        connection.socket.resumeReading()
    }

    /// The client's time is up.
    func expire(_ connection: Connection) {
        switch connection.phase {
        case .head, .body: reject(Rejection(408, "the request did not come in time"), connection)
        case .idle, .working, .answering, .lingering: close(connection)
        }
    }
}
