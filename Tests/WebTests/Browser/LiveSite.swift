import Foundation
import HTTP
import Storage
import TestSupport

/// The web interface on a real port, for a real browser.
final class LiveSite {
    let test: TestSite
    let port: UInt16
    private let server: Server

    init(_ test: TestSite) throws {
        self.test = test
        server = Server(log: .silent, refusal: test.site.refusal, respond: test.site.respond)
        port = try server.listen(host: "127.0.0.1", port: 0)
    }

    func stop() { server.stop(within: .seconds(5)) }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Lets a browser in as the coordinator, without the mail: there is a test of its own for that.
    func logIn(_ chromium: Chromium, at tenant: String = "duinrand") throws {
        let secret = try test.house.store(tenant).write { writer in
            guard let member = try writer.members().first(where: { $0.role == .coordinator }) else {
                throw Mistake("no coordinator")
            }
            return try writer.beginSession(of: member.uid, device: "toets")
        }
        try chromium.open(url("/"))
        try chromium.setCookie("naast", "\(tenant):\(secret.text)")
    }
}

/// Keeps a picture when somebody wants to look: `NAAST_PICTURES=DIR swift test --filter Browser`.
func picture(_ name: String, _ chromium: Chromium) throws {
    guard let folder = ProcessInfo.processInfo.environment["NAAST_PICTURES"] else { return }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try chromium.screenshot().write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
}
