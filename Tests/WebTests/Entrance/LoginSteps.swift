import Domain
import Storage
import TestSupport

extension TestSite {
    /// Sends what waits, as the sender does, and says which pages the login mails link to.
    ///
    /// - Parameter outcome: what the relay made of each; it took them unless a test says otherwise.
    @discardableResult
    func sendMail(
        at tenant: String = "duinrand", _ outcome: Settlement = .sent(Settlement.Answer(code: 250, text: "queued"))
    ) throws -> [(to: EmailAddress, link: String)] {
        try house.store(tenant).write { writer in
            try writer.claim(limit: 100).messages.compactMap { claimed in
                guard let message = try writer.intend(claimed) else { return nil }
                try writer.settle(message, outcome)
                guard case .login(let facts) = message.content else { return nil }
                return (message.recipient, facts.path)
            }
        }
    }

    /// Lets this browser ask for a mail to an address.
    func ask(
        _ browser: TestBrowser, as email: String = "coordinator@duinrand.example.org", at tenant: String = "duinrand"
    ) throws {
        try browser.post("/\(tenant)/inloggen", [("email", email)])
    }
}

extension TestBrowser {
    /// The code that the waiting page shows.
    func code(at tenant: String = "duinrand") throws -> String {
        let shown = try get("/\(tenant)/inloggen/wachten")
        guard let code = shown.text.firstMatch(of: /class="code">(\d{3} \d{3})</)?.output.1 else {
            throw Mistake("no code on the page, but \(shown.status)")
        }
        return String(code)
    }

    /// The secret that this browser holds for a tenant.
    func secret(at tenant: String = "duinrand") -> String? {
        let entries = cookie?.split(separator: "=", maxSplits: 1).last?.split(separator: ".") ?? []
        return entries.first { $0.hasPrefix("\(tenant):") }.map { String($0.dropFirst(tenant.utf8.count + 1)) }
    }

    func isIn(_ tenant: String = "duinrand") throws -> Bool { try get("/\(tenant)/vandaag").status == 200 }
}
