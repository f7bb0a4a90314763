import Domain

/// The words after a verb, taken apart: `--option VALUE`, `--flag`, and the rest in order.
struct Arguments {
    private(set) var positional: [String] = []
    private var values: [String: [String]] = [:]
    private var flags: Set<String> = []

    /// - Parameters:
    ///   - options: names (without dashes) that take a value; each may be repeated.
    ///   - flags: names that take none.
    init(_ words: [String], options: Set<String> = [], flags: Set<String> = []) throws(CommandFailure) {
        let options = options.union(["config"])
        let flags = flags.union(["help"])
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                positional += rest
                return
            }
            guard word.hasPrefix("--") else {
                // A single dash is standard input.
                if word.hasPrefix("-"), word != "-" { throw .usage("unknown option \(word); options begin with --") }
                positional.append(word)
                continue
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            if flags.contains(name), parts.count == 1 {
                self.flags.insert(name)
            } else if options.contains(name) {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw .usage("--\(name) needs a value")
                }
                values[name, default: []].append(value)
            } else {
                throw .usage(
                    "unknown option --\(name)\(suggestion(for: name, among: Array(options.union(flags)).sorted()))")
            }
        }
    }

    func isSet(_ flag: String) -> Bool { flags.contains(flag) }
    func all(_ option: String) -> [String] { values[option] ?? [] }

    /// The one value of an option; nil when it was not given.
    func value(_ option: String) throws(CommandFailure) -> String? {
        let given = all(option)
        guard given.count <= 1 else { throw .usage("--\(option) is given \(given.count) times; once is enough") }
        return given.first
    }

    /// Refuses options and flags that mean nothing here, instead of passing over them.
    func refuse(_ names: String..., for verb: String) throws(CommandFailure) {
        guard let given = names.first(where: { isSet($0) || !all($0).isEmpty }) else { return }
        throw .usage("--\(given) means nothing to naast \(verb)")
    }

    /// Exactly these words, in order, or a usage error that names them.
    func require(_ names: String...) throws(CommandFailure) -> [String] {
        guard positional.count >= names.count else {
            throw .usage("\(names[positional.count]) is missing")
        }
        guard positional.count == names.count else {
            throw .usage("'\(positional[names.count])' is one word too many")
        }
        return positional
    }

    /// Where the configuration is.
    var configurationFile: String {
        get throws(CommandFailure) { try value("config") ?? "/etc/naast/naast.json5" }
    }
}
