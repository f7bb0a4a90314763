/// One key that a tenant may set: its name, type, default and meaning, and how its text is read and printed.
package struct Setting: Sendable {
    /// As `naast tenant set SLUG KEY=VALUE` takes it, in snake_case.
    package let key: String
    package let type: SettingType
    /// One English line for `naast tenant settings`.
    package let meaning: String
    // False when the text is not allowed; the settings are then as they were.
    let read: @Sendable (_ text: String, _ settings: inout TenantSettings) -> Bool
    let print: @Sendable (TenantSettings) -> String

    /// The value that holds while a tenant has not set it, as text.
    package var defaultText: String { print(TenantSettings()) }

    /// The setting of this name; nil when there is none.
    package static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}

extension Setting {
    typealias Path<Value> = WritableKeyPath<TenantSettings, Value> & Sendable

    static func text(_ key: String, _ path: Path<String>, _ length: ClosedRange<Int>, _ meaning: String) -> Self {
        words(key, path, .text(length), meaning) { text in
            length.contains(text.count) && text.unicodeScalars.allSatisfy(mayStandInALine)
                && text.first?.isWhitespace != true && text.last?.isWhitespace != true
        }
    }

    static func phone(_ key: String, _ path: Path<String>, _ meaning: String) -> Self {
        words(key, path, .phone, meaning) { text in
            text.isEmpty
                || text.utf8.count <= 25 && text.utf8.allSatisfy("0123456789 +-()".utf8.contains)
                    && text.utf8.contains(where: "0123456789".utf8.contains)
        }
    }

    static func relay(_ key: String, _ path: Path<String>, _ meaning: String) -> Self {
        words(key, path, .relay, meaning) { text in
            text.utf8.count <= 63 && text.utf8.allSatisfy("abcdefghijklmnopqrstuvwxyz0123456789-_".utf8.contains)
        }
    }

    static func email(_ key: String, _ path: Path<EmailAddress?>, _ meaning: String) -> Self {
        Setting(key: key, type: .email, meaning: meaning) { text, settings in
            let address = EmailAddress(text)
            guard text.isEmpty || address != nil else { return false }
            settings[keyPath: path] = address
            return true
        } print: { settings in
            settings[keyPath: path].map(\.description) ?? ""
        }
    }

    static func zone(_ key: String, _ path: Path<Zone>, _ meaning: String) -> Self {
        value(key, path, .zone, meaning, read: { text in Zone(text) }, print: \.identifier)
    }

    static func time(_ key: String, _ path: Path<TimeOfDay>, _ meaning: String) -> Self {
        value(key, path, .time, meaning, read: { text in TimeOfDay(text) }, print: \.description)
    }

    static func onOff(_ key: String, _ path: Path<Bool>, _ meaning: String) -> Self {
        value(
            key, path, .onOff, meaning, read: { text in ["on": true, "off": false][text] },
            print: { $0 ? "on" : "off" })
    }

    static func number(_ key: String, _ path: Path<Int>, _ range: ClosedRange<Int>, _ meaning: String) -> Self {
        value(
            key, path, .number(range), meaning,
            read: { text in Domain.number(text.utf8).flatMap { range.contains($0) ? $0 : nil } },
            print: \.description)
    }

    static func choice<Choice>(_ key: String, _ path: Path<Choice>, _ meaning: String) -> Self
    where Choice: RawRepresentable<String> & CaseIterable & SendableMetatype {
        value(
            key, path, .choice(Choice.allCases.map(\.rawValue)), meaning, read: { Choice(rawValue: $0) },
            print: \.rawValue)
    }

    private static func words(
        _ key: String, _ path: Path<String>, _ type: SettingType, _ meaning: String,
        isAllowed: @escaping @Sendable (String) -> Bool
    ) -> Self {
        value(key, path, type, meaning, read: { isAllowed($0) ? $0 : nil }, print: { $0 })
    }

    private static func value<Value>(
        _ key: String, _ path: Path<Value>, _ type: SettingType, _ meaning: String,
        read: @escaping @Sendable (String) -> Value?, print: @escaping @Sendable (Value) -> String
    ) -> Self {
        Setting(key: key, type: type, meaning: meaning) { text, settings in
            guard let value = read(text) else { return false }
            settings[keyPath: path] = value
            return true
        } print: { settings in
            print(settings[keyPath: path])
        }
    }

    // Control, format (bidi overrides) and line-separator characters have no place in a name that stands in a header.
    private static func mayStandInALine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
