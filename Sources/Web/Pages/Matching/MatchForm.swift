import Domain
import Storage

/// The last step on a request's page: label, first day, and the first meeting, with what will be mailed said before.
enum MatchForm {
    static let routes: [Route] = [
        .post("aanvragen-overzicht/{uid}/koppelen", .changeMatches) { visit in try make(visit) }
    ]

    /// As it stands there first.
    static func fresh(_ proposal: ProposalLine, _ seen: RequestPage.Seen) -> Fields {
        var fields = Fields()
        fields["naam"] = seen.suggestedLabel?.text ?? ""
        fields["vanaf"] = seen.today.description
        fields["duur"] = "60"
        return fields
    }

    static func section(
        _ visit: Visit, _ fields: Fields, _ proposal: ProposalLine, _ path: Path, _ mail: SaidMail?
    ) -> HTML {
        guard visit.member.role.may(.changeMatches) else { return "" }
        let said = mail.map { mail -> HTML in
            let sentences = mail.sentences.map { "<li>\($0)</li>" as HTML }
            return """
                <div class="aside" role="status"><p><strong>Dit wordt er gemaild:</strong></p><ul>\(sentences)</ul>
                <p><button type="submit">Maak de koppeling</button></p></div>
                \(Field.hidden("gezien", seenMark(fields)))
                """
        }
        return Part.section(
            "Koppel \(proposal.firstName)",
            visit.form(
                "\(path)/koppelen",
                """
                \(Field.hidden("voorstel", proposal.uid.text))\(Field.hidden("versie", String(proposal.version)))
                \(said)
                \(Field.line(
                    fields, "naam", "Naam van de koppeling",
                    hint: "Een boom of plant. Die staat in mail en agenda, in plaats van een mensennaam."))
                \(Field.line(fields, "vanaf", "Begint op", .date))
                \(Field.line(fields, "tot", "Verwacht einde", .date, hint: "Mag leeg."))
                \(Field.line(
                    fields, "datum", "Eerste gesprek op school", .date, hint: "Nog geen datum? Laat leeg. Dan gaat er nog geen mail."))
                \(Field.line(fields, "tijd", "Hoe laat", .time))
                \(Field.line(fields, "duur", "Hoeveel minuten", .number))
                <p class="actions"><button type="submit"\(mail == nil ? "" : " class=\"second\"" as HTML)>\
                \(mail == nil ? "Verder" : "Kijk opnieuw")</button></p>
                """))
    }

    /// What was shown before saving: another date, time or length is shown again first.
    private static func seenMark(_ fields: Fields) -> String {
        ["datum", "tijd", "duur"].map { fields[$0] }.joined(separator: "|")
    }

    private static func make(_ visit: Visit) throws -> Answer {
        let request = try visit.uid()
        var fields = visit.fields
        guard let proposalUid = Uid(fields["voorstel"]) else { throw Refusal.badRequest }
        let version = fields.version
        let (detail, today, now) = try visit.scope.read { reader in
            (try reader.request(request), try reader.today, try reader.settings.zone.local(reader.now))
        }
        guard let proposal = detail.proposals.first(where: { $0.uid == proposalUid }) else { throw Refusal.notFound }
        guard proposal.version == version, proposal.isAgreed else { throw StoreError.stale }
        guard let new = read(&fields, today, now), try isFree(new, proposal.buddy, request, visit, &fields),
            try exists(new.meeting, visit, &fields)
        else {
            return .page(try RequestPage.page(visit, fields, status: 422))
        }
        if fields["gezien"] != seenMark(fields) {
            let mail = try visit.scope.write { writer in
                SaidMail(
                    try writer.mail(matching: proposalUid, of: request, version, new),
                    MailPreviewWords(zone: try writer.settings.zone, now: writer.now))
            }
            // Without a meeting there is nothing to say before.
            if let mail { return .page(try RequestPage.page(visit, fields, mail: mail)) }
        }
        let match = try visit.scope.write { try $0.makeMatch(proposalUid, of: request, version, new) }
        return .redirect("/\(visit.slug)/koppelingen/\(match)", .matched)
    }

