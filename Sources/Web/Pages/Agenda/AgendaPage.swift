import Domain
import Storage

/// The agenda as a week or a month.
enum AgendaPage {
    /// Which part of the agenda is asked for.
    struct View {
        let isMonth: Bool
        let day: LocalDate

        var from: LocalDate { isMonth ? day.firstOfMonth.monday : day.monday }
        var until: LocalDate { isMonth ? (day.nextMonth - 1).monday + 7 : day.monday + 7 }

        func path(_ slug: Slug, _ day: LocalDate) -> Path {
            isMonth ? "/\(slug)/agenda?beeld=maand&dag=\(day)" : "/\(slug)/agenda?dag=\(day)"
        }

        var previous: LocalDate { isMonth ? day.previousMonth : day - 7 }
        var next: LocalDate { isMonth ? day.nextMonth : day + 7 }
        var title: String {
            isMonth ? "\(Dutch.month(day.month)) \(day.year)" : "week \(day.week)"
        }
    }

    static func page(_ visit: Visit) throws -> Page {
        let seesMeetings = visit.member.role.may(.seeMeetings)
        let asked = visit.request.query("dag").flatMap { LocalDate($0) }
        return try visit.scope.read { reader in
            let (today, zone) = (try reader.today, try reader.settings.zone)
            // A day that a link made up is as good as none: years are four digits, but nobody plans in 9999.
            let day = asked.flatMap { abs($0 - today) < 3_660 ? $0 : nil } ?? today
            let view = View(isMonth: visit.request.query("beeld") == "maand", day: day)
            let entries = try reader.agenda(from: view.from, until: view.until, meetings: seesMeetings)
            let tasks = seesMeetings ? try reader.openTasks(until: today + 7) : []
            let inView = view.isMonth ? entries.filter { $0.starts.date.month == day.month } : entries
            return Page(
                "Agenda", heading: heading(view, inView, today), lead: lead(view), place: .agenda,
                body: """
                    \(controls(visit, view, today))
                    \(view.isMonth
                        ? MonthTable.html(entries, view, visit.slug, today)
                        : WeekTable.html(entries, view, visit.slug, zone, today))
                    \(seesMeetings ? TaskList.section(tasks, visit, today) : "")
                    \(more(visit))
                    """)
        }
    }

    private static func heading(_ view: View, _ entries: [AgendaEntry], _ today: LocalDate) -> HTML {
        let on = entries.filter { !$0.isCancelled }
        let meetings = on.count { if case .meeting = $0.what { true } else { false } }
        let sessions = on.count - meetings
        let when: String
        if view.isMonth {
            when =
                view.day.firstOfMonth == today.firstOfMonth
                ? "Deze maand" : Dutch.month(view.day.month).capitalisedFirst
        } else {
            switch view.day.monday - today.monday {
            case 0: when = "Deze week"
            case 7: when = "Volgende week"
            case -7: when = "Vorige week"
            default: when = "Week \(view.day.week)"
            }
        }
        if on.isEmpty { return "\(when): niets in de agenda" }
        var parts: [String] = []
        if meetings > 0 { parts.append(Dutch.count(meetings, "gesprek", "gesprekken")) }
        if sessions > 0 { parts.append(Dutch.count(sessions, "bijeenkomst", "bijeenkomsten")) }
        return "\(when): \(parts.joined(separator: " en "))"
    }

    private static func lead(_ view: View) -> HTML {
        if view.isMonth { return "\(view.title)" }
        let (first, last) = (view.from, view.until - 1)
        let start = first.month == last.month ? "\(first.day)" : "\(first.day) \(Dutch.month(first.month))"
        return "Week \(view.day.week) · \(start) tot en met \(Dutch.date(last))"
    }

    private static func controls(_ visit: Visit, _ view: View, _ today: LocalDate) -> HTML {
        let slug = visit.slug
        let other: Path =
            view.isMonth ? "/\(slug)/agenda?dag=\(view.day)" : "/\(slug)/agenda?beeld=maand&dag=\(view.day)"
        let unit = view.isMonth ? "maand" : "week"
        var news = HTML.nothing
        if visit.member.role.may(.changeMeetings) {
            news += Part.button(Link("Nieuw gesprek", "/\(slug)/agenda/gesprek/nieuw"))
        }
        if visit.member.role.may(.changeSessions) {
            news += Part.button(Link("Nieuwe bijeenkomst", "/\(slug)/agenda/bijeenkomst/nieuw"), isFirst: false)
        }
        return """
            <div class="actions">\(news)</div>
            <nav class="turn" aria-label="Bladeren"><ul>
            <li><a href="\(view.path(slug, view.previous))">← Vorige \(unit)</a></li>
            <li><a href="\(view.path(slug, today))">Vandaag</a></li>
            <li><a href="\(view.path(slug, view.next))">Volgende \(unit) →</a></li>
            <li><a href="\(other)">\(view.isMonth ? "Per week" : "Per maand")</a></li></ul></nav>
            """
    }

    private static func more(_ visit: Visit) -> HTML {
        let slug = visit.slug
        var links: [HTML] = []
        if visit.member.role.may(.readCaseCards) {
            links.append(
                "<li><a href=\"\("/\(slug)/agenda/casuskaarten" as Path)\">Casuskaarten uit de intervisie</a></li>")
        }
        links.append("<li><a href=\"\("/\(slug)/agenda/abonnement" as Path)\">Deze agenda op je telefoon</a></li>")
        return Part.section("Meer", "<ul>\(links)</ul>")
    }
}
