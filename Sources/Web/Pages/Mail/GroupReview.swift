import Domain
import Reminders
import Storage

/// A letter to a group before it goes, with all that will happen, and then how far it is.
enum GroupReview {
    private struct Facts {
        let letter: GroupLetter
        let content: MailContent?
        let people: [GroupRecipient]
        let progress: GroupProgress
        let failures: [MailboxLine]
        let departure: Instant
        let cap: (day: Int, week: Int)
        let pausedBecause: String?
        let words: MailWords

        var reached: [GroupRecipient] { people.filter { $0.obstacle == nil } }
    }

    static func page(_ visit: Visit, nobodyToSendTo: Bool = false) throws -> Page {
        let uid = try visit.uid()
        let read = try visit.scope.read { reader -> Facts? in
            guard let letter = try reader.groupLetter(uid) else { return nil }
            let settings = try reader.settings
            return Facts(
                letter: letter, content: try reader.content(of: .group(uid)),
                people: letter.sentAt == nil ? try reader.groupRecipients(uid) : [],
                progress: try reader.groupProgress(uid), failures: try reader.groupFailures(uid),
                departure: try reader.groupDeparture(), cap: (settings.capBuddyDay, settings.capBuddyWeek),
                pausedBecause: try reader.pauseReason(), words: MailWords(now: reader.now, zone: settings.zone))
        }
        guard let facts = read else { throw Refusal.notFound }
        let preview = facts.content.flatMap { try? LetterPreview($0, .group) }
        let mail = Part.section("Zo komt het aan", preview.map(LetterView.html) ?? LetterView.gone)
        if facts.letter.sentAt != nil { return progress(visit, facts, mail) }
        let problem: HTML =
            nobodyToSendTo
            ? """
            <div class="errors" role="alert"><h2>Er is niemand om dit aan te sturen</h2>
            <p>Niemand van deze groep heeft een mailadres dat werkt. Kies een andere groep, of bel.</p></div>
            """ : ""
        return Page(
            "Bekijk je bericht", heading: "Klopt het zo?", lead: "\(facts.letter.draft.subject)", place: .mail,
            back: Link("Berichten", "/\(visit.slug)/berichten"), status: nobodyToSendTo ? 422 : 200,
            body: """
                \(problem)\(PauseBanner.html(visit, pausedBecause: facts.pausedBecause))
                \(Part.columns(mail, toWhom(visit, facts)))
                """)
    }

    private static func toWhom(_ visit: Visit, _ facts: Facts) -> HTML {
        let base: Path = "/\(visit.slug)/berichten/groep/\(facts.letter.uid)"
        let unreached = facts.people.filter { $0.obstacle != nil }
        let isLater = facts.departure > facts.words.now
        let rest: HTML =
            unreached.isEmpty
            ? ""
            : """
            <p>\(Dutch.opening(unreached.count, "buddy krijgt", "buddy's krijgen")) het niet. Bel hen als het belangrijk is:</p>
            <ul>\(unreached.prefix(20).map { person -> HTML in
                "<li><a href=\"\("/\(visit.slug)/buddys/\(person.buddy)" as Path)\">\(person.name)</a>: \(why(person.obstacle))</li>"
            })\(unreached.count > 20 ? "<li>en nog \(unreached.count - 20)</li>" : "" as HTML)</ul>
            """
        let may = visit.member.role.may(.sendMail)
        let hidden = Field.hidden("versie", String(facts.letter.version))
        return """
            \(Part.section("Aan wie", """
                <p><strong>\(facts.letter.draft.audience.title)</strong>: \
                \(Dutch.count(facts.reached.count, "buddy krijgt", "buddy's krijgen")) deze mail.</p>
                <details class="fold"><summary>Wie zijn dat?</summary>\
                <ul>\(facts.reached.prefix(300).map { "<li>\($0.name)</li>" as HTML })</ul></details>
                \(rest)
                """))
            \(Part.section("Wanneer", """
                <p>\(isLater ? "Nu is het te laat op de dag, of zondag. Het bericht gaat \(facts.words.moment(facts.departure)) weg." : "Het bericht gaat meteen weg.") \
                Niemand krijgt meer dan \(Dutch.words(facts.cap.day)) berichten op een dag en \(Dutch.words(facts.cap.week)) in een \
                week. Wie daar al aan zit, krijgt het later.</p>
                """))
            \(may ? ProofPage.button(visit, .group(facts.letter.uid)) : "" as HTML)
            \(may && !facts.reached.isEmpty
                ? "<div class=\"actions\">\(visit.action("Verstuur aan \(Dutch.count(facts.reached.count, "buddy", "buddy's"))", "\(base)/versturen", hidden))</div>"
                : "" as HTML)
            \(may ? """
                <div class="actions">\(Part.button(Link("Verander het", "\(base)/wijzigen"), isFirst: false))</div>
                <details class="fold"><summary>Weggooien</summary><p>Het concept is dan weg.</p>\
                \(visit.action("Gooi dit concept weg", "\(base)/weggooien", isFirst: false, hidden))</details>
                """ : "" as HTML)
            """
    }

    private static func why(_ obstacle: GroupRecipient.Obstacle?) -> String {
        switch obstacle {
        case .noAddress: "geen mailadres"
        case .deadAddress: "het mailadres werkt niet"
        case .optedOut: "wil zulke berichten niet"
        case nil: ""
        }
    }

    private static func progress(_ visit: Visit, _ facts: Facts, _ mail: HTML) -> Page {
        let (letter, progress) = (facts.letter, facts.progress)
        let isGoing = letter.stoppedAt == nil && progress.waiting > 0
        // Only while it runs: a letter that waits for the morning needs nobody to watch it.
        let isFresh = letter.sentAt.map { facts.words.now - $0 < .minutes(15) } ?? false
        let heading: HTML =
            letter.stoppedAt != nil
            ? "Dit bericht is gestopt" : isGoing ? "Dit bericht gaat weg" : "Dit bericht is weg"
        let stop: HTML =
            isGoing && visit.member.role.may(.sendMail)
            ? """
            <details class="fold"><summary>Stoppen</summary><p>Wie de mail al heeft, heeft hem. De anderen krijgen hem dan niet.</p>\
            \(visit.action("Stop dit bericht", "/\(visit.slug)/berichten/groep/\(letter.uid)/stoppen", isFirst: false))</details>
            """ : ""
        let bar: HTML = """
            <p><label for="voortgang">\(progress.sent) van \(progress.all) verstuurd\
            \(progress.waiting > 0 ? ", \(progress.waiting) \(progress.waiting == 1 ? "staat" : "staan") klaar" : "")\
            \(progress.failed > 0 ? ", \(progress.failed) niet gelukt" : "")\
            \(progress.cancelled > 0 ? ", \(progress.cancelled) niet verstuurd" : "")</label></p>
            <progress id="voortgang" max="\(max(1, progress.all))" value="\(progress.sent)"></progress>
            """
        let failures: HTML =
            facts.failures.isEmpty
            ? "" : Part.section("Niet gelukt", Part.lines(facts.failures.map { MailList.line(visit, $0, facts.words) }))
        return Page(
            "Bericht aan een groep", heading: heading,
            lead: "\(letter.draft.subject) · \(letter.draft.audience.title)", place: .mail,
            back: Link("Berichten", "/\(visit.slug)/berichten"), refreshSeconds: isGoing && isFresh ? 5 : nil,
            body: """
                \(PauseBanner.html(visit, pausedBecause: facts.pausedBecause))
                \(bar)\(stop)\(failures)\(mail)
                """)
    }
}
