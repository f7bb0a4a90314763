/// The words around a letter's text: above a text to copy, on the links, before an old and a new time.
enum LetterWords {
    static let copyThis = "Kopieer gerust:"
    static let byWhatsApp = "Openen in WhatsApp"
    static let bySMS = "Openen als sms"
    static let was = "Was"
    static let becomes = "Wordt"
    static let atPresent = "Nu"
    static let joinOnline = "Online meedoen"
    static let stopThese = "Mail stoppen"
}
