import Domain
import Storage

/// **Agenda**: meetings and sessions by week or month, and what was agreed in them.
enum Agenda {
    static let routes: [Route] =
        [.get("agenda", .seeSessions) { visit in .page(try AgendaPage.page(visit)) }]
        + MeetingForm.routes + MeetingPage.routes + TaskActions.routes + SessionForm.routes + SessionPage.routes
        + CaseCardPages.routes + CalendarLink.routes
}

extension AgendaEntry {
    /// Its own page.
    func path(_ slug: Slug) -> Path {
        switch what {
        case .meeting: "/\(slug)/agenda/gesprek/\(uid)"
        case .session: "/\(slug)/agenda/bijeenkomst/\(uid)"
        }
    }

    /// What it is, neutral enough for an onlooker and for a calendar program.
    var title: String {
        switch what {
        case .meeting(let label, _): "Schoolgesprek \(label)"
        case .session(let gathering, _, _, _): gathering.title.capitalisedFirst
        }
    }

    /// As a table and a list show it: the words, and the label as a tag.
    func name(_ slug: Slug) -> HTML {
        switch what {
        case .meeting(let label, let attends):
            let tone: Tone = isCancelled || !attends ? .needsYou : .calm
            return "<a href=\"\(path(slug))\">Schoolgesprek</a> \(Part.tag(label, tone))"
        case .session(let gathering, _, _, _):
            return "<a href=\"\(path(slug))\">\(gathering.title.capitalisedFirst)</a>"
        }
    }

    /// What there is to say of it: who comes, and what mail went or goes.
    func state(_ zone: Zone, today: LocalDate) -> String {
        if isCancelled { return "Afgezegd" }
        var parts: [String] = []
        switch what {
        case .meeting(_, let attends): parts.append(attends ? "Buddy gaat mee" : "Buddy gaat niet mee")
        case .session(_, let yes, let maybe, let invited):
            parts.append(invited == 0 ? "Nog niemand uitgenodigd" : "\(yes) van \(invited) komen")
            if maybe > 0 { parts.append(maybe == 1 ? "1 weet het nog niet" : "\(maybe) weten het nog niet") }
        }
        if let nextLetter {
            parts.append("mail gaat \(Self.near(zone.local(nextLetter), today))")
        } else if let lastLetter {
            parts.append("mail ging \(Self.near(zone.local(lastLetter), today))")
        }
        return parts.joined(separator: " · ")
    }

    // The weekday alone while it misleads nobody.
    private static func near(_ moment: LocalDateTime, _ today: LocalDate) -> String {
        switch moment.date - today {
        case 0: "vandaag \(Dutch.time(moment.time))"
        case -6...6: "\(Dutch.weekday(moment.date.weekday)) \(Dutch.time(moment.time))"
        default: Dutch.moment(moment, seenFrom: today)
        }
    }

    /// `14.00–15.00`.
    var hours: String { Self.hours(starts.time, minutes) }

    static func hours(_ starts: TimeOfDay, _ minutes: Int) -> String {
        let ends = TimeOfDay(minuteOfDay: (starts.minuteOfDay + minutes) % 1_440)
        return "\(Dutch.time(starts).dropLast(4))–\(Dutch.time(ends).dropLast(4))"
    }
}

extension String {
    /// The same words with a capital, to begin a line with.
    var capitalisedFirst: String {
        // Of a word with accents that only tell how to read it, the capital goes without: "Eén".
        hasPrefix("één") ? "E" + dropFirst() : prefix(1).uppercased() + dropFirst()
    }
}
