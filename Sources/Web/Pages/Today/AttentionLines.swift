import Domain
import Storage

/// What needs attention as lines on the page: what cannot wait, and what can.
struct AttentionLines {
    let slug: Slug
    let attention: Attention
    let words: MailWords

    private var today: LocalDate { words.today }

    /// What somebody is waiting for, or what will go wrong: in the order in which to do it.
    var urgent: [HTML] { withoutBuddy + requests + failed + deadAddresses }

    /// How many things that are, also those that a line only counts.
    var urgentCount: Int {
        attention.meetingsWithoutBuddy.count + attention.requests.count + attention.failedMessages.count
            + attention.deadAddresses.count
    }

    /// What is good to do this week.
    var later: [HTML] {
        calls + lookBacks + pool + questions + optOuts + certificates + contacts
    }

    private func remedy(_ words: String, _ path: Path, isFirst: Bool = false) -> HTML {
        Part.button(Link(words, path), isFirst: isFirst)
    }

    private func more<Mark>(_ some: Attention.Some<Mark>, _ path: Path) -> [HTML] {
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

    private var calls: [HTML] {
        attention.calls.first.map { call in
            let path: Path = "/\(slug)/buddys/\(call.uid)"
            return switch call.need {
            case .firstContact:
                Part.line(
                    "\(call.name) wil buddy worden",
                    "Aangemeld \(Dutch.distance(to: call.since, from: today)) · nog niet gesproken",
                    remedy: remedy("Maak kennis", path))
            case .interviewPast:
                Part.line(
                    "Hoe ging de kennismaking met \(call.name)?", "Schrijf het op. Dan kan deze buddy verder.",
                    remedy: remedy("Schrijf op", "\(path)/gesprek"))
            case .pauseOver:
                Part.line(
                    "De pauze van \(call.name) is voorbij", "Vraag of deze buddy weer mee wil doen.",
                    remedy: remedy("Bel", path))
            default:
                Part.line(
                    "Bel \(call.name)", "Dat was afgesproken, of jullie spraken elkaar lang niet.",
                    remedy: remedy("Naar deze buddy", path))
            }
        } + more(attention.calls, "/\(slug)/buddys?stand=wacht")
    }

    private var pool: [HTML] {
        let waiting = attention.pool
        guard let first = waiting.first.first else { return [] }
        let last =
            first.lastContact.map { "laatste contact \(Dutch.distance(to: $0, from: today))" } ?? "nog geen contact"
        if waiting.count == 1 {
            return [
                Part.line(
                    "\(first.name) wacht op een ouder en hoorde lang niets",
                    "Wacht sinds \(Dutch.day(first.since, seenFrom: today)) · \(last)",
                    remedy: remedy("Neem contact op", "/\(slug)/buddys/\(first.uid)"))
            ]
        }
        return [
            Part.line(
                "\(waiting.count) buddy's wachten op een ouder en hoorden lang niets",
                "Het langst wacht \(first.name): \(last)",
                remedy: remedy("Stuur een bericht", "/\(slug)/berichten/groep/nieuw?aan=pool"))
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

    private var certificates: [HTML] {
        let running = attention.certificates
        guard let first = running.first.first, let until = first.on else { return [] }
        let moment =
            until < today
            ? "liep af op \(Dutch.day(until, seenFrom: today))" : "loopt af op \(Dutch.day(until, seenFrom: today))"
        if running.count == 1 {
            return [
                Part.line(
                    "Vraag \(first.name) om een nieuwe VOG", "De VOG \(moment)",
                    remedy: remedy("Bekijk", "/\(slug)/buddys/\(first.uid)"))
            ]
        }
        let links = running.first.map { buddy -> HTML in
            "<a href=\"\("/\(slug)/buddys/\(buddy.uid)" as Path)\">\(buddy.name)</a>"
        }.joined(", ")
        let rest = running.count - running.first.count
        return [
            Part.line(
                "\(running.count) buddy's hebben een nieuwe VOG nodig",
                "\(links)\(rest > 0 ? " en nog \(rest)" : "") · de eerste \(moment)",
                remedy: remedy("Bekijk", "/\(slug)/buddys/\(first.uid)"))
        ]
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
