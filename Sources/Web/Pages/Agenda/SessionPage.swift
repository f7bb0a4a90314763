import Domain
import Storage

/// One session: when and where, who comes, and afterwards who was there.
enum SessionPage {
    static let routes: [Route] = [
        .get("agenda/bijeenkomst/{uid}", .seeSessions) { visit in .page(try page(visit, try visit.uid())) },
        .post("agenda/bijeenkomst/{uid}/lijst", .changeSessions) { visit in try saveList(visit) },
        .post("agenda/bijeenkomst/{uid}/van-de-lijst", .changeSessions) { visit in
            let uid = try visit.uid()
            guard let buddy = Uid(visit.fields["wie"]) else { throw Refusal.badRequest }
            try visit.scope.write { try $0.withdraw(buddy, from: uid) }
            return .redirect("/\(visit.slug)/agenda/bijeenkomst/\(uid)", .saved)
        },
        .post("agenda/bijeenkomst/{uid}/getraind", .changeBuddies) { visit in
            let uid = try visit.uid()
            let count = try visit.scope.write { try $0.noteTrained(by: uid) }
            return .redirect("/\(visit.slug)/agenda/bijeenkomst/\(uid)", count > 0 ? .saved : .nothingChanged)
        },
    ]

    /// The session in the path.
    static func known(_ visit: Visit) throws -> GroupSession {
        let uid = try visit.uid()
        guard let session = try visit.scope.read({ try $0.session(uid) }) else { throw Refusal.notFound }
        return session
    }

    static func page(
        _ visit: Visit, _ uid: Uid, listFields: Fields? = nil, inviteFields: Fields? = nil
    ) throws -> Page {
        let (found, letters, words, today) = try visit.scope.read { reader in
            (
                try reader.session(uid), try reader.lettersReady(about: .intervision(uid)),
                MailPreviewWords(zone: try reader.settings.zone, now: reader.now), try reader.today
            )
        }
        guard let session = found else { throw Refusal.notFound }
        let isSound = (listFields?.isSound ?? true) && (inviteFields?.isSound ?? true)
        let mail: HTML =
            letters.isEmpty
            ? "<p>Er staat geen mail klaar over deze bijeenkomst.</p>"
            : "<ul>\(words.ready(letters).map { "<li>\($0)</li>" as HTML })</ul>"
        return Page(
            session.draft.gathering.title.capitalisedFirst, heading: heading(session),
            lead: "\(Dutch.moment(session.draft.starts, seenFrom: today))", place: .agenda,
            back: Link("Terug naar de agenda", "/\(visit.slug)/agenda?dag=\(session.draft.starts.date)"),
            status: isSound ? 200 : 422,
            body: """
                \(listFields?.summary ?? "")\(inviteFields?.summary ?? "")
                \(Part.columns(
                    "\(facts(session, today, was: nil))\(actions(session, visit))",
                    Part.section("Wat nog gemaild wordt", mail)))
                \(SessionList.section(session, visit, today, listFields))
                \(try invitation(session, visit, inviteFields))
                """)
    }

    private static func heading(_ session: GroupSession) -> HTML {
        let name = session.draft.gathering.title.capitalisedFirst
        if session.draft.cancelled { return "\(name): afgezegd" }
        if session.participants.isEmpty { return "\(name): nog niemand uitgenodigd" }
        let yes = session.count(.yes)
        return "\(name): \(yes) van \(session.participants.count) komen"
    }

    /// What is known of it; where it moved, also what it was.
    static func facts(_ session: GroupSession, _ today: LocalDate, was: GroupSession?) -> HTML {
        let draft = session.draft
        func moment(_ draft: SessionDraft) -> String {
            "\(Dutch.day(draft.starts.date, seenFrom: today)), \(AgendaEntry.hours(draft.starts.time, draft.minutes)) uur"
        }
        var facts: [(term: String, value: HTML)] = [("Wat", "\(draft.gathering.title)")]
        if let was, was.draft.starts != draft.starts { facts.append(("Was", "<s>\(moment(was.draft))</s>")) }
        let off: HTML = draft.cancelled ? " \(Part.tag("afgezegd", .needsYou))" : ""
        facts.append(("Wanneer", "\(moment(draft))\(off)"))
        facts.append(("Waar", "\(draft.place ?? (draft.link == nil ? "nog niet bekend" : "online"))"))
        if let link = draft.link.flatMap({ OutsideLink($0) }) {
            facts.append(("Link", "<a href=\"\(link)\" rel=\"noopener noreferrer\">\(link.text)</a>"))
        }
        let room = draft.capacity.map { "\(session.count(.yes)) van \($0) bezet" } ?? "geen grens"
        facts.append(("Plaatsen", "\(room)\(session.isFull ? " \(Part.tag("vol", .needsYou))" : "" as HTML)"))
        return Part.facts(facts)
    }

    private static func actions(_ session: GroupSession, _ visit: Visit) -> HTML {
        guard visit.member.role.may(.changeSessions) else { return "" }
        let base: Path = "/\(visit.slug)/agenda/bijeenkomst/\(session.uid)"
        let version = Field.hidden("versie", String(session.version))
        if session.draft.cancelled {
            return
                "<div class=\"actions\">\(visit.action("Het gaat toch door", "\(base)/toch", isFirst: false, version))</div>"
        }
        return """
            <div class="actions">\(Part.button(Link("Aanpassen of verzetten", "\(base)/aanpassen"), isFirst: false))\
            \(visit.action("Afzeggen", "\(base)/afzeggen", isFirst: false, version))</div>
            """
    }

    private static func invitation(_ session: GroupSession, _ visit: Visit, _ typed: Fields?) throws -> HTML {
        guard visit.member.role.may(.changeSessions), !session.draft.cancelled else { return "" }
        let guests = try Guests.fields(visit, typed ?? Fields(), besides: Set(session.participants.map(\.buddy)))
        return Part.section(
            "Meer mensen uitnodigen",
            visit.form(
                "/\(visit.slug)/agenda/bijeenkomst/\(session.uid)/uitnodigen",
                "\(guests)<div class=\"actions\"><button class=\"second\" type=\"submit\">Controleer</button></div>"))
    }

    private static func saveList(_ visit: Visit) throws -> Answer {
        let session = try known(visit)
        var fields = visit.fields
        let list = SessionList.read(&fields, session)
        guard fields.isSound else { return .page(try page(visit, session.uid, listFields: fields)) }
        try visit.scope.write { try $0.note(list, at: session.uid, version: fields.version) }
        return .redirect("/\(visit.slug)/agenda/bijeenkomst/\(session.uid)", .saved)
    }
}
