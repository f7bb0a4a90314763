import Foundation

/// Names that may stand in no anonymous text: of buddies, parents and schools of one tenant.
///
/// It finds a person by each part of the name and a school by its own words, whatever the case and the accents. It can
/// find only names that the tenant has: a text without any may still tell too much, so the page warns too.
package struct KnownNames: Sendable {
    private let words: Set<String>
    private let phrases: Set<[String]>
    private let longest: Int

    package init(people: [String], schools: [String]) {
        var words: Set<String> = []
        var phrases: Set<[String]> = []
        for name in people {
            let parts = Self.words(of: name).map(\.folded)
            words.formUnion(parts.filter { $0.count >= 3 && !Self.particles.contains($0) })
            // "Jo Li": too short to look for part by part.
            if parts.count > 1 { phrases.insert(parts) }
        }
        for school in schools {
            let own = Self.words(of: school).map(\.folded).filter {
                !Self.particles.contains($0) && !Self.kinds.contains($0)
            }
            if !own.isEmpty, own.contains(where: { $0.count >= 3 }) { phrases.insert(own) }
        }
        self.words = words
        self.phrases = phrases
        longest = phrases.map(\.count).max() ?? 0
    }

    /// The first name found in a text, as it stands there; nil when there is none.
    package func first(in text: String) -> String? {
        let found = Self.words(of: text)
        let folded = found.map(\.folded)
        for (index, word) in found.enumerated() {
            // What is also an everyday word counts as a name where it begins with a capital, not at a sentence's start.
            if words.contains(folded[index]), !Self.everyday.contains(folded[index]) || word.isLikeAName {
                return String(word.text)
            }
            for length in stride(from: min(longest, found.count - index), to: 0, by: -1) {
                let phrase = Array(folded[index..<index + length])
                guard phrases.contains(phrase) else { continue }
                if length > 1 || !Self.everyday.contains(phrase[0]) || word.isLikeAName {
                    return found[index..<index + length].map { String($0.text) }.joined(separator: " ")
                }
            }
        }
        return nil
    }

    private struct Word {
        let text: Substring
        let folded: String
        let startsSentence: Bool

        var isLikeAName: Bool { !startsSentence && text.first?.isUppercase == true }
    }

    private static func words(of text: String) -> [Word] {
        var words: [Word] = []
        var startsSentence = true
        for piece in text.split(whereSeparator: { $0.isWhitespace || $0 == "-" || $0 == "/" }) {
            let core = piece.drop { !$0.isLetter && !$0.isNumber }
            let word = core.prefix { $0.isLetter || $0.isNumber }
            if !word.isEmpty {
                words.append(Word(text: word, folded: folded(word), startsSentence: startsSentence))
                startsSentence = false
            }
            if let last = piece.last, ".!?:".contains(last) { startsSentence = true }
        }
        return words
    }

    // Accents and case are no hiding place.
    private static func folded(_ word: Substring) -> String {
        word.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }

    private static let particles: Set<String> = [
        "van", "von", "den", "der", "des", "ter", "ten", "het", "een", "und", "the", "bij", "uit", "voor", "aan",
        "ouder",
        "buddy", "moeder", "vader", "mevrouw", "meneer", "voorbeeld", "eerste", "tweede", "derde", "opa", "oma",
    ]
    private static let kinds: Set<String> = [
        "de", "op", "in", "en", "of", "school", "basisschool", "college", "lyceum", "gymnasium", "mavo", "havo", "vwo",
        "vmbo", "mbo", "obs", "cbs", "rkbs", "kbs", "pcb", "sbo", "vso", "so", "bs", "ibs", "daltonschool",
        "montessorischool", "jenaplanschool", "vrije", "scholengemeenschap", "praktijkschool", "openbare",
        "christelijke",
        "katholieke", "locatie", "montessori", "dalton", "jenaplan",
    ]
    private static let everyday: Set<String> = [
        "wil", "mei", "roos", "hoop", "groot", "lang", "jong", "klein", "wit", "zwart", "bruin", "rood", "boer", "bos",
        "vos", "haan", "kok", "bakker", "visser", "smit", "meester", "koning", "prins", "berg", "dijk", "brink",
        "water",
        "vries", "beer", "wolf", "blij", "goed", "goede", "goedhart", "vriend", "kind", "huis", "huisman", "stap",
        "start",
        "wijs", "wijzer", "kern", "spil", "brug", "poort", "toekomst", "regenboog", "kompas", "horizon", "springplank",
        "boog", "kring", "wegwijzer", "april", "juni", "dag", "mark", "bas", "dirk", "ton", "stoop", "bloem", "linde",
        "zon", "zonnebloem", "ster", "sterk", "hof", "hoek", "veld", "molen", "wind", "vink", "pit", "pas", "man",
    ]
}
