import Domain

/// One message over one connection: the commands, the body, and what each reply makes of it.
struct SMTPExchange {
    struct Result {
        let outcome: DeliveryOutcome
        let keepsConnection: Bool
        /// The connection was of no use before MAIL was answered: when it was a reused one, that says nothing.
        var diedBeforeMail = false
    }

    private let connection: SMTPConnection
    private let timeouts: SMTPTimeouts
    private let ceiling: Deadline
    private let brake: Brake?
    private let recipient: EmailAddress

    /// - Parameters:
    ///   - ceiling: by then it is over, at whatever step it is.
    ///   - brake: ends it before the body begins; from then on only an answer does.
    init(
        _ connection: SMTPConnection, _ timeouts: SMTPTimeouts, ceiling: Deadline, brake: Brake?,
        recipient: EmailAddress
    ) {
        self.connection = connection
        self.timeouts = timeouts
        self.ceiling = ceiling
        self.brake = brake
        self.recipient = recipient
    }

    /// Runs it to its end.
    ///
    /// - Parameters:
    ///   - commands: lines RSET (perhaps), MAIL, RCPT and DATA.
    ///   - body: dot-stuffed, with the final dot.
    ///   - grouped: all commands in one write (RFC 2920); else each waits for its reply.
    func run(_ commands: [UInt8], _ body: [UInt8], grouped: Bool) -> Result {
        let lines = grouped ? [commands[...]] : commands.split(after: 10)
        var unsent = lines[...]
        let stages: [SMTPStage?] = (connection.transactionIsOpen ? [nil] : []) + [.mail, .recipient, .data]
        var refused: DeliveryOutcome?
        for stage in stages {
            let replied: ReplyReader.Raw
            do throws(SMTPConnection.Broken) {
                if let line = unsent.popFirst() { try send(Array(line)) }
                replied = try reply(within: stage == .data ? timeouts.dataStart : timeouts.reply)
            } catch {
                // In a group the first refusal has decided; what happens to the rest does not matter.
                if let refused { return Result(outcome: refused, keepsConnection: false) }
                if error.isStop { return Result(outcome: .stopped, keepsConnection: false) }
                let at = stage ?? .mail
                let waiting = error.whileSending ? connection.waitingRefusal() : nil
                let outcome = waiting.map { at.outcome(of: reply($0)) }
                return Result(
                    outcome: outcome ?? at.outcome(withoutReply: error.text), keepsConnection: false,
                    diedBeforeMail: at == .mail)
            }
            guard let stage else {
                // RSET cannot be refused (RFC 5321, 4.1.1.5): a server that does is not to be talked with.
                guard replied.code / 100 == 2 else { return gone(.mail, replied) }
                connection.transactionIsOpen = false
                continue
            }
            if replied.code == 421 {
                return refused.map { Result(outcome: $0, keepsConnection: false) } ?? gone(stage, replied)
            }
            if refused == nil, isAccepted(replied, at: stage) {
                if stage == .mail { connection.transactionIsOpen = true }
                continue
            }
            if let refused {
                // RFC 2920, 3.1: DATA in a group may get 354 although its recipient was refused.
                if stage == .data, replied.code == 354 { return endEmptyBody(refused) }
                continue
            }
            let outcome = stage.outcome(of: reply(replied))
            // Neither yes nor no: whatever is next cannot be trusted.
            guard replied.code >= 400 else { return Result(outcome: outcome, keepsConnection: false) }
            guard grouped else { return Result(outcome: outcome, keepsConnection: true) }
            refused = outcome
        }
        if let refused { return Result(outcome: refused, keepsConnection: true) }
        if brake?.isPulled == true { return Result(outcome: .stopped, keepsConnection: false) }
        return hand(body)
    }

    private func hand(_ body: [UInt8]) -> Result {
        do throws(SMTPConnection.Broken) {
            try connection.send(body, within: timeouts.block, ceiling: ceiling, listening: true)
        } catch {
            if let waiting = error.reply ?? connection.waitingRefusal() {
                return Result(outcome: SMTPStage.body.outcome(of: reply(waiting)), keepsConnection: false)
            }
            let stage: SMTPStage = error.mayHaveArrived ? .dot : .body
            return Result(outcome: stage.outcome(withoutReply: error.text), keepsConnection: false)
        }
        do throws(SMTPConnection.Broken) {
            let replied = try connection.reply(within: timeouts.finalDot, ceiling: ceiling)
            let outcome = SMTPStage.dot.outcome(of: reply(replied))
            connection.transactionIsOpen = false
            connection.countMessage()
            let isSane = replied.code != 421 && [2, 4, 5].contains(replied.code / 100)
            return Result(outcome: outcome, keepsConnection: isSane)
        } catch {
            return Result(outcome: SMTPStage.dot.outcome(withoutReply: error.text), keepsConnection: false)
        }
    }

    // Sends the dot alone. Whatever is answered, this message was refused: it had no recipient.
    private func endEmptyBody(_ refused: DeliveryOutcome) -> Result {
        // Without an accepted MAIL there is nothing that a lone dot would end safely.
        guard connection.transactionIsOpen else { return Result(outcome: refused, keepsConnection: false) }
        connection.transactionIsOpen = false
        guard (try? send([46, 13, 10])) != nil, let replied = try? reply(within: timeouts.reply)
        else { return Result(outcome: refused, keepsConnection: false) }
        return Result(outcome: refused, keepsConnection: replied.code != 421)
    }

    private func send(_ bytes: [UInt8]) throws(SMTPConnection.Broken) {
        try connection.send(bytes, within: timeouts.block, ceiling: ceiling, brake: brake)
    }

    private func reply(within span: Duration) throws(SMTPConnection.Broken) -> ReplyReader.Raw {
        try connection.reply(within: span, ceiling: ceiling, brake: brake)
    }

    private func gone(_ stage: SMTPStage, _ replied: ReplyReader.Raw) -> Result {
        Result(outcome: stage.outcome(of: reply(replied)), keepsConnection: false, diedBeforeMail: stage == .mail)
    }

    private func isAccepted(_ replied: ReplyReader.Raw, at stage: SMTPStage) -> Bool {
        stage == .data ? replied.code == 354 : replied.code / 100 == 2
    }

    private func reply(_ raw: ReplyReader.Raw) -> Reply {
        Reply(code: raw.code, said: raw.text, eraser: AddressEraser(recipient))
    }
}

extension [UInt8] {
    fileprivate func split(after byte: UInt8) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = startIndex
        while let end = self[start...].firstIndex(of: byte) {
            pieces.append(self[start...end])
            start = end + 1
        }
        return pieces
    }
}

extension DeliveryOutcome {
    /// The program ends, and nothing of the message has left.
    static let stopped = Self.interrupted("Naast stopte voordat er iets van het bericht verstuurd was")
}
