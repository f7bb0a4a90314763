import Glibc

/// One event on its way to the log: from values to bytes, without a clock or a descriptor.
struct LogLine {
    let level: Log.Level
    let event: String
    let fields: Log.Fields
    let wallMilliseconds: Int64

    func rendered(as format: Log.Format) -> String {
        switch format {
        case .systemd: "<\(level.rawValue)>\(event)\(pairs)\n"
        case .text: "\(timestamp) \(level.name) \(event)\(pairs)\n"
        case .json: json + "\n"
        }
    }

    private var pairs: String { fields.map { " \($0.key)=\(plain($0.value))" }.joined() }

    private func plain(_ value: LogValue) -> String {
        switch value.content {
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .text(let text): text.isEmpty || !text.unicodeScalars.allSatisfy(LogValue.isPlain) ? quoted(text) : text
        }
    }

    private var json: String {
        var members = [
            "\"time\":\(quoted(timestamp))", "\"level\":\(quoted(level.name))", "\"event\":\(quoted(event))",
        ]
        for (key, value) in fields {
            let written =
                switch value.content {
                case .number(let number): String(number)
                case .flag(let flag): String(flag)
                case .text(let text): quoted(text)
                }
            members.append("\(quoted(key.description)):\(written)")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// A JSON string (RFC 8259 §7); in the other formats too, so that no value can break out of its place.
    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private var timestamp: String {
        var seconds = time_t(wallMilliseconds / 1_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func padded(_ number: some BinaryInteger, _ width: Int = 2) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(padded(parts.tm_year + 1_900, 4))-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
        let time = "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
        return "\(date)T\(time).\(padded(wallMilliseconds % 1_000, 3))Z"
    }
}
