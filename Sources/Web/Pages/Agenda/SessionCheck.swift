import Domain
import Storage

/// Who is invited: groups, and buddies one by one.
struct Guests {
    let groups: Set<BuddyGroup>
    let buddies: Set<Uid>

    init(_ fields: inout Fields) {
        groups = Set(fields.choices("groep", BuddyGroup.self))
        buddies = Set(fields.all("buddy").compactMap { Uid($0) })
    }

    /// The ticks; names stand there only for who may see the buddies.
    static func fields(_ visit: Visit, _ fields: Fields, besides invited: Set<Uid>) throws -> HTML {
        let groups = Field.ticks(
            fields, "groep", "Wie nodig je uit?", BuddyGroup.allCases.map { ($0.rawValue, $0.title) },
            hint: "Wie al op de lijst staat, krijgt geen tweede uitnodiging.")
        guard visit.member.role.may(.seeBuddies) else { return groups }
        let buddies = try visit.scope.read { try $0.invitableBuddies() }.filter { !invited.contains($0.uid) }
        guard !buddies.isEmpty else { return groups }
        let isOpen: HTML = fields.all("buddy").isEmpty ? "" : " open"
        return """
            \(groups)<details class="choose"\(isOpen)><summary>Of kies buddy's een voor een</summary>
            \(Field.ticks(fields, "buddy", "Buddy's", buddies.map { ($0.uid.text, $0.name) }))</details>
            """
    }
}

/// The second step: what the session will be like, and what is mailed because of it.
struct SessionCheck {
    private let visit: Visit
    private let known: GroupSession?
    private let after: GroupSession
    private let preview: MailPreview
    private let words: MailPreviewWords
    private let today: LocalDate

    /// Tries the change in the tenant's own file and takes it back, so that what it shows is what will happen.
    init(_ visit: Visit, over known: GroupSession?, _ save: (TenantWriter) throws -> Uid) throws {
        self.visit = visit
        self.known = known
        (after, preview, words, today) = try visit.scope.write { writer in
            var after: GroupSession?
            let preview = try writer.mail(
                because: {
                    let uid = try save(writer)
                    after = try writer.session(uid)
                    return .intervision(uid)
                }, over: known.map { .intervision($0.uid) })
            guard let after else { throw StoreError.unknown }
            return (after, preview, MailPreviewWords(zone: try writer.settings.zone, now: writer.now), try writer.today)
        }
    }

    func page(_ title: String, _ save: String, _ action: Path, _ carried: [HTML], mayGoBack: Bool) -> Page {
        let change: HTML =
            mayGoBack
            ? "<button class=\"second\" type=\"submit\" name=\"stap\" value=\"terug\">Terug en aanpassen</button>" : ""
        return Page(
            title, place: .agenda,
            back: known.map { Link("Terug naar de bijeenkomst", "/\(visit.slug)/agenda/bijeenkomst/\($0.uid)") },
            body: """
                \(SessionPage.facts(after, today, was: known))
                \(words.section(preview, silence: silence))
                \(unreached)
                \(visit.form(action, """
                    \(carried)<div class="actions">\
                    <button type="submit" name="stap" value="bewaar">\(save)</button>\(change)</div>
                    """))
                """)
    }

    private var silence: String {
        if after.participants.isEmpty { return "Er gaat geen mail: er is nog niemand uitgenodigd." }
        if after.draft.cancelled {
            return "Er gaat geen mail: er heeft nog niemand bericht gehad, of iedereen weet het al."
        }
        if words.zone.nearestInstant(after.draft.starts) <= words.now { return "Er gaat geen mail: het is al geweest." }
        return "Er verandert niets aan de mail."
    }

    // Mail cannot reach everybody: whoever is named here has to be called.
    private var unreached: HTML {
        let names = after.participants.filter { !$0.hasMail }.map(\.name)
        guard !names.isEmpty else { return "" }
        return Part.aside(
            "<p>Geen mail naar \(names.joined(separator: ", ")): er is geen adres dat werkt. Bel zelf.</p>")
    }
}
