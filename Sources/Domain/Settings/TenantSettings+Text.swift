extension TenantSettings {
    /// Reads what a tenant's file holds; absent keys have their default.
    ///
    /// - Throws: every fault at once.
    package init(stored: [String: String]) throws(SettingFaults) {
        self.init()
        try set(stored, isStored: true)
    }

    /// Sets several keys, or none of them when one is at fault.
    ///
    /// - Throws: every fault at once, in the order of the keys' names.
    package mutating func set(_ texts: [String: String]) throws(SettingFaults) { try set(texts, isStored: false) }

    private mutating func set(_ texts: [String: String], isStored: Bool) throws(SettingFaults) {
        var next = self
        var faults: [SettingFault] = []
        for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
            do {
                try next.set(key, to: text, isStored: isStored)
            } catch {
                faults.append(error)
            }
        }
        guard faults.isEmpty else { throw SettingFaults(faults: faults) }
        self = next
    }

    /// Sets one key from text.
    package mutating func set(_ key: String, to text: String) throws(SettingFault) {
        try set(key, to: text, isStored: false)
    }

    // What an older program took and stored is read as it is; that must not set the tenant apart.
    private mutating func set(_ key: String, to text: String, isStored: Bool) throws(SettingFault) {
        guard let setting = Setting.named(key) else {
            throw .unknownKey(key, nearest: nearest(to: key, among: Setting.all.map(\.key)))
        }
        guard text.utf8.count <= 1_000, isStored || setting.type.mayBeChosen(text), setting.read(text, &self) else {
            throw .notAllowed(key: key, allowed: setting.type.allowed)
        }
    }

    /// The text of one key's value; nil when there is no such key.
    package func text(of key: String) -> String? { Setting.named(key)?.print(self) }

    /// What has to be stored: the text of every value that is not its default.
    package var stored: [String: String] {
        let changed = Setting.all.map { ($0.key, $0.print(self), $0.defaultText) }.filter { $0.1 != $0.2 }
        return Dictionary(uniqueKeysWithValues: changed.map { ($0.0, $0.1) })
    }
}
