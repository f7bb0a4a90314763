import Domain
import Reminders
import Storage

/// One message: what it says, what happened to it, what can be done.
enum MessagePage {
    private struct Facts {
        let line: MailboxLine
        let history: [QueuedMessage.Event]
        let content: MailContent?
        let words: MailWords
        let pausedBecause: String?
    }

    static func page(_ visit: Visit, refused: Bool = false) throws -> Page {
        let uid = try visit.uid()
        let read = try visit.scope.read { reader -> Facts? in
            guard let line = try reader.mailboxLine(uid) else { return nil }
            return Facts(
                line: line, history: try reader.mailboxHistory(uid), content: try reader.content(of: .message(uid)),
                words: MailWords(now: reader.now, zone: try reader.settings.zone),
                pausedBecause: try reader.pauseReason())
        }
        guard let facts = read else { throw Refusal.notFound }
        let (line, words) = (facts.line, facts.words)
        let refusal: HTML =
            refused
            ? """
            <div class="errors" role="alert"><h2>Dit kan nu niet</h2><p>\(words.refusal(line))</p></div>
            """ : ""
        return Page(
            "Bericht", heading: "\(words.title(line))", lead: "\(Dutch.capital(words.standing(line))).", place: .mail,
            back: Link("Berichten", "/\(visit.slug)/berichten"), status: refused ? 409 : 200,
            body: """
                \(refusal)
                \(PauseBanner.html(visit, pausedBecause: facts.pausedBecause))
                \(Part.columns(letter(visit, facts), aside(visit, facts)))
                """)
    }

    /// Does one thing with the message in the path; what the queue refuses is said on the message's own page.
    static func act(
        _ visit: Visit, _ notice: Notice, _ done: [String], _ work: (TenantWriter, Uid) throws -> Void
    ) throws -> Answer {
        let uid = try visit.uid()
        do throws(StoreError) {
            try visit.scope.write { writer in
                guard try writer.hasMessage(uid) else { throw StoreError.unknown }
                try work(writer, uid)
                try writer.log(.changed, .message, uid, done)
            }
        } catch {
            guard case .refused = error else { throw error }
            return .page(try page(visit, refused: true))
        }
        return .redirect("/\(visit.slug)/berichten/\(uid)", notice)
    }

    private static func letter(_ visit: Visit, _ facts: Facts) -> HTML {
        let line = facts.line
        let preview = facts.content.flatMap { try? LetterPreview($0, line.kind) }
        let note: HTML =
            switch line.state {
            case .ready, .leased:
                "<p class=\"soft\">Zo gaat het weg. Verandert er iets in de agenda, dan verandert de tekst mee.</p>"
            case .sent:
                """
                <p class="soft">We bewaren de mail zelf niet. Dit is de tekst, gemaakt met wat er nu in de agenda staat.</p>
                """
            case .dead, .held, .expired, .cancelled: ""
            }
        let toMe: HTML =
            preview != nil && visit.member.role.may(.sendMail) && !line.kind.isNotice && line.kind != .test
            ? ProofPage.button(visit, .message(line.uid)) : ""
        return Part.section(
            "De mail", "\(note)\(preview.map(LetterView.html) ?? LetterView.gone)\(toMe)")
    }

    private static func aside(_ visit: Visit, _ facts: Facts) -> HTML {
        let (line, words) = (facts.line, facts.words)
        let name: HTML =
            if let buddy = line.buddy, let name = line.name {
                "<a href=\"\("/\(visit.slug)/buddys/\(buddy)" as Path)\">\(name)</a>"
            } else {
                "\(line.name ?? "iemand die er niet meer is")"
            }
        var rows: [(term: String, value: HTML)] = [("Aan", name)]
        if case .meeting(let label, let starts) = line.subject {
            rows.append(("Gesprek", "\(Part.tag(label)) \(Dutch.moment(starts, seenFrom: words.today))"))
        }
        if line.state == .ready { rows.append(("Gaat weg", "\(words.moment(line.due))")) }
        if line.state == .ready || line.state == .held || line.state == .dead {
            rows.append(("Heeft zin tot", "\(words.moment(line.expires))"))
        }
        return """
            \(Part.section("Zo staat het ervoor", Part.facts(rows)))
            \(visit.member.role.may(.sendMail) ? actions(visit, facts) : "" as HTML)
            \(Part.section("Wat er gebeurde", words.history(facts.history)))
            """
    }

    private static func actions(_ visit: Visit, _ facts: Facts) -> HTML {
        let line = facts.line
        let base: Path = "/\(visit.slug)/berichten/\(line.uid)"
        let isOfUse = line.expires > facts.words.now
        let buddy: HTML =
            line.buddy.map {
                Part.button(
                    Link(
                        line.hasDeadAddress ? "Bel en verbeter het adres" : "Naar deze buddy",
                        "/\(visit.slug)/buddys/\($0)"))
            } ?? ""
        switch line.state {
        case .ready, .leased:
            return fold(
                "Dit bericht niet versturen",
                "<p>Het gaat dan niet weg, ook later niet.</p>",
                visit.action("Zeg dit bericht af", "\(base)/afzeggen", isFirst: false))
        case .dead where isOfUse:
            return Part.section(
                "Wat je kunt doen",
                line.hasDeadAddress
                    ? """
                    <p>Bel de buddy en vraag het goede adres. Verander je het adres, dan gaan nieuwe berichten daarheen.</p>
                    <div class="actions">\(buddy)</div>
                    <p>Klopt het adres toch? Stuur het dan opnieuw.</p>
                    \(visit.action("Verstuur opnieuw", "\(base)/opnieuw", isFirst: false))
                    """
                    : """
                    <p>Stuur het opnieuw. Lukt het weer niet? Bel dan.</p>
                    <div class="actions">\(visit.action("Verstuur opnieuw", "\(base)/opnieuw"))</div>
                    """)
        case .held where isOfUse:
            return Part.section(
                "Wat je kunt doen",
                """
                <p>Misschien is het al aangekomen. Twee keer dezelfde mail is minder erg dan geen. Of bel even.</p>
                <div class="actions">\(visit.action("Verstuur het toch", "\(base)/vrijgeven"))\
                \(visit.action("Niet versturen", "\(base)/afzeggen", isFirst: false))</div>
                """)
        case .dead, .held, .expired:
            return Part.section(
                "Wat je kunt doen",
                "<p>Versturen heeft geen zin meer. Bel liever even.</p><div class=\"actions\">\(buddy)</div>")
        case .sent where line.cameBack:
            return Part.section(
                "Wat je kunt doen",
                "<p>Deze mail is niet aangekomen. Bel, en vraag of het adres klopt.</p><div class=\"actions\">\(buddy)</div>"
            )
        case .sent, .cancelled: return ""
        }
    }

    private static func fold(_ words: String, _ body: HTML, _ action: HTML) -> HTML {
        "<details class=\"fold\"><summary>\(words)</summary>\(body)\(action)</details>"
    }
}
