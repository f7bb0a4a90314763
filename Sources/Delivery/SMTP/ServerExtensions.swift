/// What a server said after EHLO that it can do (RFC 5321, 4.1.1.1), as far as it matters here.
struct ServerExtensions: Hashable {
    /// RFC 2920: commands may be sent in a group.
    var pipelining = false
    /// RFC 6531: addresses may hold non-ASCII letters before the @.
    var smtpUTF8 = false
    /// RFC 1870: the largest message, in bytes; nil when not stated.
    var size: Int?
    /// RFC 4954: some mechanism is offered.
    var auth = false

    init() {}

    /// Reads the EHLO reply's lines; the first holds the server's name.
    init(ehlo text: [UInt8]) {
        for line in text.split(separator: 10).dropFirst() {
            let words = String(decoding: line, as: UTF8.self).uppercased().split { $0 == " " || $0 == "=" }
            switch words.first {
            case "PIPELINING": pipelining = true
            case "SMTPUTF8": smtpUTF8 = true
            case "AUTH": auth = auth || words.count > 1
            // RFC 1870, 4: zero means no fixed maximum.
            case "SIZE": size = words.dropFirst().first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
            default: break
            }
        }
    }
}
