import HTTP

/// A browser in a few words, as it introduces itself, so that a person knows which of their devices is meant.
enum Device {
    static func words(_ request: Request) -> String {
        let agent = request.headers["User-Agent"] ?? ""
        let browser = browsers.first { agent.contains($0.sign) }?.words
        let system = systems.first { agent.contains($0.sign) }?.words
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) op \(system)"
        case (let one?, nil), (nil, let one?): return one
        case (nil, nil): return "Onbekend apparaat"
        }
    }

    // In this order: Edge and Opera also call themselves Chrome, and nearly all call themselves Safari.
    private static let browsers: [(sign: String, words: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
    ]
    private static let systems: [(sign: String, words: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
    ]
}
