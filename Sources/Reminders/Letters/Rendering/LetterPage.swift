import Domain

/// A whole letter before it is text or HTML: both are made of this, so they say the same.
struct LetterPage {
    var subject: String
    var preheader: String
    var greeting: String
    var body: [LetterBlock]
    /// Small lines under it all.
    var atTheEnd: [Prose]
    var closing: Closing

    func letter(with appointment: Appointment?) -> Letter {
        Letter(subject: subject, text: plainText, html: html.document, appointment: appointment)
    }
}
