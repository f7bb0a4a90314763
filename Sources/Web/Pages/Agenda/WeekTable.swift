import Domain
import Storage

/// A week: a table with a row for each meeting on a wide screen, a list by day on a phone.
enum WeekTable {
    static func html(
        _ entries: [AgendaEntry], _ view: AgendaPage.View, _ slug: Slug, _ zone: Zone, _ today: LocalDate
    ) -> HTML {
        let byDay = Dictionary(grouping: entries) { $0.starts.date }
        let days = (0..<7).map { view.from + $0 }.filter { day in
            byDay[day] != nil || day.weekday != .saturday && day.weekday != .sunday
        }
        let bodies = days.map { day in body(day, byDay[day] ?? [], slug, zone, today) }
        return """
            <div class="table agenda" role="region" aria-label="Agenda van week \(view.day.week)" tabindex="0"><table>
            <caption>Agenda van week \(view.day.week)</caption>
            <thead><tr><th scope="col">Dag</th><th scope="col">Tijd</th><th scope="col">Wat</th>\
            <th scope="col">Stand</th></tr></thead>
            \(bodies)</table></div>
            """
    }

    private static func body(
        _ day: LocalDate, _ entries: [AgendaEntry], _ slug: Slug, _ zone: Zone, _ today: LocalDate
    ) -> HTML {
        let name: HTML = "\(Dutch.day(day, seenFrom: today))\(day == today ? " \(Part.tag("vandaag"))" : "" as HTML)"
        guard !entries.isEmpty else {
            return """
                <tbody class="free"><tr><th scope="rowgroup">\(name)</th><td colspan="3" class="soft">niets</td></tr>\
                </tbody>
                """
        }
        let rows = entries.enumerated().map { index, entry -> HTML in
            let head: HTML = index == 0 ? "<th scope=\"rowgroup\" rowspan=\"\(entries.count)\">\(name)</th>" : ""
            return """
                <tr\(entry.isCancelled ? " class=\"off\"" : "" as HTML)>\(head)<td class="hours">\(entry.hours)</td>\
                <td>\(entry.name(slug))</td><td class="soft">\(entry.state(zone, today: today))</td></tr>
                """
        }
        return "<tbody>\(rows)</tbody>"
    }
}

/// A month: seven columns on a wide screen, a list of the days that hold something on a phone.
enum MonthTable {
    static func html(_ entries: [AgendaEntry], _ view: AgendaPage.View, _ slug: Slug, _ today: LocalDate) -> HTML {
        let byDay = Dictionary(grouping: entries) { $0.starts.date }
        let heads = Weekday.allCases.map { weekday -> HTML in
            "<th scope=\"col\"><abbr title=\"\(Dutch.weekday(weekday))\">\(Dutch.short(weekday))</abbr></th>"
        }
        let weeks = stride(from: 0, to: view.until - view.from, by: 7).map { start -> HTML in
            let cells = (0..<7).map { index -> HTML in
                let day = view.from + start + index
                return cell(day, byDay[day] ?? [], isOther: day.month != view.day.month, slug, today)
            }
            return "<tr>\(cells)</tr>"
        }
        return """
            <div class="table month" role="region" aria-label="Agenda van \(view.title)" tabindex="0"><table>
            <caption>Agenda van \(view.title)</caption><thead><tr>\(heads)</tr></thead><tbody>\(weeks)</tbody></table></div>
            """
    }

    // A label says enough in a small square; who hears the page hears the whole title.
    private static func words(_ entry: AgendaEntry) -> HTML {
        switch entry.what {
        case .meeting(let label, _): "<span class=\"visually-hidden\">Schoolgesprek </span>\(label)"
        case .session: "\(entry.title)"
        }
    }

    private static func cell(
        _ day: LocalDate, _ entries: [AgendaEntry], isOther: Bool, _ slug: Slug, _ today: LocalDate
    ) -> HTML {
        let items = entries.map { entry -> HTML in
            let off: HTML = entry.isCancelled ? " class=\"off\"" : ""
            return """
                <li\(off)><a href="\(entry.path(slug))">\(Dutch.time(entry.starts.time).dropLast(4)) \(words(entry))</a>\
                \(entry.isCancelled ? " (afgezegd)" : "" as HTML)</li>
                """
        }
        let classes: HTML = entries.isEmpty ? (isOther ? "free other" : "free") : (isOther ? "other" : "")
        let mark: HTML = day == today ? " aria-current=\"date\"" : ""
        return """
            <td class="\(classes)"\(mark)><span class="day"><span class="long">\(Dutch.weekday(day.weekday)) </span>\
            \(day.day)<span class="long"> \(Dutch.month(day.month))</span></span>\
            \(items.isEmpty ? "" : "<ul>\(items)</ul>" as HTML)</td>
            """
    }
}
