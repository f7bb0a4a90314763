/// What a letter to a chosen group may tell one of them, read in the transaction in which it is about to be sent.
package struct GroupFacts: Hashable, Sendable {
    package var tenantName: String
    package var coordinatorName: String
    package var coordinatorPhone: String?
    /// Where an answer goes.
    package var replyTo: EmailAddress?
    package var recipientFirstName: String
    package var subject: String
    /// Paragraphs with an empty line between them; links stand in it as they are, markup means nothing.
    package var text: String

    package init(
        tenantName: String, coordinatorName: String, coordinatorPhone: String?, replyTo: EmailAddress?,
        recipientFirstName: String, subject: String, text: String
    ) {
        self.tenantName = tenantName
        self.coordinatorName = coordinatorName
        self.coordinatorPhone = coordinatorPhone
        self.replyTo = replyTo
        self.recipientFirstName = recipientFirstName
        self.subject = subject
        self.text = text
    }
}
