import Testing

@testable import Delivery

/// Replies: cut from a stream, and cleaned of what may not be kept.
struct ReplyTests {
    @Test(arguments: [1, 2, 3, 7, 64])
    func `replies are cut right, however the bytes arrive`(chunk: Int) throws {
        let stream = Array("250-one\r\n250-two\r\n250 three\r\n354\r\n550 5.1.1 no\n220-\r\n220 \r\n".utf8)
        var reader = ReplyReader()
        var replies: [ReplyReader.Raw] = []
        for start in stride(from: 0, to: stream.count, by: chunk) {
            stream[start..<min(start + chunk, stream.count)].withUnsafeBytes { reader.append($0) }
            while let reply = try reader.next() { replies.append(reply) }
        }
        #expect(replies.map(\.code) == [250, 354, 550, 220])
        #expect(String(decoding: replies[0].text, as: UTF8.self) == "one\ntwo\nthree")
        #expect(reader.isEmpty)
    }

    @Test(arguments: [
        "hello\r\n", "25\r\n", "199 x\r\n", "600 x\r\n", "25a x\r\n", "250x\r\n", "250-a\r\n251 b\r\n", "\r\n",
    ])
    func `what is not SMTP is garbage`(text: String) {
        var reader = ReplyReader()
        Array(text.utf8).withUnsafeBytes { reader.append($0) }
        #expect(throws: ReplyReader.Garbage.notSMTP) { try reader.next() }
    }

    @Test func `a reply has limits`() {
        var reader = ReplyReader()
        Array(String(repeating: "250-x\r\n", count: 129).utf8).withUnsafeBytes { reader.append($0) }
        #expect(throws: ReplyReader.Garbage.tooManyLines) { try reader.next() }
        var other = ReplyReader()
        Array(("250 " + String(repeating: "x", count: 5_000)).utf8).withUnsafeBytes { other.append($0) }
        #expect(throws: ReplyReader.Garbage.lineTooLong) { try other.next() }
    }

    @Test(
        arguments: [
            (
                550, "5.1.1 <noor@buddy.example>: Recipient address rejected", "5.1.1",
                "‹adres›: Recipient address rejected"
            ),
            (550, "5.1.1 noor@buddy.example... User unknown", "5.1.1", "‹adres› User unknown"),
            (550, "No such user (noor.vos+x@buddy.example)", nil, "No such user (‹adres›)"),
            (550, "No such user noor\u{FF20}buddy.example", nil, "No such user ‹adres›"),
            (550, "No such user noor@\u{301}buddy.example", nil, "No such user ‹adres›"),
            (451, "5.1.1 class and code differ", nil, "5.1.1 class and code differ"),
            (250, "2.0.0 Ok\u{7}: \u{1B}[31mqueued\u{0} as\t1", "2.0.0", "Ok : [31mqueued as 1"),
            (550, "5.7.1 first\n5.7.1 second", "5.7.1", "first second"),
            (550, "5.7.1", "5.7.1", ""),
            (550, "mailbox of noor is full", nil, "mailbox of ‹adres› is full"),
        ] as [(Int, String, String?, String)])
    func `a reply is kept without addresses and control characters`(
        code: Int, said: String, enhanced: String?, text: String
    ) {
        let reply = Reply(code: code, said: said.utf8, eraser: AddressEraser(["noor@buddy.example"]))
        #expect(reply.enhanced == enhanced)
        #expect(reply.text == text)
    }

    @Test func `a reply is kept to 200 characters, whatever its bytes`() {
        func kept(_ said: String) -> String { Reply(code: 550, said: said.utf8, eraser: .anybody).text }
        #expect(kept(String(repeating: "woord ", count: 100)).unicodeScalars.count == 200)
        #expect(Reply(code: 550, said: [0xFF, 0xC3, 0x28, 0x40], eraser: .anybody).text == "\u{FFFD}\u{FFFD}(‹adres›")
        // One letter for who counts what people see, and 4,000 bytes.
        let pile = "a" + String(repeating: "\u{301}", count: 2_000)
        for said in [
            pile, Array(repeating: pile, count: 120).joined(separator: "\n"), String(repeating: "𝔸", count: 900),
        ] {
            #expect(kept(said).utf8.count <= 800 && kept(said).unicodeScalars.count <= 200)
            #expect(Reply.cleaned(said).utf8.count <= 800)
        }
    }

    @Test func `whatever a relay says, no address is kept and no control character`() {
        let pieces = [
            "a", "@", "%40", "<", ">", "\"", " ", "\r\n", "\t", "b.example", "noor", "\u{1B}", "é", ":", "‹",
            "\u{202E}",
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<3_000 {
            let said = (0..<Int.random(in: 0..<30)).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            let reply = Reply(code: 550, said: said.utf8, eraser: AddressEraser(["noor@buddy.example"]))
            #expect(!reply.text.contains("@") && !reply.text.contains("%40"), "\(said.debugDescription)")
            #expect(
                reply.text.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{202E}" }, "\(said.debugDescription)")
        }
    }

    @Test func `random bytes are replies, garbage or a wait, never a crash`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("250-354 x\r\n".utf8)
        for _ in 0..<3_000 {
            var reader = ReplyReader()
            let bytes = (0..<200).map { _ in
                alphabet.randomElement(using: &generator) ?? UInt8.random(in: .min ... .max, using: &generator)
            }
            bytes.withUnsafeBytes { reader.append($0) }
            while let reply = try? reader.next() { #expect((200..<600).contains(reply.code)) }
        }
    }
}
