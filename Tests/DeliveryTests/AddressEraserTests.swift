import Testing

@testable import Delivery

/// Nobody's name stays in a server's words, however servers write it; the code and the reason do.
struct AddressEraserTests {
    @Test(
        arguments: [
            // sendmail, qmail, Exchange, Dovecot, procmail.
            ("jan.jansen@school.example", "5.1.1 jan.jansen... User unknown", "‹adres›... User unknown"),
            ("jan.jansen@school.example", "No such user jan.jansen.", "No such user ‹adres›."),
            ("jan.jansen@school.example", "error user=Jan.Jansen", "error user=‹adres›"),
            ("jan.jansen@school.example", "/var/mail/jan.jansen: is full", "/var/mail/‹adres›: is full"),
            ("jan.jansen@school.example", "maildrop(jan.jansen): over quota", "maildrop(‹adres›): over quota"),
            ("jan.jansen@school.example", "user jan.jansen at school.example", "user ‹adres› at ‹adres›"),
            ("jan.jansen@school.example", "school.example!jan.jansen unknown", "‹adres›!‹adres› unknown"),
            ("mary.o'connell@school.example", "<mary.o'connell@school.example>: no", "‹adres›: no"),
            ("mary.o'connell@school.example", "mailbox mary.o'connell is full", "mailbox ‹adres› is full"),
            ("jan@school.example", "<\"Jan de Vries\"@school.example>: no such user", "‹adres›: no such user"),
            ("jan@school.example", "\"Jan \\\"de\\\" Vries\"@[192.0.2.1]: no", "‹adres›: no"),
            ("jan+hulp@school.example", "user jan is unknown", "user ‹adres› is unknown"),
            ("jan+hulp@school.example", "see /?jan%2Bhulp%40school.example&x", "see ‹adres›"),
            ("jan+hulp@school.example", "rfc822;jan+2Bhulp@school.example no", "rfc822;‹adres› no"),
            ("jan@school.example", "jan%school.example@relay.example: relaying denied", "‹adres›: relaying denied"),
            ("jan@bücher.example", "unknown jan at xn--bcher-kva.example", "unknown ‹adres› at ‹adres›"),
            ("jan@bücher.example", "jan@xn--bcher-kva.example: no", "‹adres›: no"),
            ("jan@bücher.example", "unknown jan, host bu\u{308}cher.example", "unknown ‹adres›, host ‹adres›"),
            ("zoë.vos@school.example", "no mailbox zoe\u{308}.vos here", "no mailbox ‹adres› here"),
            ("zoë.vos@school.example", "no mailbox zo%C3%AB.vos here", "no mailbox ‹adres› here"),
            ("jan.jansen@school.example", "ｊａｎ.jansen and jan.\u{AD}jansen", "‹adres› and ‹adres›"),
            ("jan.jansen@school.example", "<jan.ja\nnsen@school.example>: no", "‹adres›: no"),
            ("jan.jansen@school.example", "<jan.jansen@\nschool.example>: no", "‹adres›: no"),
            ("jan.jansen@school.example", "5.1.1 jan.jan\n5.1.1 sen... User unknown", "‹adres›... User unknown"),
            ("jan.jansen@school.example", "unknown\njan.jansen@school.example\nis what", "unknown ‹adres› is what"),
            (
                "jan.jansen@school.example", "forwarded to jj\n@home.example, which is full",
                "forwarded to ‹adres›, which is full"
            ),
            (
                "jan.jansen@school.example", "jan.jansens is another, jan.jansen not",
                "jan.jansens is another, ‹adres› not"
            ),
            ("jo@school.example", "go to jo@school.example, jo", "go to ‹adres›, jo"),
            ("jan.jansen@school.example", "host mx.other.example said 5.1.1 no", "host mx.other.example said 5.1.1 no"),
        ] as [(String, String, String)])
    func `each way to name a person is taken out, and no more`(address: String, said: String, kept: String) {
        #expect(Reply(code: 550, said: said.utf8, eraser: AddressEraser([address])).text == kept)
    }

    private static let addresses = [
        "jan.jansen@school.example", "mary.o'connell@school.example", "jan+hulp@bücher.example", "zoë@school.example",
        "Jo_Ann-7@sub.school.example", "a1@b.example",
    ]
    private static let phrases = [
        "{}", "<{}>: Recipient address rejected", "{}... User unknown", "No such user ({}).", "user={};",
        "'{}' is gone",
        "\"{}\"", "see https://x.example/?p={}&q",
    ]

    @Test(arguments: addresses, [true, false])
    func `an address that is broken over lines anywhere does not stay`(address: String, percent: Bool) throws {
        let local = try #require(address.split(separator: "@").first).lowercased()
        let eraser = AddressEraser([address])
        let written = Array((percent ? address.split(separator: "@").joined(separator: "%40") : address).utf8)
        for phrase in Self.phrases {
            for first in written.indices {
                // Broken in one place or two, as bytes: also inside a letter.
                for second in [first, (first + written.count) / 2] {
                    for end in ["\n", "\n5.1.1 ", " \r\n\t"] {
                        let said = Self.broken(written, at: [first, second], by: end, in: phrase)
                        let text = Reply(code: 550, said: said, eraser: eraser).text.lowercased()
                        let joined = text.filter { !$0.isWhitespace }
                        #expect(!joined.contains("@") && !joined.contains("%40"))
                        #expect(!joined.contains(local), "\(String(decoding: said, as: UTF8.self).debugDescription)")
                        #expect(text.contains("‹adres›"))
                    }
                }
            }
        }
    }

    private static func broken(_ address: [UInt8], at places: [Int], by end: String, in phrase: String) -> [UInt8] {
        var said: [UInt8] = []
        for (index, byte) in address.enumerated() {
            if places.contains(index) { said += end.utf8 }
            said.append(byte)
        }
        let parts = phrase.split(separator: "{}", omittingEmptySubsequences: false)
        return Array(parts[0].utf8) + said + Array(parts[1].utf8)
    }

    @Test func `a name that lies where a long reply is cut off does not stay`() {
        let eraser = AddressEraser(["jan.jansen@school.example"])
        for length in [100, 195, 16_370, 16_380] {
            // Nothing of the first part is kept, so that the name would be what is left.
            for filler in ["x", "\u{7}", "@"] {
                let said = String(repeating: filler, count: length) + " <jan.jansen@school.example>: no"
                let text = Reply(code: 550, said: said.utf8, eraser: eraser).text
                #expect(!text.contains("jan"), "\(filler.debugDescription) \(length)")
            }
        }
    }

    @Test func `a hostile reply costs no more than its bytes`() {
        let eraser = AddressEraser([String(repeating: "a", count: 64) + "@school.example"])
        let start = ContinuousClock.now
        for piece in ["a", "\"@", "\"", "@[", "\\\"", "%4", "ﷺ", "\u{301}", "a@school.example"] {
            let text = Reply(code: 550, said: String(repeating: piece, count: 300_000).utf8, eraser: eraser).text
            #expect(text.utf8.count <= 800)
        }
        #expect(start.duration(to: .now) < .seconds(60))
    }
}