    private static func read(_ fields: inout Fields, _ today: LocalDate, _ now: LocalDateTime) -> NewMatch? {
        let name = fields.line("naam", missing: "Geef de koppeling een naam, zoals Esdoorn.", limit: 40)
        let label = name.flatMap { MatchLabel($0) }
        if name != nil, label == nil { fields.refuse("naam", "Gebruik alleen letters, cijfers, spaties en streepjes.") }
        let since = fields.date("vanaf", missing: "Vul in wanneer de koppeling begint.")
        if let since, abs(since - today) > 366 { fields.refuse("vanaf", "Kies een dag binnen een jaar van vandaag.") }
        let expected = fields.date("tot")
        if let expected, let since, expected < since { fields.refuse("tot", "Het einde ligt voor het begin.") }
        let date = fields.date("datum")
        let time = fields.time("tijd", missing: date == nil ? nil : "Vul in hoe laat het gesprek is.")
        if time != nil, fields["datum"].isEmpty { fields.refuse("datum", "Vul in op welke dag het gesprek is.") }
        let minutes = fields.number("duur", in: 5...480, missing: date == nil ? nil : "Vul in hoe lang het duurt.")
        var meeting: NewMatch.FirstMeeting?
        if let date {
            // Until a time is given the whole day is still to come.
            let starts = LocalDateTime(date, time ?? TimeOfDay(minuteOfDay: 1_439))
            if starts <= now { fields.refuse("datum", "Dit gesprek is al voorbij. Kies een dag die nog komt.") }
            if date - today > 730 { fields.refuse("datum", "Kies een dag binnen twee jaar.") }
            if let since, date < since { fields.refuse("datum", "Het gesprek is voor het begin van de koppeling.") }
            if time != nil, let minutes { meeting = NewMatch.FirstMeeting(starts: starts, minutes: minutes) }
        }
        guard fields.isSound, let label, let since else { return nil }
        return NewMatch(label: label, since: since, expectedUntil: expected, meeting: meeting)
    }

    private static func isFree(
        _ new: NewMatch, _ buddy: Uid, _ request: Uid, _ visit: Visit, _ fields: inout Fields
    ) throws -> Bool {
        let (isTaken, isName) = try visit.scope.read { reader in
            (
                try reader.isTaken(new.label, by: buddy, from: new.since),
                try reader.isName(new.label, inRequest: request)
            )
        }
        if isTaken { fields.refuse("naam", "Deze buddy heeft al een koppeling die zo heet. Kies een andere naam.") }
        if isName { fields.refuse("naam", noName) }
        return fields.isSound
    }

    static let noName = "Zo heet de ouder zelf. Kies een boom of plant, dan weet niemand wie het is."

    // The hour that summer time skips.
    private static func exists(_ meeting: NewMatch.FirstMeeting?, _ visit: Visit, _ fields: inout Fields) throws
        -> Bool
    {
        guard let meeting else { return true }
        guard try visit.scope.read({ try $0.settings.zone.instant(meeting.starts) }) == nil else { return true }
        fields.refuse("tijd", "Deze tijd bestaat niet: de klok gaat dan een uur vooruit.")
        return false
    }
}

/// What is mailed because of a match, in sentences.
struct SaidMail: Sendable {
    let sentences: [String]

    /// Nil when the match has no meeting yet: then there is nothing to say.
    init?(_ mail: MatchMail, _ words: MailPreviewWords) {
        guard mail.meetings > 0 else { return nil }
        switch mail.silence {
        case .noAddress: sentences = ["Er gaat geen mail: de buddy heeft geen e-mailadres. Bel de buddy zelf."]
        case .deadAddress:
            sentences = ["Er gaat geen mail: het adres van de buddy werkt niet. Bel de buddy en verbeter het adres."]
        case .stopped, .matchEnded: sentences = ["Er gaat geen mail: de buddy is gestopt."]
        case nil:
            let goes = words.goes(mail.preview)
            sentences = goes.isEmpty ? ["Er gaat geen mail: de buddy wil die niet. Bel de buddy zelf."] : goes
        }
    }
}
