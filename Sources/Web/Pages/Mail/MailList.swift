import Domain
import Storage

/// The queue, by how messages stand, forty on a page.
enum MailList {
    private struct Facts {
        let lines: [MailboxLine]
        let counts: [MailboxFilter: Int]
        let sentThisWeek: Int
        let pausedBecause: String?
        let groups: [(letter: GroupLetter, progress: GroupProgress)]
        let words: MailWords
    }

    static func page(_ visit: Visit) throws -> Page {
        let filter = visit.request.query("stand").flatMap(MailboxFilter.init(rawValue:)) ?? .waiting
        let pager = Pager(visit.request)
        let facts = try visit.scope.read { reader in
            Facts(
                lines: try reader.mailbox(filter, page: pager.number - 1),
                counts: [.waiting: try reader.mailboxCount(.waiting), .failed: try reader.mailboxCount(.failed)],
                sentThisWeek: try reader.sentThisWeek(), pausedBecause: try reader.pauseReason(),
                groups: try reader.groupLetters(limit: 3).map { ($0, try reader.groupProgress($0.uid)) },
                words: MailWords(now: reader.now, zone: try reader.settings.zone))
        }
        let isStopped = facts.pausedBecause != nil || visit.scope.tenant.state == .suspended
        return Page(
            "Berichten", heading: isStopped ? "Er gaat nu geen mail weg" : "De post loopt",
            lead: """
                \(Dutch.count(facts.sentThisWeek, "bericht", "berichten")) deze week verstuurd, \
                \(facts.counts[.waiting] ?? 0) \(facts.counts[.waiting] == 1 ? "staat" : "staan") klaar
                """,
            place: .mail,
            body: """
                \(PauseBanner.html(visit, pausedBecause: facts.pausedBecause))
                \(visit.member.role.may(.sendMail) ? toWrite(visit) : "" as HTML)
                \(groups(visit, facts))
                <nav class="tabs" aria-label="Welke berichten"><ul>\(tabs(visit, filter, facts.counts))</ul></nav>
                \(list(visit, filter, facts))
                \(pager.html(hasMore: facts.lines.count == TenantReader.mailboxPage) {
                    "/\(visit.slug)/berichten?stand=\(filter.rawValue)&bladzijde=\($0)"
                })
                """)
    }

    private static func toWrite(_ visit: Visit) -> HTML {
        """
        <div class="actions">\(Part.button(Link("Schrijf aan een groep", "/\(visit.slug)/berichten/groep/nieuw")))
        \(Part.button(Link("Tekst voor een nieuwsbrief", "/\(visit.slug)/berichten/teksten"), isFirst: false))
        \(Part.button(Link("Zie wat een buddy krijgt", "/\(visit.slug)/berichten/proef"), isFirst: false))</div>
        """
    }

    private static func groups(_ visit: Visit, _ facts: Facts) -> HTML {
        guard !facts.groups.isEmpty else { return "" }
        let lines = facts.groups.map { letter, progress -> HTML in
            let standing: HTML =
                letter.sentAt == nil
                ? "\(Part.tag("concept", .needsYou)) nog niet verstuurd"
                : letter.stoppedAt != nil
                    ? "gestopt · \(progress.sent) verstuurd" : "\(progress.sent) van \(progress.all) verstuurd"
            return Part.line(
                "\(letter.draft.subject)", "\(letter.draft.audience.title) · \(standing)",
                remedy: Part.button(
                    Link(letter.sentAt == nil ? "Verder" : "Bekijk", "/\(visit.slug)/berichten/groep/\(letter.uid)"),
                    isFirst: false))
        }
        let all = Link("Alle berichten aan een groep", "/\(visit.slug)/berichten/groep")
        return Part.section(
            "Aan een groep", "\(Part.lines(lines))<div class=\"actions\">\(Part.button(all, isFirst: false))</div>")
    }

    private static func tabs(_ visit: Visit, _ here: MailboxFilter, _ counts: [MailboxFilter: Int]) -> [HTML] {
        MailboxFilter.allCases.map { filter in
            let mark: HTML = filter == here ? " aria-current=\"page\"" : ""
            let count: HTML =
                filter == .waiting || filter == .failed ? " <span class=\"count\">\(counts[filter] ?? 0)</span>" : ""
            let path: Path = "/\(visit.slug)/berichten?stand=\(filter.rawValue)"
            return "<li><a href=\"\(path)\"\(mark)>\(words(filter))\(count)</a></li>"
        }
    }

    private static func words(_ filter: MailboxFilter) -> String {
        switch filter {
        case .waiting: "Staan klaar"
        case .sent: "Verstuurd"
        case .failed: "Niet gelukt"
        case .dropped: "Vervallen"
        }
    }

    private static func list(_ visit: Visit, _ filter: MailboxFilter, _ facts: Facts) -> HTML {
        guard !facts.lines.isEmpty else {
            return switch filter {
            case .waiting:
                Part.empty("Er staat niets klaar. Komt er een gesprek of intervisie bij, dan staat het bericht hier.")
            case .sent: Part.empty("Er is nog niets verstuurd.")
            case .failed: Part.empty("Alles is aangekomen, zover wij weten.")
            case .dropped: Part.empty("Er is niets vervallen.")
            }
        }
        return Part.lines(facts.lines.map { line(visit, $0, facts.words) })
    }

    static func line(_ visit: Visit, _ line: MailboxLine, _ words: MailWords) -> HTML {
        let label: HTML =
            if case .meeting(let label, _) = line.subject { " \(Part.tag(label))" } else { "" }
        let more: HTML = line.reasons > 1 ? " · met nog \(line.reasons - 1) in dezelfde mail" : ""
        let remedy: HTML =
            if let buddy = line.buddy, line.hasDeadAddress, line.state != .cancelled {
                Part.button(Link("Bel en verbeter", "/\(visit.slug)/buddys/\(buddy)"), isFirst: false)
            } else {
                Part.button(Link("Bekijk", "/\(visit.slug)/berichten/\(line.uid)"), isFirst: false)
            }
        return Part.line(
            "<a href=\"\("/\(visit.slug)/berichten/\(line.uid)" as Path)\">\(words.title(line))</a>\(label)",
            "\(line.name.map { "aan \($0)" } ?? "aan iemand die er niet meer is") · \(words.standing(line))\(more)",
            words.tone(line), remedy: remedy)
    }
}
