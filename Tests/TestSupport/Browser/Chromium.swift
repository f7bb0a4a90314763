import Foundation
import Platform

/// A real headless Chromium, driven over WebDriver (https://www.w3.org/TR/webdriver2/).
///
/// One window of one size; ended by `quit`.
package final class Chromium {
    /// An element of the page that is shown, until the page changes.
    package struct Element: Sendable {
        let id: String
    }

    private let driver: ChildProcess
    private let port: UInt16
    private let session: String
    private let folder: TemporaryDirectory

    /// Opens a window of that many CSS pixels.
    package init(width: Int = 1_280, height: Int = 1_000, scripts: Bool = true) throws {
        guard let program = Requirement.path(of: "chromedriver"), let browser = Requirement.path(of: "chromium") else {
            throw Mistake("this machine lacks chromium and chromedriver (Debian: chromium, chromium-driver)")
        }
        let folder = try TemporaryDirectory()
        let port = Loopback.freePort()
        let driver = try ChildProcess(
            program, ["--port=\(port)", "--log-level=SEVERE"], output: folder.file("driver.log"),
            environment: ["HOME": folder.path, "TMPDIR": folder.path])
        guard eventually(within: 60, { Loopback.answers(on: port) }) else {
            kill(driver.pid, SIGKILL)
            _ = driver.wait()
            throw Mistake("chromedriver does not listen")
        }
        let options: [String: Any] = [
            "binary": browser,
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=nl",
                "--force-device-scale-factor=1", "--user-data-dir=\(folder.file("profile"))",
            ],
            "prefs": scripts ? [:] : ["profile.managed_default_content_settings.javascript": 2],
        ]
        let capabilities = ["capabilities": ["alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": options]]]
        do {
            let value = try Self.call("POST", port, "/session", capabilities) as? [String: Any]
            guard let session = value?["sessionId"] as? String else { throw Mistake("no WebDriver session") }
            self.session = session
        } catch {
            kill(driver.pid, SIGTERM)
            _ = driver.wait()
            throw error
        }
        (self.driver, self.port, self.folder) = (driver, port, folder)
        try resize(width: width, height: height)
        // A page may still be on its way when something on it is sought.
        try command("timeouts", ["implicit": 20_000, "pageLoad": 120_000, "script": 120_000])
    }

    /// Closes the window and ends both programs.
    package func quit() {
        _ = try? Self.call("DELETE", port, "/session/\(session)", nil)
        kill(driver.pid, SIGTERM)
        _ = driver.wait()
    }

    /// Makes the page's own area exactly so large, which no window of less than 500 pixels is by itself.
    package func resize(width: Int, height: Int) throws {
        try command(
            "goog/cdp/execute",
            [
                "cmd": "Emulation.setDeviceMetricsOverride",
                "params": ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500],
            ])
    }

    /// As a printer or a reader in the dark sees the page.
    package func emulate(media: String = "", dark: Bool = false) throws {
        try command(
            "goog/cdp/execute",
            [
                "cmd": "Emulation.setEmulatedMedia",
                "params": [
                    "media": media,
                    "features": [["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]],
                ],
            ])
    }

    package func open(_ url: String) throws { try command("url", ["url": url]) }

    /// Sets a cookie of the site that is shown.
    package func setCookie(_ name: String, _ value: String) throws {
        try command("cookie", ["cookie": ["name": name, "value": value, "path": "/", "httpOnly": true]])
    }

    package var url: String {
        get throws { try get("url") as? String ?? "" }
    }

    package var source: String {
        get throws { try get("source") as? String ?? "" }
    }

    package var title: String {
        get throws { try get("title") as? String ?? "" }
    }

    /// The first element that a CSS selector finds.
    package func find(_ selector: String) throws -> Element {
        try element(command("element", ["using": "css selector", "value": selector]), selector)
    }

    /// The link or button that shows these words.
    package func find(words: String) throws -> Element {
        let quoted = "concat('', \"\(words.replacing("\"", with: ""))\")"
        let path =
            "//a[normalize-space()=\(quoted)] | //button[normalize-space()=\(quoted)] | "
            + "//summary[normalize-space()=\(quoted)] | //label[normalize-space()=\(quoted)]"
        return try element(command("element", ["using": "xpath", "value": path]), words)
    }

    /// The words under which something is folded.
    package func find(summary words: String) throws -> Element {
        let path = "//summary[normalize-space()=\"\(words.replacing("\"", with: ""))\"]"
        return try element(command("element", ["using": "xpath", "value": path]), words)
    }

    package func click(_ element: Element) throws { try command("element/\(element.id)/click", [:]) }

    /// Types into a field, after what stands there is gone.
    package func type(_ text: String, into selector: String) throws {
        let element = try find(selector)
        try command("element/\(element.id)/clear", [:])
        try command("element/\(element.id)/value", ["text": text])
    }

    /// What an element shows, as it is drawn.
    package func text(of selector: String) throws -> String {
        try get("element/\(find(selector).id)/text") as? String ?? ""
    }

    /// Presses keys one after another wherever the focus is.
    package func press(_ keys: String) throws {
        let actions = keys.flatMap { key in
            ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] }
        }
        try command("actions", ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
    }

    /// Runs a script as the driver, which the page's own policy does not stop, and answers what it returns.
    package func run(_ script: String, _ arguments: [Any] = []) throws -> Any? {
        try command("execute/sync", ["script": script, "args": arguments])
    }

    /// The page as a PNG, whole or as much as the window shows.
    package func screenshot() throws -> Data {
        guard let text = try get("screenshot") as? String, let data = Data(base64Encoded: text) else {
            throw Mistake("no screenshot")
        }
        return data
    }

    private func element(_ value: Any?, _ sought: String) throws -> Element {
        // The key is fixed by the standard, §12.
        guard let id = (value as? [String: Any])?["element-6066-11e4-a52e-4f735466cecf"] as? String else {
            throw Mistake("no element \(sought)")
        }
        return Element(id: id)
    }

    private func get(_ path: String) throws -> Any? {
        try Self.call("GET", port, "/session/\(session)/\(path)", nil)
    }

    @discardableResult
    private func command(_ path: String, _ body: [String: Any]) throws -> Any? {
        try Self.call("POST", port, "/session/\(session)/\(path)", body)
    }

    private static func call(_ method: String, _ port: UInt16, _ path: String, _ body: [String: Any]?) throws -> Any? {
        let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        let answer = try PlainHTTP.exchange(method, port: port, path, body: data)
        let object = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any]
        guard answer.status == 200 else {
            let value = object?["value"] as? [String: Any]
            throw Mistake("\(path.split(separator: "/").last ?? ""): \(value?["message"] ?? answer.status)")
        }
        return object?["value"]
    }
}

/// Keys that no letter stands for (WebDriver, §15.4.2).
package enum Key {
    package static let tab = "\u{E004}"
    package static let enter = "\u{E007}"
    package static let space = " "
}
