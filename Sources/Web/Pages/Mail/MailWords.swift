import Domain
import Storage

/// What a message is, and how it stands, in a coordinator's words.
struct MailWords {
    let now: Instant
    let zone: Zone

    var today: LocalDate { zone.local(now).date }

    /// `maandag 30 november, 16.00 uur`; today and yesterday by their name.
    func moment(_ instant: Instant) -> String {
        let local = zone.local(instant)
        let day =
            switch today - local.date {
            case 0: "vandaag"
            case 1: "gisteren"
            case -1: "morgen"
            default: Dutch.day(local.date, seenFrom: today)
            }
        return "\(day), \(Dutch.time(local.time))"
    }

    private func day(_ starts: LocalDateTime) -> String { Dutch.day(starts.date, seenFrom: today) }

    /// What the message is, for a heading or the first words of a line.
    func title(_ line: MailboxLine) -> String {
        switch line.subject {
        case .meeting(_, let starts): meeting(line.kind, day(starts))
        case .session(let gathering, let starts): session(line.kind, "\(gathering.title) van \(day(starts))")
        case .group(let subject): "Bericht aan een groep: \(subject)"
        case .other: other(line.kind)
        }
    }

    private func meeting(_ kind: LetterKind, _ day: String) -> String {
        switch kind {
        case .beforeWeek: "Herinnering, een week voor het gesprek van \(day)"
        case .beforeDay: "Herinnering voor het gesprek van \(day)"
        case .after: "Vraag hoe het gesprek van \(day) ging"
        case .nudge: "Nog één keer de vraag hoe het gesprek van \(day) ging"
        case .moved: "Het gesprek is verzet: \(day)"
        case .cancelled: "Het gesprek van \(day) gaat niet door"
        default: "Bericht over het gesprek van \(day)"
        }
    }

    // Such as "training van woensdag 2 december".
    private func session(_ kind: LetterKind, _ what: String) -> String {
        switch kind {
        case .intervisionInvite: "Uitnodiging voor de \(what)"
        case .intervisionNudge: "Nog één keer de vraag: kom je naar de \(what)?"
        case .intervisionBefore: "Herinnering voor de \(what)"
        case .moved: "Bericht over een verandering: de \(what)"
        case .cancelled: "De \(what) gaat niet door"
        default: "Bericht over de \(what)"
        }
    }

    private func other(_ kind: LetterKind) -> String {
        switch kind {
        case .digest: "Overzicht van maandag"
        case .alarm: "Waarschuwing over mail die niet ging"
        case .login: "Inlogmail"
        case .test: "Proefmail"
        case .group: "Bericht aan een groep"
        case .beforeWeek, .beforeDay, .after, .nudge, .moved, .cancelled, .intervisionInvite, .intervisionNudge,
            .intervisionBefore:
            "Bericht over iets dat er niet meer is"
        }
    }

    /// How it stands, with when.
    func standing(_ line: MailboxLine) -> String {
        let finished = line.finishedAt.map(moment) ?? ""
        switch line.state {
        case .ready: return waiting(line)
        case .leased: return "wordt nu verstuurd"
        case .sent:
            guard line.cameBack else { return "ging weg: \(finished)" }
            return line.hasDeadAddress
                ? "kwam terug: het adres bestaat niet" : "ging weg: \(finished), maar kwam niet aan"
        case .dead:
            switch line.lastEvent?.what {
            case "dead-address": return "niet aangekomen: het adres werkt niet"
            case "dead-policy": return "niet aangekomen: de mailserver wilde dit bericht niet hebben"
            default: return "niet aangekomen: de mailserver weigerde het"
            }
        case .held: return "we weten niet of dit is aangekomen; jij beslist"
        case .expired: return "niet verstuurd: het moment was voorbij"
        case .cancelled:
            switch line.lastEvent?.what {
            case "cancelled-by-person": return "afgezegd: \(finished)"
            case "joined": return "ging mee in een andere mail"
            case "nothing-to-tell": return "niet nodig: er was niets te melden"
            default: return "niet meer nodig: er is iets veranderd"
            }
        }
    }

    private func waiting(_ line: MailboxLine) -> String {
        let when = line.due <= now ? "gaat zo weg" : "gaat weg: \(moment(line.due))"
        switch line.lastEvent?.what {
        case "capped": return "wacht, want deze persoon kreeg al genoeg mail; \(when)"
        case "quiet-hours": return "wacht tot het geen avond of zondag meer is; \(when)"
        case "postponed": return "de ontvanger vroeg om het later te proberen; \(when)"
        case "interrupted", "relay-trouble", "sender-refused": return "de mailserver deed het even niet; \(when)"
        case "doubt": return "misschien al aangekomen; \(when)"
        default: return when
        }
    }

    /// How urgent a line is.
    func tone(_ line: MailboxLine) -> Tone {
        switch line.state {
        case .dead, .held: line.expires > now ? .harm : .needsYou
        case .expired: .needsYou
        case .sent: line.cameBack ? .harm : .calm
        case .ready, .leased, .cancelled: .calm
        }
    }
}
