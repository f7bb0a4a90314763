import Domain
import Storage

/// Who could be the buddy, who is being asked, and who was.
enum Proposals {
    private static let firstFew = 5
    /// What a page of two hundred buddies shows until somebody asks for all.
    private static let some = 25

    /// Everybody in their order, with the reasons and warnings in words.
    static func ranked(_ visit: Visit, _ seen: RequestPage.Seen, _ path: Path) -> HTML {
        guard !seen.ranking.isEmpty else {
            return Part.section(
                "Wie past hierbij?",
                Part.empty(
                    "Er zijn nog geen buddy's om te vragen.",
                    "<p>\(Part.button(Link("Naar de buddy's", "/\(visit.slug)/buddys")))</p>"))
        }
        let shown = visit.request.query("alle") == nil ? seen.ranking.prefix(some) : seen.ranking[...]
        let lines = shown.enumerated().map { line(visit, $1, seen.detail, path, isBest: $0 == 0) }
        let rest = lines.dropFirst(firstFew)
        let more: HTML =
            rest.isEmpty
            ? ""
            : """
            <details class="unfold"><summary>Nog \(Dutch.count(rest.count, "buddy", "buddy's"))</summary>\
            \(Part.lines(Array(rest)))</details>
            """
        let all: HTML =
            shown.count == seen.ranking.count
            ? ""
            : "<p><a href=\"\("\(path)?alle=ja" as Path)\">Toon alle \(seen.ranking.count) buddy's</a></p>"
        return Part.section(
            "Wie past hierbij?",
            """
            <p class="soft">Naast zet ze op volgorde en zegt waarom. Jij kiest. Vraag eerst de buddy, of eerst \
            \(RequestWords.them(seen.detail.requester)).</p>
            \(Part.lines(Array(lines.prefix(firstFew))))\(more)\(all)
            """)
    }

    private static func line(_ visit: Visit, _ ranked: RankedBuddy, _ detail: RequestDetail, _ path: Path, isBest: Bool)
        -> HTML
    {
        let name = ranked.candidate.firstName
        let reasons = ranked.reasons.map(\.words).joined(separator: " · ")
        let warnings = ranked.warnings.map { warning -> HTML in
            """
            <li>\(warning.gravity == .serious ? Part.tag("Let op", .needsYou) : Part.tag("Denk aan")) \(warning.words)</li>
            """
        }
        let hidden =
            Field.hidden("buddy", ranked.candidate.uid.text) + Field.hidden("versie", String(detail.version))
        let ask =
            visit.member.role.may(.changeRequests)
            ? visit.action("Vraag \(name)", "\(path)/vragen", isFirst: isBest && ranked.warnings.isEmpty, hidden) : ""
        return """
            <li class="line"><div><h3><a href="\("/\(visit.slug)/buddys/\(ranked.candidate.uid)" as Path)">\(name)</a></h3>
            <p>\(reasons.isEmpty ? "Naast vond geen reden voor deze buddy." : reasons)</p>
            \(warnings.isEmpty ? "" : "<ul class=\"warnings\">\(warnings)</ul>" as HTML)</div>
            <div class="remedy">\(ask)</div></li>
            """
    }

    /// Both sides are asked; a no needs no reason and none is kept.
    static func asking(_ visit: Visit, _ detail: RequestDetail, _ proposal: ProposalLine, _ path: Path) -> HTML {
        let lines = [
            side(
                visit, proposal, path, "buddy", proposal.buddyAnswer, "\(proposal.firstName)",
                "<a href=\"\("/\(visit.slug)/buddys/\(proposal.buddy)" as Path)\">Bekijk \(proposal.firstName)</a>"),
            side(
                visit, proposal, path, "ouder", proposal.requesterAnswer,
                RequestWords.short(detail.requester),
                "Bel eerst: “Vindt u het goed dat \(proposal.firstName) met u meedenkt?”"),
        ]
        let withdraw: HTML =
            visit.member.role.may(.changeRequests)
            ? """
            <p class="actions">\(visit.action(
                "Trek dit voorstel in", "\(path)/intrekken", isFirst: false,
                Field.hidden("voorstel", proposal.uid.text) + Field.hidden("versie", String(proposal.version))))</p>
            """ : ""
        return Part.section(
            "Beide kanten kiezen zelf",
            """
            \(Part.lines(lines))
            <p class="soft">Nee zeggen mag altijd, zonder reden. Vraag er niet naar.</p>
            \(withdraw)
            """)
    }

    private static func side(
        _ visit: Visit, _ proposal: ProposalLine, _ path: Path, _ who: String, _ answer: Bool?, _ name: String,
        _ help: HTML
    ) -> HTML {
        func button(_ word: String, _ value: String) -> HTML {
            visit.action(
                word, "\(path)/antwoord", isFirst: value == "ja",
                Field.hidden("voorstel", proposal.uid.text) + Field.hidden("versie", String(proposal.version))
                    + Field.hidden("wie", who) + Field.hidden("antwoord", value))
        }
        let buttons: HTML
        switch answer {
        case _ where !visit.member.role.may(.changeRequests): buttons = ""
        case true?: buttons = button("\(name) zegt toch nee", "nee")
        default: buttons = button("\(name) zegt ja", "ja") + button("\(name) zegt nee", "nee")
        }
        return Part.line(
            "\(name) \(answer == true ? Part.tag("zegt ja") : Part.tag("nog geen antwoord", .needsYou))",
            answer == true ? "" : help, answer == true ? .calm : .needsYou, remedy: buttons)
    }

    /// What stays known: who said no, and what was taken back.
    static func earlier(_ detail: RequestDetail, _ slug: Slug) -> HTML {
        let past = detail.proposals.filter { !$0.isOpen && $0.match == nil }
        guard !past.isEmpty else { return "" }
        let items = past.map { proposal -> HTML in
            let what =
                proposal.buddyAnswer == false
                ? "zei nee"
                : proposal.requesterAnswer == false ? "\(RequestWords.them(detail.requester)) zei nee" : "ingetrokken"
            return """
                <li><a href="\("/\(slug)/buddys/\(proposal.buddy)" as Path)">\(proposal.firstName)</a>: \(what)</li>
                """
        }
        return "<details class=\"unfold\"><summary>Eerder gevraagd (\(past.count))</summary><ul>\(items)</ul></details>"
    }
}
