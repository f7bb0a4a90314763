import Glibc

// Glibc's own is hidden behind _GNU_SOURCE.
private let pollRDHUP: Int16 = 0x2000

/// One connection of a scripted server: blocking, on its own thread.
struct ScriptedDialogue {
    private let descriptor: Int32
    private let written: SMTPScript
    // As written, or the usual one while a message to a spared address is on its way.
    private var script: SMTPScript
    private let record: ((inout ScriptedSMTPServer.Visit) -> Void) -> Void
    private var buffer: [UInt8] = []
    private var messages = 0
    private var hasSender = false
    private var hasRecipient = false
    private var hasEnded = false

    init(
        descriptor: Int32, script: SMTPScript,
        record: @escaping ((inout ScriptedSMTPServer.Visit) -> Void) -> Void
    ) {
        self.descriptor = descriptor
        written = script
        self.script = script
        self.record = record
    }

    mutating func run() {
        perform(script.greeting)
        while !hasEnded, let line = line() {
            record { $0.commands.append(line) }
            obey(line)
        }
    }

    private mutating func obey(_ line: String) {
        switch line.split(separator: " ").first?.uppercased() {
        case "EHLO", "HELO": perform(script.ehlo)
        case "STARTTLS": perform(script.startTLS)
        case "AUTH": authenticate(line)
        case "MAIL":
            script = written
            let step = entry(script.mail)
            if let text = step.words { hasSender = text.hasPrefix("2") }
            hasRecipient = false
            perform(step)
        case "RCPT" where needsSender, "DATA" where needsSender: perform("503 5.5.1 Error: need MAIL command")
        case "RCPT":
            if let spared = script.spares, line.contains(spared) { script = SMTPScript() }
            let step = entry(script.recipient)
            if let text = step.words { hasRecipient = text.hasPrefix("2") }
            perform(step)
        case "DATA":
            let step = entry(script.data)
            perform(step)
            if step.words?.hasPrefix("354") == true { takeBody() }
        case "RSET":
            hasSender = false
            perform(script.reset)
        case "QUIT":
            perform(script.quit)
            hasEnded = true
        default: perform("500 5.5.2 What?")
        }
    }

    private var needsSender: Bool { !hasSender && !script.isNaive }

    // AUTH LOGIN asks twice, AUTH PLAIN once; nothing is checked.
    private mutating func authenticate(_ line: String) {
        let words = line.split(separator: " ")
        let questions = words.count > 2 ? 0 : words.last == "LOGIN" ? 2 : 1
        for _ in 0..<questions {
            perform("334 ")
            guard !hasEnded, let answer = self.line() else { return }
            record { $0.commands.append("(\(answer.count) characters of a secret)") }
        }
        perform(script.auth)
    }

    private mutating func takeBody() {
        defer { (messages, hasSender) = (messages + 1, false) }
        record { $0.bodies.append("") }
        var taken = 0
        while let line = line() {
            if line == "." {
                perform(hasRecipient ? entry(script.dot) : "554 5.5.1 Error: no valid recipients")
                if let after = script.afterMessage { perform(after) }
                return
            }
            record { $0.bodies[$0.bodies.count - 1] += line + "\r\n" }
            taken += line.utf8.count + 2
            if let limit = script.bodyLimit, taken >= limit { return perform(script.cut) }
        }
    }

    private func entry(_ steps: [SMTPScript.Step]) -> SMTPScript.Step {
        steps.isEmpty ? .silence : steps[min(messages, steps.count - 1)]
    }

    private mutating func perform(_ step: SMTPScript.Step) {
        switch step {
        case .say(let text): hasEnded = !write(text + "\r\n")
        case .sayAndClose(let text):
            _ = write(text + "\r\n")
            end()
        case .close: end()
        case .reset:
            // Closing with zero linger sends RST.
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            hasEnded = true
        case .silence:
            while read() {}
            hasEnded = true
        case .sayAndFallSilent(let text):
            if let text { _ = write(text + "\r\n") }
            shutdown(descriptor, Int32(SHUT_WR))
            perform(.stopReading)
        case .stopReading:
            // Only the end of the connection, by `stop` or by the other side, wakes this.
            var gone = pollfd(fd: descriptor, events: 0, revents: 0)
            poll(&gone, 1, -1)
            hasEnded = true
        case .later(let step, let pause):
            var gone = pollfd(fd: descriptor, events: pollRDHUP, revents: 0)
            if poll(&gone, 1, pause) == 0 { perform(step) } else { hasEnded = true }
        case .sip(let pause):
            var gone = pollfd(fd: descriptor, events: pollRDHUP, revents: 0)
            while poll(&gone, 1, pause) == 0, read() {}
            hasEnded = true
        case .drip(let text, let pause):
            var gone = pollfd(fd: descriptor, events: pollRDHUP, revents: 0)
            while write(text), poll(&gone, 1, pause) == 0 {}
            hasEnded = true
        case .flood(let text):
            let block = String(repeating: text, count: max(1, 4_096 / max(1, text.utf8.count)))
            while write(block) {}
            hasEnded = true
        }
    }

    // The thread closes the descriptor; until then what was written must arrive.
    private mutating func end() {
        shutdown(descriptor, Int32(SHUT_WR))
        hasEnded = true
    }

    private mutating func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = buffer[..<end]
                buffer.removeFirst(end + 1)
                return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            }
            guard read() else { return nil }
        }
    }

    private mutating func read() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        guard count > 0 else { return false }
        record { $0.reads.append(String(decoding: chunk[..<count], as: UTF8.self)) }
        buffer += chunk[..<count]
        return true
    }

    private func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
