import Domain
import Storage

/// What needs attention as lines on the page: what cannot wait, and what can.
struct AttentionLines {
    let slug: Slug
    let attention: Attention
    let words: MailWords

    var today: LocalDate { words.today }

    /// What somebody is waiting for, or what will go wrong: in the order in which to do it.
    var urgent: [HTML] { withoutBuddy + requests + newcomers + failed + deadAddresses }

    /// How many things that are, also those that a line only counts.
    var urgentCount: Int {
        attention.meetingsWithoutBuddy.count + attention.requests.count + attention.failedMessages.count
            + attention.deadAddresses.count + newcomers.count
    }

    /// What is good to do this week.
    var later: [HTML] {
        lookBacks + pool + calls + interviews + pauses + questions + tasks + optOuts + ending + incomplete + contacts
    }

    func remedy(_ words: String, _ path: Path, isFirst: Bool = false) -> HTML {
        Part.button(Link(words, path), isFirst: isFirst)
    }

    func more<Mark>(_ some: Attention.Some<Mark>, _ path: Path) -> [HTML] {
        let rest = some.count - some.first.count
        return rest > 0 ? [Part.line("En nog \(rest)", "", .needsYou, remedy: remedy("Bekijk alles", path))] : []
    }

    // A reminder that finds no buddy is a parent alone.
    private var withoutBuddy: [HTML] {
        attention.meetingsWithoutBuddy.first.map { meeting in
            let told = meeting.changedAt.map { " · gemeld \(Dutch.ago($0, at: words.now, in: words.zone))" } ?? ""
            return Part.line(
                "Een buddy kan niet bij het gesprek van \(Dutch.weekday(meeting.starts.date.weekday))",
                "\(meeting.label) · \(Dutch.moment(meeting.starts, seenFrom: today))\(told)", .harm,
                remedy: remedy("Andere buddy", "/\(slug)/agenda/gesprek/\(meeting.uid)", isFirst: true))
        } + more(attention.meetingsWithoutBuddy, "/\(slug)/agenda")
    }

    private var requests: [HTML] {
        attention.requests.first.map { request in
            let who =
                switch request.requester {
                case .parent: "Een ouder"
                case .carer: "Een verzorger"
                case .youth: "Een jongere"
                }
            let days = today - request.received
            let wait =
                switch days {
                case ..<1: "vraagt vandaag om een buddy"
                case 1: "wacht sinds gisteren op een buddy"
                default: "wacht \(days) dagen op een buddy"
                }
            let details = [
                request.kind == .oneOff ? "één keer advies" : "langer",
                request.mode == .online ? "online" : "in het echt",
                request.withInterpreter ? "met tolk" : nil, request.isProposed ? "er is een buddy voorgesteld" : nil,
            ].compactMap(\.self).joined(separator: " · ")
            return Part.line(
                "\(who) \(wait)", "\(Dutch.capital(details))", request.isProposed ? .calm : .needsYou,
                remedy: remedy(
                    request.isProposed ? "Bekijk" : "Zoek een buddy", "/\(slug)/aanvragen-overzicht/\(request.uid)",
                    isFirst: !request.isProposed))
        } + more(attention.requests, "/\(slug)/aanvragen-overzicht")
    }

    private var failed: [HTML] {
        attention.failedMessages.first.map { line in
            let label: HTML = if case .meeting(let label, _) = line.subject { " · \(label)" } else { "" }
            return Part.line(
                line.state == .held ? "We weten niet of een bericht aankwam" : "Een bericht kwam niet aan",
                "\(words.title(line))\(label)\(line.name.map { " · aan \($0)" } ?? "")", .harm,
                remedy: remedy(
                    line.state == .held ? "Beslis" : "Los het op", "/\(slug)/berichten/\(line.uid)", isFirst: true))
        } + more(attention.failedMessages, "/\(slug)/berichten?stand=niet-gelukt")
    }

    private var deadAddresses: [HTML] {
        attention.deadAddresses.first.map { buddy in
            let next = buddy.on.map { " · het volgende gesprek is \(Dutch.day($0, seenFrom: today))" } ?? ""
            let isNear = buddy.on.map { $0 - today <= 7 } ?? false
            return Part.line(
                "Mail aan \(buddy.name) komt niet aan", "Het mailadres werkt niet\(next)", isNear ? .harm : .needsYou,
                remedy: remedy("Bel en verbeter", "/\(slug)/buddys/\(buddy.uid)"))
        } + more(attention.deadAddresses, "/\(slug)/berichten?stand=niet-gelukt")
    }

    private var lookBacks: [HTML] {
        let missing = attention.lookBacks
        guard let first = missing.first.first else { return [] }
        let links = missing.first.map { meeting -> HTML in
            """
            <a href="\("/\(slug)/agenda/gesprek/\(meeting.uid)" as Path)">\(meeting.label)</a> \
            (\(Dutch.distance(to: meeting.starts.date, from: today)))
            """
        }.joined(", ")
        let rest = missing.count - missing.first.count
        return [
            Part.line(
                "\(missing.count == 1 ? "Eén terugblik ontbreekt nog" : "\(missing.count) terugblikken ontbreken nog")",
                "\(links)\(rest > 0 ? " en nog \(rest)" : ""). Naast vraagt het de buddy's zelf. Hoorde je hoe het ging? Vul het in.",
                remedy: remedy("Vul in", "/\(slug)/agenda/gesprek/\(first.uid)"))
        ]
    }

    private var questions: [HTML] {
        let open = attention.questions
        return open.first.map { question in
            Part.line(
                "\(question.buddyName ?? "Iemand") stelde een vraag",
                "\(Dutch.capital(Dutch.distance(to: question.askedOn, from: today))) · nog geen antwoord",
                remedy: remedy("Beantwoord", "/\(slug)/vragen/\(question.uid)"))
        } + more(open, "/\(slug)/vragen")
    }

    private var optOuts: [HTML] {
        attention.optOuts.first.map { buddy in
            Part.line(
                "Bel \(buddy.name) even", "Wil een soort mail niet meer. Spreek af hoe het dan gaat.",
                remedy: remedy("Naar deze buddy", "/\(slug)/buddys/\(buddy.uid)"))
        } + more(attention.optOuts, "/\(slug)/buddys")
    }

    private var tasks: [HTML] {
        attention.tasks.first.map { task in
            Part.line(
                "\(task.text)",
                "Jij zou dit doen, \(task.due == today ? "vandaag" : Dutch.distance(to: task.due, from: today))\(task.label.map { " · \($0)" } ?? "")",
                remedy: remedy(
                    "Bekijk",
                    task.meeting.map { "/\(slug)/agenda/gesprek/\($0)" } ?? "/\(slug)/agenda"))
        } + more(attention.tasks, "/\(slug)/agenda")
    }

    private var contacts: [HTML] {
        attention.contacts.first.map { contact in
            Part.line(
                "Neem contact op met \(contact.name)",
                contact.on == today
                    ? "Dat wilde je vandaag doen" : "Dat wilde je \(Dutch.distance(to: contact.on, from: today)) doen",
                remedy: remedy("Bekijk", "/\(slug)/netwerk/\(contact.uid)"))
        } + more(attention.contacts, "/\(slug)/netwerk")
    }
}
