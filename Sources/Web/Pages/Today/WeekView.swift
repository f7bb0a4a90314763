import Domain
import Storage

/// The coming week beside what has to be done: day, time, what, and how its message stands.
struct WeekView {
    let slug: Slug
    let words: MailWords

    func html(_ week: [WeekEntry], withMeetings: Bool) -> HTML {
        let rows = week.map(row)
        let add: HTML =
            withMeetings
            ? """
            <div class="actions">\(Part.button(Link("Nieuw gesprek", "/\(slug)/agenda/gesprek/nieuw")))\
            \(Part.button(Link("Hele agenda", "/\(slug)/agenda"), isFirst: false))</div>
            """
            : "<div class=\"actions\">\(Part.button(Link("Naar de agenda", "/\(slug)/agenda")))</div>"
        return Part.section(
            "De komende zeven dagen",
            "\(rows.isEmpty ? "<p class=\"soft\">Er staat niets in de agenda.</p>" : "<ol class=\"week\">\(rows)</ol>" as HTML)\(add)"
        )
    }

    private func row(_ entry: WeekEntry) -> HTML {
        let starts = entry.starts
        let when: HTML = """
            <div class="week-when"><abbr title="\(Dutch.day(starts.date, seenFrom: words.today))">\(Dutch.short(starts.date.weekday))</abbr> \
            <span>\(Dutch.time(starts.time).replacing(" uur", with: ""))</span></div>
            """
        switch entry {
        case .meeting(let uid, let label, _, let buddyAttends, let letter):
            return """
                <li>\(when)<div><a href="\("/\(slug)/agenda/gesprek/\(uid)" as Path)">Schoolgesprek</a> \
                \(Part.tag(label, buddyAttends ? .calm : .needsYou))\
                <p>\(buddyAttends ? standing(letter) : "Nog geen buddy die mee kan")</p></div></li>
                """
        case .session(let uid, let gathering, _, let place, let coming, let unsure):
            return """
                <li>\(when)<div><a href="\("/\(slug)/agenda/bijeenkomst/\(uid)" as Path)">\(Dutch.capital(gathering.title))</a>\(place.map { ", \($0)" } ?? "")\
                <p>\(coming == 0 ? "nog niemand zei ja" : Dutch.count(coming, "komt", "komen"))\(unsure > 0 ? " · \(unsure) \(unsure == 1 ? "weet" : "weten") het nog niet" : "")</p></div></li>
                """
        }
    }

    private func standing(_ letter: WeekEntry.Letter) -> String {
        switch letter {
        case .none: "Buddy gaat mee · er gaat geen bericht vooraf"
        case .goes(let due): "Buddy gaat mee · bericht gaat \(short(due))"
        case .went(let at): "Buddy gaat mee · bericht ging \(short(at))"
        case .failed: "Buddy gaat mee · het bericht kwam niet aan, bel even"
        }
    }

    // `maandag 16.00 uur` inside a week, with the date beyond it.
    private func short(_ instant: Instant) -> String {
        let local = words.zone.local(instant)
        let day =
            switch words.today - local.date {
            case 0: "vandaag"
            case 1: "gisteren"
            case -1: "morgen"
            case -6...6: Dutch.weekday(local.date.weekday)
            default: Dutch.day(local.date, seenFrom: words.today)
            }
        return "\(day) \(Dutch.time(local.time))"
    }
}
