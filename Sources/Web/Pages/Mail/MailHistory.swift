import Domain
import Storage

extension MailWords {
    /// What happened to a message, one sentence each, with its moment before it.
    func history(_ events: [QueuedMessage.Event]) -> HTML {
        let lines = events.map { event -> HTML in
            let said = [event.code.map(String.init), event.text].compactMap(\.self).filter { !$0.isEmpty }
                .joined(separator: " ")
            let quote: HTML =
                said.isEmpty || Self.isOurOwn(event.what)
                ? "" : "<span class=\"hint\">De mailserver zei: <span lang=\"en\">\(said)</span></span>"
            return "<li><span class=\"soft\">\(moment(event.at))</span> \(sentence(event))\(quote)</li>"
        }
        return "<ol class=\"history\">\(lines)</ol>"
    }

    // Their text is ours: another message's uid, or what was seen when the program stopped.
    private static func isOurOwn(_ kind: String) -> Bool { ["joined", "set-aside", "held", "doubt"].contains(kind) }

    /// One event as a sentence.
    func sentence(_ event: QueuedMessage.Event) -> String {
        switch event.what {
        case "planned": "Dit bericht is klaargezet."
        case "revived": "Het is toch weer nodig: een verandering is teruggedraaid."
        case "superseded": "Het is niet meer nodig: er is iets veranderd."
        case "expired": "Het is niet verstuurd: het moment was voorbij."
        case "cancelled-by-person": "Iemand heeft het afgezegd."
        case "cancelled-in-doubt": "Het is afgezegd. Misschien was het al aangekomen."
        case "cancel-asked": "Iemand wilde het afzeggen terwijl het al onderweg was."
        case "rescheduled": "Het gaat op een ander moment weg."
        case "quiet-hours": "Het wacht tot het geen avond of zondag meer is."
        case "capped": "Het wacht: deze persoon kreeg al genoeg mail."
        case "nothing-to-tell": "Het is niet verstuurd: er was niets te melden."
        case "set-aside": "Het zou meegaan in een andere mail, maar die kon nog niet weg."
        case "joined": "Het ging mee in een andere mail van die dag."
        case "doubt": "De verbinding viel weg. We weten niet of het aankwam."
        case "held": "Het wacht tot jij beslist."
        case "sent": "Het ging weg: de mailserver nam het aan."
        case "dead": "De mailserver weigerde het. Het gaat niet vanzelf nog een keer."
        case "dead-address": "Het adres bestaat niet, of werkt niet."
        case "dead-policy": "De mailserver wilde dit bericht niet hebben."
        case "sender-refused": "De mailserver weigerde ons afzenderadres. Het versturen is stilgezet."
        case "postponed": "De ontvanger vroeg om het later nog een keer te proberen."
        case "interrupted": "De verbinding viel weg voor het verstuurd was. Het gaat vanzelf opnieuw."
        case "relay-trouble": "De mailserver deed het even niet. Het gaat vanzelf opnieuw."
        case "retried": "Iemand liet het opnieuw versturen."
        case "released": "Iemand liet het toch versturen."
        case "bounced": "Het kwam terug: het adres bestaat niet."
        case "undelivered": "Het kwam terug. Het adres kan wel goed zijn."
        case "delayed": "De ontvanger heeft het nog niet aangenomen. Dat wordt nog geprobeerd."
        default: "Er gebeurde iets anders: \(event.what)."
        }
    }

    /// Why an action on this message was refused, and what to do instead.
    func refusal(_ line: MailboxLine) -> String {
        if line.expires <= now, line.state != .sent, line.state != .cancelled {
            return "Dit bericht heeft geen zin meer: het moest weg zijn voor \(moment(line.expires)). Bel liever even."
        }
        return switch line.state {
        case .sent: "Dit bericht is al weg. Er is niets meer af te zeggen, en opnieuw versturen hoeft niet."
        case .cancelled: "Dit bericht was al afgezegd. Er is niets veranderd."
        case .expired: "Het moment van dit bericht is voorbij. Bel liever even."
        case .dead: "Dit bericht ging niet weg, dus er is niets af te zeggen."
        case .held: "Dit bericht wacht op jou: laat het versturen, of zeg het af."
        case .ready: "Dit bericht staat al klaar. Je hoeft niets te doen."
        case .leased: "Dit bericht wordt nu verstuurd. Wacht even en kijk dan opnieuw."
        }
    }
}
