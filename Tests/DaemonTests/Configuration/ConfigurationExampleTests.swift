import Foundation
import Testing

@testable import Daemon

private let example = #filePath.components(separatedBy: "/Tests/")[0] + "/config/naast.json5"

@Suite struct ConfigurationExampleTests {
    @Test func `the example is read, and says what an empty file means`() throws {
        let configuration = try Configuration.load(file: example)
        let empty = try Configuration.parse(Array("{}".utf8), file: example)
        #expect(configuration == empty)
    }

    @Test func `the example names every key that exists`() throws {
        let text = try String(contentsOfFile: example, encoding: .utf8)
        let words = Set(text.split { !$0.isLetter && $0 != "_" && $0 != ":" }.map(String.init))
        for key in ConfigurationKeys.all { #expect(words.contains("\(key):"), "\(key) is not in config/naast.json5") }
    }

    @Test func `the part of the example that is commented out is right too`() throws {
        let text = try String(contentsOfFile: example, encoding: .utf8)
        let uncommented = text.replacing("/*", with: "").replacing("*/", with: "").replacing(
            "// trusted_proxies", with: "trusted_proxies"
        ).replacing("behind_tls_proxy: false", with: "behind_tls_proxy: true")
        let lines = uncommented.split(separator: "\n").map { line in
            let plain = line.trimmingPrefix(while: { $0 == " " })
            let isExample = ["base_url", "bounces", "reply_to", "secret_file", "first_quarter"].contains {
                plain.hasPrefix("// \($0): ")
            }
            return isExample ? plain.dropFirst(3) : line
        }
        let configuration = try Configuration.parse(Array(lines.joined(separator: "\n").utf8))
        #expect(configuration.relays.count == 2 && configuration.relays["provider"]?.perMinute == 600)
        #expect(configuration.baseURL == "https://naast.example.org" && configuration.http.trustedProxies.count == 2)
        #expect(configuration.signals.secret == .file("/etc/naast/signals-secret") && configuration.bounces != nil)
    }
}
