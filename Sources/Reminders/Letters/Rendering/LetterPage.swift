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
    /// A page on which the reader stops mail like this.
    var stop: MailLink?

    func letter(with appointment: Appointment?) -> Letter {
        Letter(subject: subject, text: plainText, html: html.document, appointment: appointment)
    }
}
