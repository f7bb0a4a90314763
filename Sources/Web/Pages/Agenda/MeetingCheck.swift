import Domain
import Storage

/// The second step: what will stand in the agenda, and what is mailed because of it.
struct MeetingCheck {
    private let visit: Visit
    private let known: SchoolMeeting?
    private let after: SchoolMeeting
    private let preview: MailPreview
    private let words: MailPreviewWords
    private let today: LocalDate

    /// Tries the change in the tenant's own file and takes it back, so that what it shows is what will happen.
    init(_ visit: Visit, _ draft: MeetingDraft, over known: SchoolMeeting?, version: Int?) throws {
        self.visit = visit
        self.known = known
        (after, preview, words, today) = try visit.scope.write { writer in
            var after: SchoolMeeting?
            let preview = try writer.mail(
                because: {
                    let uid = try writer.saveMeeting(draft, over: known?.uid, version: version)
                    after = try writer.meeting(uid)
                    return .meeting(uid)
                }, over: known.map { .meeting($0.uid) })
            guard let after else { throw StoreError.unknown }
            return (after, preview, MailPreviewWords(zone: try writer.settings.zone, now: writer.now), try writer.today)
        }
    }

    /// - Parameter fields: what was typed, carried along; nil for a cancellation.
    func page(_ fields: Fields?) -> Page {
        let slug = visit.slug
        let draft = after.draft
        let isTurned = known.map { $0.draft.cancelled != draft.cancelled } ?? false
        let action: Path =
            switch (known, isTurned) {
            case (nil, _): "/\(slug)/agenda/gesprek/nieuw"
            case (let known?, false): "/\(slug)/agenda/gesprek/\(known.uid)/aanpassen"
            case (let known?, true):
                draft.cancelled
                    ? "/\(slug)/agenda/gesprek/\(known.uid)/afzeggen" : "/\(slug)/agenda/gesprek/\(known.uid)/toch"
            }
        let title =
            isTurned ? (draft.cancelled ? "Gesprek afzeggen" : "Gesprek gaat toch door") : "Controleer het gesprek"
        let save = isTurned ? (draft.cancelled ? "Ja, zeg het af" : "Ja, het gaat door") : "Bewaren"
        let carried =
            fields.map { fields in
                ["koppeling", "datum", "tijd", "minuten", "mee", "doel", "rol", "versie"].flatMap { name in
                    fields.all(name).map { Field.hidden(name, $0) }
                }
            } ?? [Field.hidden("versie", String(known?.version ?? 0))]
        let change: HTML =
            fields == nil
            ? ""
            : "<button class=\"second\" type=\"submit\" name=\"stap\" value=\"terug\">Terug en aanpassen</button>"
        return Page(
            title, place: .agenda,
            back: known.map { Link("Terug naar het gesprek", "/\(slug)/agenda/gesprek/\($0.uid)") },
            body: """
                \(MeetingPage.facts(after, visit, today, was: known))
                \(words.section(preview, silence: silence))
                \(visit.form(action, """
                    \(carried)<div class="actions">\
                    <button type="submit" name="stap" value="bewaar">\(save)</button>\(change)</div>
                    """))
                """)
    }

    // Why nobody hears of it, so that the coordinator can call.
    private var silence: String {
        switch after.silence {
        case .noAddress: return "Er gaat geen mail: de buddy heeft geen e-mailadres. Bel de buddy zelf."
        case .deadAddress:
            return "Er gaat geen mail: het adres van de buddy werkt niet. Bel de buddy en verbeter het adres."
        case .stopped: return "Er gaat geen mail: de buddy is gestopt."
        case .matchEnded: return "Er gaat geen mail: de koppeling is dan al afgelopen."
        case nil: break
        }
        if after.draft.cancelled {
            return "Er gaat geen mail: de buddy heeft over dit gesprek nog niets gehoord, of weet het al."
        }
        if words.zone.nearestInstant(after.draft.starts) <= words.now {
            return "Er gaat geen mail: het gesprek is al geweest."
        }
        return "Er verandert niets aan de mail."
    }
}
