import Delivery
import Domain
import Storage

/// Makes the bytes of a mail from what the outbox said in the intent's transaction.
enum MailComposer {
    /// The envelope and the whole message.
    ///
    /// - Throws: `UnwritableLetter` when there are no words for these facts; our own mistake.
    static func compose(
        _ message: IntendedMessage, from relay: Relay, pages: SiteAddress, at now: Instant
    ) throws(UnwritableLetter) -> (Envelope, [UInt8]) {
        let mail: OutgoingMail
        let id = MessageID(message.messageID, host: message.messageHost)
        let stop = pages.isKnown ? message.refusalPath.map(pages.link) : nil
        switch message.content {
        case .letter(let facts):
            mail = OutgoingMail(
                messageID: id, date: now, from: sender(facts.tenantName, relay),
                replyTo: facts.replyTo.map { Mailbox($0, name: HeaderText(cleaning: facts.coordinatorName)) },
                to: Mailbox(message.recipient), letter: try letter(from: facts, stop: stop),
                unsubscribe: message.kind.isRefusable ? unsubscribe(stop, facts.replyTo ?? relay.from) : nil)
        case .notice(let facts):
            mail = OutgoingMail(
                messageID: id, date: now, from: sender(facts.tenantName, relay), to: Mailbox(message.recipient),
                letter: Notice(facts: facts, isAlarm: message.kind == .alarm).letter)
        case .login(let facts):
            mail = OutgoingMail(
                messageID: id, date: now, from: sender(facts.tenantName, relay),
                replyTo: facts.replyTo.map { Mailbox($0, name: HeaderText(cleaning: facts.tenantName)) },
                to: Mailbox(message.recipient),
                letter: LoginLetter(facts: facts, link: pages.link(facts.path)).letter)
        case .group(let facts):
            mail = OutgoingMail(
                messageID: id, date: now, from: sender(facts.tenantName, relay),
                replyTo: facts.replyTo.map { Mailbox($0, name: HeaderText(cleaning: facts.coordinatorName)) },
                to: Mailbox(message.recipient), letter: GroupText(facts: facts, stop: stop).page.letter(with: nil),
                unsubscribe: unsubscribe(stop, facts.replyTo ?? relay.from))
        case .proof(let content):
            let page = try content.page(message.kind)
            mail = OutgoingMail(
                messageID: id, date: now, from: sender(page.closing.tenant, relay), to: Mailbox(message.recipient),
                letter: page.asProof.letter(with: nil))
        }
        return (Envelope(sender: bounceAddress(relay, message.uid), recipient: message.recipient), mail.rendered())
    }

    private static func sender(_ name: String, _ relay: Relay) -> Mailbox {
        Mailbox(relay.from, name: HeaderText(cleaning: name))
    }

    // One click is for what stands behind TLS alone (RFC 8058, 3).
    private static func unsubscribe(_ stop: MailLink?, _ mailto: EmailAddress) -> Unsubscribe? {
        let https = stop.flatMap { $0.address.hasPrefix("https://") ? $0.address : nil }
        return Unsubscribe(mailto: mailto, https: https)
    }

    // `no-reply+<uid>@…`: a bounce that comes back there names its message (RFC 3464; VERP).
    static func bounceAddress(_ relay: Relay, _ uid: Uid) -> EmailAddress {
        relay.from.tagged(uid) ?? relay.from
    }
}
