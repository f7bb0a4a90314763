import Domain

/// A whole letter before it is text or HTML: both are made of this, so they say the same.
struct LetterPage {
    var subject: String
    var preheader: String
    var greeting: String
    /// No asides in it.
    var body: [Block]
    var asides: [Prose]
    var closing: Closing

    func letter(with appointment: Appointment?) -> Letter {
        Letter(subject: subject, text: plainText, html: html.document, appointment: appointment)
    }
}

/// The labels around a letter's text that both renderings share.
enum Words {
    static let copyThis = "Kopieer gerust:"
    static let byWhatsApp = "Openen in WhatsApp"
    static let bySMS = "Openen als sms"
    static let was = "Was"
    static let now = "Wordt"
    static let joinOnline = "Online meedoen"
}
