import Domain
import Testing

@Suite struct KnownNamesTests {
    private let names = KnownNames(
        people: ["Sam van den Berg", "Anne-Marie de Vries", "Roos Kok", "Jo Li", "Çelik Özdemir", "Ouder 1"],
        schools: ["OBS De Klimop", "Johannes Calvijn", "Basisschool De Regenboog", "College"])

    @Test(arguments: [
        ("Toen zei Sam niets.", "Sam"), ("toen zei sam niets", "sam"), ("SAM's moeder", "SAM"),
        ("Het ging om (Sam).", "Sam"), ("Een idee van Anne-Marie", "Anne"), ("marie kwam ook", "marie"),
        ("Met Roos ging het goed", "Roos"), ("Daar zat Jo Li", "Jo Li"), ("Ozdemir belde", "Ozdemir"),
        ("celik kwam", "celik"), ("Op de klimop is het druk", "klimop"), ("De Johannes Calvijn", "Johannes Calvijn"),
        ("Naar De Regenboog toe", "Regenboog"), ("Sam\nen verder", "Sam"), ("zie Sam/Piet", "Sam"),
    ])
    func `a name that the tenant knows is found, however it is written`(text: String, name: String) {
        #expect(names.first(in: text) == name)
    }

    @Test(arguments: [
        "Een ouder zat alleen tegenover vijf mensen.", "De berg werk was groot.", "Een roos voor de juf.",
        "Van den beginne af ging het mis.", "Johannes was er niet.", "Het college vergaderde.", "jo, kom op",
        "Samen is beter.",
        "Er stond een regenboog boven het plein.", "Roos rood.", "",
    ])
    func `everyday words, and parts of words, are no names`(text: String) {
        #expect(names.first(in: text) == nil)
    }

    @Test func `without any names nothing is found`() {
        #expect(KnownNames(people: [], schools: []).first(in: "Sam en Klimop") == nil)
    }
}
