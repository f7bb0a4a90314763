import Domain
import Foundation
import HTTP
import Platform
import Storage
import TestSupport
import Web

/// The whole web interface over made-up tenants, without a socket: bytes in, an answer out.
final class TestSite: Sendable {
    let house: TestHouse
    let site: Site
    /// What was published of all tenants together; nil where nothing is.
    let national: NationalFile?
    private let isSecure: Bool
    /// How the relays are, as the helpdesk sees it.
    let relays = Locked<[RelayReport]>([])

    /// Each tenant has a coordinator, a stand-in and a trainer: `coordinator@duinrand.example.org` and so on.
    init(
        at now: String = "2026-11-30T12:00", tenants: [String] = ["duinrand"], settings: [String: String] = [:],
        isSecure: Bool = false, isNational: Bool = false, isDashboardPublic: Bool = false
    ) throws {
        self.isSecure = isSecure
        house = try TestHouse(at: now, tenants: [], settings: settings)
        for slug in tenants {
            try house.add(slug, settings: settings, coordinators: ["coordinator@\(slug).example.org"])
            for role in [Role.standIn, .trainer] {
                try house.store(slug).write { writer in
                    guard let email = EmailAddress("\(role.rawValue)@\(slug).example.org") else {
                        throw Mistake("no address")
                    }
                    try writer.addMember(email, role: role)
                }
            }
        }
        national = isNational ? try NationalFile(in: house.tenants.directory) : nil
        try house.furnishHelpdesk(["helpdesk@balans.example.org", "collega@balans.example.org"])
        site = Site(
            doors: Doors(
                house.tenants, house.scope, national: national, relays: { [relays] in relays.withLock { $0 } }),
            facts: SiteFacts(
                baseURL: isSecure ? "https://naast.example.org" : "http://127.0.0.1:8470", helpdeskName: "Balans",
                isDashboardPublic: isDashboardPublic),
            clock: house.clock, log: .silent)
    }

    /// A browser in which nobody is logged in.
    func stranger() -> TestBrowser { TestBrowser(self, isSecure: isSecure) }

    /// A browser in which somebody of the helpdesk is logged in.
    func helpdeskBrowser(as email: String = "helpdesk@balans.example.org") throws -> TestBrowser {
        let browser = stranger()
        try browser.logInAtHelpdesk(as: email)
        return browser
    }

    /// A browser in which this member is logged in.
    func browser(as role: Role = .coordinator, at tenant: String = "duinrand") throws -> TestBrowser {
        let browser = stranger()
        try browser.logIn(as: role, at: tenant)
        return browser
    }

    /// Sends the very bytes of a request through the server's own parser.
    func send(_ bytes: String) throws -> Response {
        var limits = Limits()
        limits.body = 16 << 20
        var parser = RequestParser(limits: limits)
        parser.receive(Array(bytes.utf8))
        switch parser.next() {
        case .request(let request): return site.respond(request)
        case let other: throw Mistake("not a request: \(String(describing: other))")
        }
    }
}

/// One browser: keeps its cookie, fills in forms as they stand on the page.
final class TestBrowser {
    let test: TestSite
    private(set) var cookie: String?
    private let isSecure: Bool
    /// The page that was shown last.
    private(set) var page = Shown(status: 0, text: "", headers: Headers())

    struct Shown {
        let status: Int
        let text: String
        let headers: Headers

        var location: String? { headers["Location"] }
        func has(_ words: String) -> Bool { text.contains(words) }
    }

    init(_ test: TestSite, isSecure: Bool) {
        self.test = test
        self.isSecure = isSecure
    }

    func logIn(as role: Role = .coordinator, at tenant: String = "duinrand") throws {
        let secret = try test.house.store(tenant).write { writer in
            guard let member = try writer.members().first(where: { $0.role == role }) else {
                throw Mistake("no \(role) at \(tenant)")
            }
            return try writer.beginSession(of: member.uid, device: "toets")
        }
        hold(secret, for: tenant)
    }

    func logInAtHelpdesk(as email: String = "helpdesk@balans.example.org") throws {
        let secret = try test.house.store("landelijk").write { writer in
            guard let address = EmailAddress(email), let account = try writer.account(address) else {
                throw Mistake("nobody of the helpdesk is \(email)")
            }
            return try writer.beginSession(of: account.uid, device: "toets")
        }
        hold(secret, for: "landelijk")
    }

    private func hold(_ secret: AccessSecret, for door: String) {
        let entry = "\(door):\(secret.text)"
        let old = cookie?.split(separator: "=", maxSplits: 1).last.map(String.init)
        cookie = "\(SetCookie.name("naast", isSecure: isSecure))=\(old.map { "\($0).\(entry)" } ?? entry)"
    }

    func setCookie(_ value: String?) { cookie = value }

    /// Opens a page; a redirect is not followed.
    @discardableResult
    func get(_ path: String, headers: [String: String] = [:]) throws -> Shown {
        try exchange("GET", path, headers: headers, body: nil)
    }

    /// Sends a form; what proves that it is ours comes from the session, unless `fields` say otherwise.
    @discardableResult
    func post(
        _ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:], isProven: Bool = true
    ) throws -> Shown {
        var fields = fields
        if isProven, let token = try formToken(for: path) { fields.append(("formulier", token)) }
        let body = fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        return try exchange(
            "POST", path,
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"].merging(
                headers
            ) { $1 }, body: body)
    }

    /// Sends a form with a file.
    @discardableResult
    func upload(_ path: String, _ fields: [(String, String)], file name: String, _ content: String) throws -> Shown {
        var fields = fields
        if let token = try formToken(for: path) { fields.append(("formulier", token)) }
        let mark = "toets-grens"
        let parts = fields.map { "--\(mark)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        let file =
            "--\(mark)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"lijst.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n\(content)\r\n"
        return try exchange(
            "POST", path, headers: ["Content-Type": "multipart/form-data; boundary=\(mark)"],
            body: parts.joined() + file + "--\(mark)--\r\n")
    }

    private func exchange(_ method: String, _ path: String, headers: [String: String], body: String?) throws -> Shown {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:8470"]
        if let cookie { lines.append("Cookie: \(cookie)") }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { lines.append("\(name): \(value)") }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        let response = try test.send((lines + ["", body ?? ""]).joined(separator: "\r\n"))
        guard case .bytes(let bytes) = response.body else { throw Mistake("a page does not stream") }
        if let set = response.headers["Set-Cookie"] {
            let pair = String(set.prefix { $0 != ";" })
            cookie = pair.hasSuffix("=") ? nil : pair
        }
        page = Shown(
            status: response.status.rawValue, text: String(decoding: bytes, as: UTF8.self), headers: response.headers)
        return page
    }

    private func formToken(for path: String) throws -> String? {
        guard let slug = path.split(separator: "/").first.flatMap({ try? TestSupport.slug(String($0)) }),
            let entry = cookie?.split(separator: "=", maxSplits: 1).last?.split(separator: ".").first(where: {
                $0.hasPrefix("\(slug):")
            }), let secret = AccessSecret(entry.dropFirst(slug.text.utf8.count + 1))
        else { return nil }
        let doors = Doors(test.house.tenants, test.house.scope)
        return slug == .helpdesk
            ? try doors.helpdesk().account(holding: secret)?.session.formToken
            : try doors.tenant(slug.text)?.member(holding: secret)?.session.formToken
    }
}

private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}
