/// Why one setting was not taken; it says what to do.
package enum SettingFault: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownKey(String, nearest: String?)
    /// The value is not repeated: it may be somebody's phone number.
    case notAllowed(key: String, allowed: String)

    package var description: String {
        switch self {
        case .unknownKey(let key, let nearest?):
            "\(key.printable): no such setting. Did you mean \(nearest)?"
        case .unknownKey(let key, nil):
            "\(key.printable): no such setting. `naast tenant settings` lists them all."
        case .notAllowed(let key, let allowed):
            "\(key): must be \(allowed)."
        }
    }
}

/// Everything that is wrong with a set of settings, by key; never empty.
package struct SettingFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [SettingFault]

    package var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension String {
    // What a person typed can hold anything; a terminal or a log gets 64 harmless characters of it at most.
    fileprivate var printable: String {
        let harmless = unicodeScalars.prefix(64).map { (33..<127).contains($0.value) ? String($0) : "?" }
        return harmless.joined()
    }
}
