import Domain
import Reminders
import Storage

/// **Stuur deze mail nu aan mij**: what a buddy gets, in one's own mailbox.
enum ProofPage {
    /// The letter that goes first, or an example while none waits.
    static func page(_ visit: Visit) throws -> Page {
        let (source, content, pausedBecause, line, words) = try visit.scope.read { reader in
            let next = try reader.nextLetter()
            let source = next.map(ProofSource.message) ?? .example
            return (
                source, try reader.content(of: source), try reader.pauseReason(),
                try next.flatMap { try reader.mailboxLine($0) },
                MailWords(now: reader.now, zone: try reader.settings.zone)
            )
        }
        let preview = content.flatMap { try? LetterPreview($0, line?.kind ?? .beforeDay) }
        let what: HTML =
            line.map { line in
                """
                <p>Dit is het eerste bericht dat klaarstaat: <a href="\
                \("/\(visit.slug)/berichten/\(line.uid)" as Path)">\(words.title(line))</a>. Het \(words.standing(line)).</p>
                """
            }
                ?? """
                <p>Er staat nog geen bericht klaar. Dit is een voorbeeld. Zet een gesprek in de agenda, dan zie je hier de echte \
                mail.</p>
                <div class="actions">\(Part.button(Link("Nieuw gesprek", "/\(visit.slug)/agenda/gesprek/nieuw"), isFirst: false))</div>
                """
        return Page(
            "Wat een buddy krijgt", heading: "Dit krijgt je buddy", place: .mail,
            back: Link("Berichten", "/\(visit.slug)/berichten"),
            body: """
                \(PauseBanner.html(visit, pausedBecause: pausedBecause))
                \(what)
                \(preview.map(LetterView.html) ?? LetterView.gone)
                \(button(visit, source))
                """)
    }

    /// The button that stands under a preview; each page carries its own mark, so a second click sends nothing.
    static func button(_ visit: Visit, _ source: ProofSource) -> HTML {
        let (word, uid): (String, String) =
            switch source {
            case .message(let uid): ("bericht", uid.text)
            case .group(let uid): ("groep", uid.text)
            case .example: ("voorbeeld", "")
            }
        let hidden: HTML = """
            \(Field.hidden("bron", word))\(Field.hidden("welk", uid))\(Field.hidden("zending", Uid.random().text))
            """
        return """
            <div class="actions">\(visit.action("Stuur deze mail nu aan mij", "/\(visit.slug)/berichten/proef", isFirst: false, hidden))</div>
            <p class="soft">De mail gaat naar \(visit.member.email.description). Je buddy's merken er niets van.</p>
            """
    }

    static func send(_ visit: Visit) throws -> Answer {
        guard let form = Uid(visit.fields["zending"]) else { throw Refusal.badRequest }
        let uid = Uid(visit.fields["welk"])
        let source: ProofSource
        let back: Path
        switch (visit.fields["bron"], uid) {
        case ("bericht", let uid?): (source, back) = (.message(uid), "/\(visit.slug)/berichten/\(uid)")
        case ("groep", let uid?): (source, back) = (.group(uid), "/\(visit.slug)/berichten/groep/\(uid)")
        case ("voorbeeld", _): (source, back) = (.example, "/\(visit.slug)/berichten/proef")
        default: throw Refusal.badRequest
        }
        do throws(StoreError) {
            try visit.scope.write { try $0.sendProof(source, form: form, to: visit.member) }
        } catch {
            guard case .refused = error else { throw error }
            return .refusal(.tooMany)
        }
        return .redirect(back, .sentToMe)
    }
}
