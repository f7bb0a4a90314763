import HTTP
import Platform
import TestSupport
import Testing

@testable import Web

@Suite struct EntranceLimitTests {
    @Test(arguments: ["coordinator@duinrand.example.org", "niemand@example.org"])
    func `the sixth mail to one address in a quarter of an hour is refused, whoever has it`(email: String) throws {
        let test = try TestSite()
        for _ in 0..<5 {
            let browser = test.stranger()
            try test.ask(browser, as: email)
            #expect(browser.page.status == 303)
        }
        let browser = test.stranger()
        try test.ask(browser, as: email.uppercased())
        #expect(browser.page.status == 429)
        test.house.pass(.minutes(15))
        try test.ask(browser, as: email)
        #expect(browser.page.status == 303)
    }

    @Test func `one network asks for thirty mails in a quarter of an hour; another network still may`() throws {
        let test = try TestSite()
        func ask(_ number: Int, from address: String) throws -> Int {
            let body = Array("email=a\(number)%40example.org".utf8)
            let request = try Request(
                .post, "/duinrand/inloggen",
                headers: [("Host", "127.0.0.1"), ("Content-Type", "application/x-www-form-urlencoded")], body: body,
                client: ClientAddress(ip: IPAddress(address)))
            return test.site.respond(request).status.rawValue
        }
        for number in 0..<30 { #expect(try ask(number, from: "192.0.2.\(number)") == 303) }
        #expect(try ask(30, from: "192.0.2.200") == 429)
        #expect(try ask(31, from: "198.51.100.1") == 303)
    }

    @Test func `a network that guesses codes is stopped after twenty, whatever links it has`() throws {
        let test = try TestSite()
        let browser = test.stranger()
        for _ in 0..<4 {
            let made = try test.printLogin()
            let wrong = made.code == "111 111" ? "222 222" : "111 111"
            for _ in 0..<5 { try browser.post(made.path, [("code", wrong)]) }
        }
        let made = try test.printLogin()
        #expect(try browser.post(made.path, [("code", made.code)]).status == 429)
        test.house.pass(.minutes(15))
        #expect(try browser.post(made.path, [("code", made.code)]).status == 303)
    }

    @Test func `a limit counts for so many and no more, and forgets those of longest ago`() {
        let clock = ManualClock()
        let limit = RateLimit(2, capacity: 10, clock: clock)
        for number in 0..<1_000 {
            clock.advance(milliseconds: 1)
            #expect(limit.take("\(number)"))
            #expect(limit.count <= 10)
        }
        #expect(limit.take("999") && !limit.take("999") && !limit.allows("999"))
        clock.advance(milliseconds: 900_000)
        #expect(limit.allows("999") && limit.take("999"))
    }
}
