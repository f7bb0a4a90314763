import Domain
import HTTP
import Storage

/// The agenda in somebody's own calendar program, by a secret link.
enum CalendarLink {
    static let routes: [Route] = [
        .get("agenda/abonnement", .seeSessions) { visit in .page(try page(visit)) },
        .post("agenda/abonnement", .seeSessions) { visit in
            let secret = try visit.scope.write { try $0.makeCalendarLink(of: visit.member.uid) }
            return .page(made(visit, secret))
        },
        .post("agenda/abonnement/uit", .seeSessions) { visit in
            try visit.scope.write { try $0.endCalendarLink(of: visit.member.uid) }
            return .redirect("/\(visit.slug)/agenda/abonnement", .removed)
        },
        .open(.get, "agenda/{token}") { caller in try feed(caller) },
    ]

    private static let ending = ".ics"

    private static func page(_ visit: Visit) throws -> Page {
        let (since, zone) = try visit.scope.read {
            (try $0.calendarLink(of: visit.member.uid), try $0.settings.zone)
        }
        let path: Path = "/\(visit.slug)/agenda/abonnement"
        let body: HTML
        if let since {
            body = """
                <p>Je link is gemaakt op \(Dutch.date(zone.local(since).date)). Wij bewaren hem niet leesbaar, dus we kunnen \
                hem niet nog een keer laten zien. Ben je hem kwijt, of zag iemand anders hem? Maak een nieuwe. De oude \
                werkt dan niet meer.</p>
                <div class="actions">\(visit.action("Maak een nieuwe link", path))\
                \(visit.action("Zet de link uit", "\(path)/uit", isFirst: false))</div>
                """
        } else {
            body = "<div class=\"actions\">\(visit.action("Maak een link", path))</div>"
        }
        return Page(
            "Agenda op je telefoon", heading: "Deze agenda op je telefoon",
            lead: "Je ziet de gesprekken en bijeenkomsten in je eigen agenda-app. Er staan geen namen in.",
            place: .agenda,
            back: Link("Terug naar de agenda", "/\(visit.slug)/agenda"), body: body)
    }

    // Shown once, in the answer to the form: nowhere else does the secret stand.
    private static func made(_ visit: Visit, _ secret: AccessSecret) -> Page {
        let address = "\(visit.site.baseURL)/\(visit.slug)/agenda/\(secret.text)\(ending)"
        return Page(
            "Agenda op je telefoon", heading: "Je link is klaar", place: .agenda,
            back: Link("Terug naar de agenda", "/\(visit.slug)/agenda"),
            body: """
                <div class="field"><label for="link">Kopieer deze link</label>\
                <span class="hint" id="link-hint">Plak hem in je agenda-app bij "agenda toevoegen" of "abonneren".</span>\
                <input id="link" type="text" readonly value="\(address)" aria-describedby="link-hint"></div>
                \(Part.aside("""
                    <p>Wie deze link heeft, kan de agenda lezen. Geef hem aan niemand. We laten hem maar één keer zien.</p>
                    """))
                """)
    }

    /// The calendar itself; whatever is wrong with the link, there is no such page.
    private static func feed(_ caller: Caller) throws -> Answer {
        let segment = caller.request.parameters["token"] ?? ""
        guard segment.hasSuffix(ending), let secret = AccessSecret(segment.dropLast(ending.count)),
            let calendar = try caller.scope.calendar(holding: secret)
        else { throw Refusal.notFound }
        let events = calendar.entries.map { entry in
            CalendarFeed.Event(
                uid: entry.uid, sequence: entry.changeCount, starts: calendar.zone.nearestInstant(entry.starts),
                minutes: entry.minutes, title: entry.title, isCancelled: entry.isCancelled, changedAt: entry.changedAt)
        }
        let text = CalendarFeed(name: "Naast \(caller.slug)", events: events).text
        var response = Response.text(text, type: "text/calendar; charset=utf-8")
        // A program may keep it, but asks each time whether it still holds.
        response.headers.set("Cache-Control", "private, no-cache")
        return .response(response.tagged(EntityTag(of: text.utf8), for: caller.request))
    }
}
