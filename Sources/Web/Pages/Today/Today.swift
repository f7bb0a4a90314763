import Domain
import Storage

/// **Vandaag**: what needs attention, in order, each line one click from its remedy.
enum Today {
    static let routes: [Route] = [
        .get("vandaag", .enter) { visit in
            visit.member.role.may(.seeMeetings) ? .page(try page(visit)) : .page(try sessionsPage(visit))
        }
    ]

    private static func page(_ visit: Visit) throws -> Page {
        let (attention, week, words, firstDay) = try visit.scope.read { reader in
            (
                try reader.attention(), try reader.week(meetings: true),
                MailWords(now: reader.now, zone: try reader.settings.zone), try reader.firstDay()
            )
        }
        let isStopped = attention.pausedBecause != nil || visit.scope.tenant.state == .suspended
        let lines = AttentionLines(slug: visit.slug, attention: attention, words: words)
        let urgent = lines.urgent
        let later = lines.later
        let count = lines.urgentCount + (isStopped ? 1 : 0)
        let greeting = Dutch.greeting(at: words.zone.local(words.now).time)
        let post: HTML =
            isStopped
            ? "de post staat stil, \(attention.ready) \(attention.ready == 1 ? "bericht staat" : "berichten staan") klaar"
            : """
            de post loopt: \(Dutch.count(attention.sentThisWeek, "bericht", "berichten")) deze week verstuurd, \
            \(attention.ready) \(attention.ready == 1 ? "staat" : "staan") klaar
            """
        let left: HTML =
            urgent.isEmpty && later.isEmpty
            ? Part.empty(
                "Er is nu niets te doen. Je kunt een bericht schrijven aan buddy's die wachten, of iemand uit je netwerk bellen.",
                Part.button(Link("Schrijf aan een groep", "/\(visit.slug)/berichten/groep/nieuw"), isFirst: false))
            : """
            \(urgent.isEmpty ? "" : Part.section("Nu doen", Part.lines(urgent)))
            \(later.isEmpty ? "" : Part.section("Kan straks", Part.lines(later)))
            """
        return Page(
            "Vandaag",
            heading:
                "\(greeting). \(count == 0 ? "Niets vraagt nu je aandacht" : Dutch.opening(count, "ding vraagt je aandacht", "dingen vragen je aandacht")).",
            lead: "\(Dutch.day(words.today, seenFrom: words.today)) · \(post)", place: .today,
            body: """
                \(PauseBanner.html(visit, pausedBecause: attention.pausedBecause))
                \(FirstDayPage.invitation(visit, firstDay).map { Part.section("Om te beginnen", Part.lines([$0])) })
                \(Part.columns(left, WeekView(slug: visit.slug, words: words).html(week, withMeetings: true)))
                """)
    }

    // Who trains buddies sees no family's meeting.
    private static func sessionsPage(_ visit: Visit) throws -> Page {
        let (week, words) = try visit.scope.read { reader in
            (try reader.week(meetings: false), MailWords(now: reader.now, zone: try reader.settings.zone))
        }
        let greeting = Dutch.greeting(at: words.zone.local(words.now).time)
        let heading =
            week.isEmpty
            ? "Er is deze week geen bijeenkomst"
            : "\(Dutch.opening(week.count, "bijeenkomst", "bijeenkomsten")) deze week"
        return Page(
            "Vandaag", heading: "\(greeting). \(heading).", lead: "\(Dutch.day(words.today, seenFrom: words.today))",
            place: .today, body: WeekView(slug: visit.slug, words: words).html(week, withMeetings: false))
    }
}
