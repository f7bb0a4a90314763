import Domain

/// To the coordinator: on Monday what needs attention, or at once that a letter about a coming meeting did not go.
///
/// Also at once, to coordinators and to the helpdesk: that no mail goes at all.
struct Notice {
    let facts: NoticeFacts
    let isAlarm: Bool

    var subject: String {
        if isAlarm, stop != nil { return "Er gaat nu geen mail uit" }
        return isAlarm ? "Bel je buddy even?" : "Dit vraagt je aandacht"
    }

    var intro: Prose {
        if isAlarm, let stop { return stop.intro }
        if isAlarm {
            return facts.items.count == 1
                ? "Een herinnering is niet aangekomen. Bel je de buddy zelf?"
                : "Een paar herinneringen zijn niet aangekomen. Bel je de buddy's zelf?"
        }
        return facts.items.count == 1
            ? "Er is één ding dat je aandacht vraagt." : "Er zijn een paar dingen die je aandacht vragen."
    }

    // One line each: what is wrong, and what to do.
    private func line(_ item: NoticeFacts.Item) -> Prose {
        switch item {
        case .deadAddress(let buddy):
            "Mail aan \(tidy(buddy)) komt niet aan. Vraag een ander mailadres."
        case .failed(let buddy, let kind, let label, let starts, let failure):
            "\(moment(starts)), \(what(kind))\(name(label)): \(why(failure)) Bel \(tidy(buddy))."
        case .groupMailFailed(1):
            "Eén mail aan een groep kwam niet aan. Kijk bij Berichten aan wie, en bel."
        case .groupMailFailed(let count):
            "\(count) mails aan een groep kwamen niet aan. Kijk bij Berichten aan wie, en bel."
        case .sendingPaused: "Er gaat nu geen mail meer uit. Bel degene die Naast voor je beheert."
        case .optedOut(let buddy): "\(tidy(buddy)) wil een soort mail niet meer. Bel om af te spreken hoe het dan gaat."
        case .relayStopped, .tenantStopped: StopWords(item, today: facts.today).map { $0.intro } ?? ""
        }
    }

    private var stop: StopWords? { facts.items.first.flatMap { StopWords($0, today: facts.today) } }

    private func why(_ failure: NoticeFacts.Failure) -> String {
        switch failure {
        case .dead: "de mail kon niet bezorgd worden."
        case .held: "we weten niet of de mail is aangekomen."
        case .expired: "de mail ging niet op tijd."
        case .bounced: "de mail kwam terug."
        }
    }

    private func what(_ kind: LetterKind) -> String {
        switch kind {
        case .beforeWeek, .beforeDay, .intervisionBefore: "de herinnering"
        case .after, .nudge: "de vraag hoe het ging"
        case .moved: "het bericht over de nieuwe tijd"
        case .cancelled: "het bericht dat het niet doorgaat"
        case .intervisionInvite, .intervisionNudge: "de uitnodiging"
        case .digest, .alarm, .login, .group, .test: "een bericht"
        }
    }

    private func moment(_ starts: LocalDateTime) -> Prose {
        "\(strong: Dutch.capital(Dutch.moment(starts, seenFrom: facts.today)))"
    }

    private func name(_ label: String?) -> Prose {
        label.map { Prose([.plain(" "), .label(tidy($0))]) } ?? ""
    }

    var letter: Letter { page.letter(with: nil) }

    var page: LetterPage {
        let name = tidy(facts.coordinatorName)
        return LetterPage(
            subject: subject, preheader: intro.text,
            greeting: name.isEmpty ? "Hoi," : "Hoi \(name.prefix { $0 != " " }),",
            body: [.say(intro)] + lines, atTheEnd: [],
            closing: Closing(tenant: tidy(facts.tenantName)))
    }

    private static let mostItems = 30

    private var lines: [LetterBlock] {
        if isAlarm, let stop { return stop.lines.map { .say($0) } }
        return facts.items.prefix(Self.mostItems).map { .say(line($0)) } + rest
    }

    // A mail with hundreds of lines is not read; the number is.
    private var rest: [LetterBlock] {
        let more = facts.items.count - Self.mostItems
        return more > 0 ? [.say("En nog \(more) andere.")] : []
    }
}
