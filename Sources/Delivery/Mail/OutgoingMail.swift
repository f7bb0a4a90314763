import Domain

/// A letter on its way to one person: all that makes the bytes of its MIME message, and nothing else.
///
/// The same values give the same bytes, at every attempt.
package struct OutgoingMail: Hashable, Sendable {
    package var messageID: MessageID
    package var date: Instant
    package var from: Mailbox
    /// Where answers go; to `from` when nil.
    package var replyTo: Mailbox?
    package var to: Mailbox
    package var letter: Letter
    /// For what a person may refuse; nil else.
    package var unsubscribe: Unsubscribe?

    package init(
        messageID: MessageID, date: Instant, from: Mailbox, replyTo: Mailbox? = nil, to: Mailbox, letter: Letter,
        unsubscribe: Unsubscribe? = nil
    ) {
        self.messageID = messageID
        self.date = date
        self.from = from
        self.replyTo = replyTo
        self.to = to
        self.letter = letter
        self.unsubscribe = unsubscribe
    }

    /// The whole message: CRLF line ends, no line over 998 bytes, not dot-stuffed.
    ///
    /// Text and HTML are alternatives. An appointment is a third one, with its method, which mail programs show as an
    /// entry for the calendar; and the same bytes hang on it as a file, for the programs that look for that.
    package func rendered() -> [UInt8] {
        var header = HeaderWriter()
        header.field("Date", [MailDate.text(date)])
        header.mailbox("From", from)
        // Without SMTPUTF8, which the recipient's address alone asks for, a header is ASCII (RFC 6531, 3.4): a strict relay
        // would refuse every letter for an answering address with other letters.
        if let replyTo, replyTo.isASCII || !to.isASCII { header.mailbox("Reply-To", replyTo) }
        header.mailbox("To", to)
        header.unstructured("Subject", HeaderText(cleaning: letter.subject))
        header.field("Message-ID", ["<\(messageID)>"])
        // RFC 3834, 5: no holiday answers to a reminder.
        header.field("Auto-Submitted", ["auto-generated"])
        unsubscribe?.write(to: &header)
        header.field("MIME-Version", ["1.0"])

        let text = MIMEPart(type: ["text/plain;", "charset=utf-8"], text: letter.text)
        let html = MIMEPart(type: ["text/html;", "charset=utf-8"], text: letter.html)
        guard let appointment = letter.appointment else {
            return MIMEContainer(.alternative, id: messageID, parts: [.leaf(text), .leaf(html)]).message(header)
        }
        let calendar = CalendarObject(appointment, stamp: date, organizer: from, attendee: to)
        let method = MIMEPart(
            type: ["text/calendar;", "charset=utf-8;", "method=\(calendar.method)"], text: calendar.text)
        var file = method
        file.type = ["application/ics;", "name=\"afspraak.ics\""]
        file.disposition = ["attachment;", "filename=\"afspraak.ics\""]
        let alternatives = MIMEContainer(
            .alternative, id: messageID, depth: 1, parts: [.leaf(text), .leaf(html), .leaf(method)])
        return MIMEContainer(.mixed, id: messageID, parts: [.container(alternatives), .leaf(file)]).message(header)
    }
}
