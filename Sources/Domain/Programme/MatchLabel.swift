import Foundation

/// The neutral name of a match, such as *Esdoorn*: it stands in mail, calendar and lists instead of a person's name.
///
/// A buddy with three parents knows which one is meant, an onlooker does not (DOMAIN.md, "Match label").
package struct MatchLabel: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Letters, digits, spaces and hyphens, at most 40; it begins with a letter.
    package init?(_ text: some StringProtocol) {
        let fits = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " " || $0 == "-"
        }
        guard fits, (1...40).contains(text.unicodeScalars.count), let first = text.unicodeScalars.first,
            first.properties.isAlphabetic, text.last != " "
        else { return nil }
        self.text = String(text)
    }

    package var description: String { text }

    /// Whether a word of it is a word of this person's name, whatever the case and the accents.
    ///
    /// Initials, numbers and the small words between names do not count.
    package func tells(_ name: String) -> Bool { !Self.words(of: text).isDisjoint(with: Self.words(of: name)) }

    private static func words(of text: String) -> Set<String> {
        let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        return Set(folded.split { !$0.isLetter }.map(String.init).filter { $0.count > 1 && !smallWords.contains($0) })
    }

    private static let smallWords: Set<String> = [
        "van", "von", "de", "den", "der", "des", "het", "ter", "ten", "te", "el", "al", "la", "le", "du", "da", "di",
        "en", "op", "in", "bij", "uit", "aan", "voor", "ouder", "buddy", "familie", "mevrouw", "meneer",
    ]

    /// A label that this buddy has for no other match, picked at random; with all taken, one with a number.
    ///
    /// - Parameter names: of people in the match; no label that is part of one is picked.
    package static func suggestion(notIn taken: Set<String>, naming names: [String] = []) -> MatchLabel {
        let free = suggestions.filter { !taken.contains($0) }.shuffled().lazy.map(MatchLabel.init(unchecked:))
        if let free = free.first(where: { label in !names.contains { label.tells($0) } }) { return free }
        // More matches than plants: 2 … count + 1 cannot all be taken.
        let name = suggestions[0]
        let number = (2...taken.count + 2).first { !taken.contains("\(name) \($0)") } ?? taken.count + 2
        return MatchLabel(unchecked: "\(name) \(number)")
    }

    private init(unchecked text: String) {
        self.text = text
    }

    /// Trees, shrubs and herbs.
    ///
    /// Left out are those that are also first names, such as Iris, Linde and Roos.
    package static let suggestions: [String] = [
        "Aalbes", "Abeel", "Acacia", "Akelei", "Akkerwinde", "Alant", "Appelboom", "Barbarakruid", "Berberis",
        "Berkenboom", "Bernagie", "Beuk", "Bieslook", "Blauwe bes", "Blauwe regen", "Bosanemoon", "Bosbes", "Boswilg",
        "Braam", "Brem", "Buxus", "Ceder", "Cipres", "Citroenmelisse", "Dennenboom", "Dotterbloem", "Douglasspar",
        "Dovenetel", "Duindoorn", "Duizendblad", "Echinacea", "Eik", "Ereprijs", "Es", "Esdoorn", "Fluitenkruid",
        "Frambozenstruik", "Ganzerik", "Gele lis", "Gerbera", "Ginkgo", "Goudsbloem", "Guldenroede", "Haagbeuk",
        "Hartlelie", "Hazelaar", "Helmkruid", "Hibiscus", "Hondsdraf", "Hortensia", "Hulst", "Iep", "Jeneverbes",
        "Kaardebol", "Kamille", "Kamperfoelie", "Kardinaalsmuts", "Kastanje", "Kattenstaart", "Kersenboom",
        "Kievitsbloem", "Klaproos", "Klaver", "Klimop", "Klokjesbloem", "Koekoeksbloem", "Korenbloem", "Kornoelje",
        "Krokus", "Kruisbes", "Kweepeer", "Lariks", "Laurierboom", "Lavas", "Lijsterbes", "Lindeboom", "Lisdodde",
        "Lupine", "Meidoorn", "Mispel", "Moerbei", "Morgenster", "Munt", "Naaldvaren", "Notenboom", "Ooievaarsbek",
        "Paardenbloem", "Passiebloem", "Pereboom", "Phlox", "Pimpernel", "Pinksterbloem", "Plataan", "Populier",
        "Pruimenboom", "Ratelpopulier", "Ridderspoor", "Rododendron", "Rozenbottel", "Salie", "Sering", "Sleedoorn",
        "Sleutelbloem", "Sneeuwbal", "Sneeuwklokje", "Tamme kastanje", "Taxus", "Teunisbloem", "Treurwilg",
        "Tulpenboom", "Varen", "Vlier", "Vlinderstruik", "Vogelkers", "Vrouwenmantel", "Vuurdoorn", "Walnoot",
        "Waterlelie", "Watermunt", "Weegbree", "Wilg", "Wilgenroosje", "Wintergroen", "Zevenblad", "Zilverspar",
        "Zomereik", "Zonnebloem", "Zuurbes", "Zwarte els",
    ]
}
