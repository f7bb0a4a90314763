import Testing

@testable import Delivery

/// How addresses, messages and relays are written for the wire.
struct WireFormTests {
    // RFC 3492, 7.1, as far as a label is concerned, and two that everyone knows.
    @Test(arguments: [
        ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"),
        ("Hello-Another-Way-それぞれの場所", "Hello-Another-Way--fc4qua05auwb3674vfr0b"),
        ("-> $1.00 <-", "-> $1.00 <--"),
        ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"),
    ])
    func `Punycode encodes as RFC 3492 does`(label: String, encoded: String) {
        #expect(Punycode.encode(label) == encoded)
    }

    @Test(arguments: [
        ("noor@buddy.example", "noor@buddy.example"), ("noor@BÜCHER.example", "noor@xn--bcher-kva.example"),
        ("zoë@zoë.example", "zoë@xn--zo-ija.example"),
    ])
    func `domains are written in ASCII`(address: String, wire: String) {
        #expect(Duinrand.address(address).wireForm == wire)
    }

    @Test func `a domain that is too long in ASCII has no form for the wire`() {
        #expect(Duinrand.address("x@\(String(repeating: "ü.", count: 60))example").wireForm == nil)
    }

    @Test(arguments: [
        ("", ".\r\n"), (".", "..\r\n.\r\n"), ("a\r\n", "a\r\n.\r\n"), ("a", "a\r\n.\r\n"), (".\r\n", "..\r\n.\r\n"),
        ("..\r\n.x\r\na.\r\n", "...\r\n..x\r\na.\r\n.\r\n"), ("\r\n\r\n", "\r\n\r\n.\r\n"),
    ])
    func `dots at line starts are doubled, and one ends it`(text: String, wire: String) {
        var out = Array("x".utf8)
        let isSound = DotStuffing.append(Array(text.utf8), to: &out)
        #expect(isSound)
        #expect(String(decoding: out, as: UTF8.self) == "x" + wire)
    }

    @Test(arguments: [
        ("smtp://mail.example.org:587", "smtp://mail.example.org:587"),
        ("smtp://Mail.Example.org", "smtp://mail.example.org:25"),
        ("SMTPS://127.0.0.1/", "smtps://127.0.0.1:465"), ("smtp://[::1]:2525", "smtp://[::1]:2525"),
    ])
    func `relay addresses are read`(text: String, written: String) {
        #expect(RelayURL(text)?.description == written)
    }

    @Test(arguments: [
        "", "mail.example.org", "http://x", "smtp://", "smtp://user:pw@host", "smtp://host:0", "smtp://host:65536",
        "smtp://host:+25", "smtp://host/path", "smtp://host?x", "smtp://ho st", "smtp://[::1", "smtp://::1",
        "smtp://[x]",
        "smtp://host\r\nx", "smtp://höst",
    ])
    func `what is no relay address is none`(text: String) {
        #expect(RelayURL(text) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.9.9.9", true), ("[::1]", true), ("128.0.0.1", false),
        ("localhost.example.org", false), ("[::2]", false), ("127.0.0.1.example.org", false),
    ])
    func `loopback is known as such`(host: String, isLoopback: Bool) {
        #expect(RelayURL("smtp://\(host)")?.isLoopback == isLoopback)
    }

    @Test func `a secret does not come out by accident`() {
        let relay = Duinrand.relay(port: 25, login: ("naast", "geheim"))
        var dumped = ""
        dump(relay, to: &dumped)
        for text in ["\(relay)", String(reflecting: relay), dumped, "\(Secret("geheim"))"] {
            #expect(!text.contains("geheim"))
        }
        #expect(relay.password?.reveal { $0 } == "geheim")
    }
}
