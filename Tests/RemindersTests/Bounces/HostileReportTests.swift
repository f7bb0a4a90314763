import Domain
import Storage
import TestSupport
import Testing

@testable import Reminders

/// Anybody can send to the bounce address: whatever comes, nothing breaks and nothing is believed that is not plain.
struct HostileReportTests {
    private static let good = "Reporting-MTA: dns; a\n\n\(ReturnedMail.recipient)"

    /// A mail that only looks like a report, and what is wrong with it.
    struct Forgery: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let mail: String

        init(_ what: String, _ mail: String) {
            testDescription = what
            self.mail = mail
        }

        init(_ what: String, replacing one: String, with other: String) {
            self.init(what, ReturnedMail.report(good).replacing(one, with: other))
        }
    }

    @Test(arguments: [
        Forgery("nothing", ""),
        Forgery("no status", replacing: "message/delivery-status", with: "text/plain"),
        Forgery("cut off", ReturnedMail.report(good).replacing("\n--b--\n", with: "")),
        Forgery(
            "encoded", replacing: "message/delivery-status\n",
            with: "message/delivery-status\nContent-Transfer-Encoding: base64\n"),
        Forgery("no boundary", replacing: "; boundary=b", with: ""),
        Forgery("an empty boundary", replacing: "boundary=b", with: "boundary=\"\""),
        Forgery("an open quote", replacing: "boundary=b", with: "boundary=\"b"),
        Forgery("a long boundary", replacing: "boundary=b", with: "boundary=" + String(repeating: "b", count: 71)),
        Forgery("two boundaries", replacing: "boundary=b", with: "boundary=b; boundary=b"),
        Forgery("two types", replacing: "Content-Type: multipart", with: "Content-Type: a/b\nContent-Type: multipart"),
        Forgery("no recipient", ReturnedMail.report("Reporting-MTA: dns; a\n")),
        Forgery("no server", ReturnedMail.report(ReturnedMail.recipient)),
        Forgery("two actions", ReturnedMail.report(good + "Action: failed\n")),
        Forgery("half a recipient", ReturnedMail.report(good + "\nAction: failed\n")),
        Forgery("half a status", replacing: "5.1.1", with: "5.1"),
        Forgery("a long status", replacing: "5.1.1", with: "5.1.1111"),
        Forgery("an unknown class", replacing: "5.1.1", with: "9.1.1"),
        Forgery("an unknown action", replacing: "Action: failed", with: "Action: failed-not"),
        Forgery(
            "many recipients",
            ReturnedMail.report(
                "Reporting-MTA: dns; a\n\n"
                    + Array(repeating: ReturnedMail.recipient, count: 33).joined(separator: "\n"))),
        Forgery(
            "somebody else's report, sent on",
            "To: no-reply+\(ReturnedMail.uid)@naast.example\nContent-Type: multipart/mixed; boundary=m\n\n--m\n"
                + "Content-Type: message/rfc822\n\n\(ReturnedMail.postfix())\n--m--\n"),
    ])
    func `what is not plainly a report is none`(forgery: Forgery) {
        #expect(DeliveryReport(forgery.mail) == nil)
    }

    @Test func `the same text, whole, is one`() {
        #expect(DeliveryReport(ReturnedMail.report(Self.good))?.finding == .addressDead)
    }

    @Test func `more than the limit is not looked at`() {
        let mail = Array(ReturnedMail.report(Self.good).utf8)
        let room = DeliveryReport.limit - mail.count
        #expect(DeliveryReport(mail: mail + Array(repeating: 120, count: room)) != nil)
        #expect(DeliveryReport(mail: mail + Array(repeating: 120, count: room + 1)) == nil)
    }

    @Test func `text without end, fields without number and nesting without bottom cost no more than reading`() {
        let line = String(repeating: "a", count: 200_000)
        #expect(DeliveryReport(ReturnedMail.report(Self.good, head: "X-Long: \(line)\n")) != nil)
        #expect(
            DeliveryReport(ReturnedMail.report(Self.good, head: String(repeating: "X: y\n z\n", count: 25_000))) != nil)
        #expect(
            DeliveryReport(ReturnedMail.report(Self.good, head: "\n" + String(repeating: "--b\n", count: 60_000)))
                != nil)
        let nest = String(repeating: "--b\nContent-Type: multipart/report; boundary=b\n\n", count: 4_000)
        #expect(DeliveryReport(ReturnedMail.report(Self.good, head: "\n" + nest)) != nil)
        let tags = String(repeating: "+\(ReturnedMail.uid)@", count: 100)
        #expect(DeliveryReport(ReturnedMail.report(Self.good, head: "To: \(tags)\n")) != nil)
    }

    @Test func `zero bytes and bytes that are no UTF-8 do not reach the history`() throws {
        var mail = Array(ReturnedMail.report(Self.good + "Diagnostic-Code: smtp; 550 geen ÿ\n").utf8)
        let place = try #require(mail.lastIndex(of: 0xC3))
        mail.replaceSubrange(place...(place + 1), with: [0xFF, 0, 0x1B, 0x5B, 0x80, 7, 0xC3])
        let report = try #require(DeliveryReport(mail: mail))
        #expect(report.answer.code == 550)
        #expect(report.answer.text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        #expect(report.answer.text.hasPrefix("5.1.1 geen"))
    }

    @Test func `what a server says is kept short`() throws {
        let words = String(repeating: "woorden\n ", count: 400)
        let report = try #require(DeliveryReport(ReturnedMail.postfix(diagnostic: "smtp; 550 \(words)einde")))
        #expect(report.answer.text.count <= 210)
    }

    @Test(arguments: 0..<8)
    func `random bytes are never a report`(seed: UInt64) {
        var random = Dice(state: seed)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0..<2_000, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(DeliveryReport(mail: bytes) == nil)
        }
    }

    @Test(arguments: 0..<8)
    func `a report with bytes changed, moved or lost never names another message`(seed: UInt64) {
        var random = Dice(state: seed)
        let whole = Array((seed % 2 == 0 ? ReturnedMail.postfix() : ReturnedMail.exchange()).utf8)
        for _ in 0..<400 {
            var mail = whole
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<mail.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: mail[place] = UInt8.random(in: 0...255, using: &random)
                case 1: mail.remove(at: place)
                case 2: mail.insert(contentsOf: [10, 45, 45, 59, 34, 92].shuffled(using: &random).prefix(2), at: place)
                default: mail.removeSubrange(place..<min(mail.count, place + 40))
                }
            }
            guard let report = DeliveryReport(mail: mail) else { continue }
            #expect(String(decoding: mail, as: UTF8.self).lowercased().contains("+\(report.message)@"))
            #expect(report.answer.text.utf8.count < 1_000)
        }
    }

    /// SplitMix64, so that a failure can be run again.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }
}
