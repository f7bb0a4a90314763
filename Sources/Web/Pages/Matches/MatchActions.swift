import Domain
import Storage

/// What may be done with a match.
enum MatchActions {
    static let routes: [Route] = [
        .post("koppelingen/{uid}/naam", .changeMatches) { visit in try rename(visit) },
        .post("koppelingen/{uid}/verwacht", .changeMatches) { visit in
            let match = try visit.uid()
            var fields = visit.fields
            let line = try visit.scope.read { try $0.match(match) }.line
            let date = fields.date("verwacht")
            if let date, date < line.since { fields.refuse("verwacht", "Het einde ligt voor het begin.") }
            guard fields.isSound else { return .page(try MatchPage.page(visit, fields, status: 422)) }
            let version = fields.version
            try visit.scope.write { try $0.changeExpectedEnd(of: match, version, to: date) }
            return back(visit, match)
        },
        .post("koppelingen/{uid}/terugkijken", .changeMatches) { visit in try evaluate(visit) },
        .post("koppelingen/{uid}/afloop", .changeMatches) { visit in
            let match = try visit.uid()
            var fields = visit.fields
            let outcome = fields.choice("afloop", MatchOutcome.self, missing: "Kies hoe het verder ging.")
            guard fields.isSound else { return .page(try MatchPage.page(visit, fields, status: 422)) }
            let version = fields.version
            try visit.scope.write { try $0.changeOutcome(of: match, version, to: outcome) }
            return back(visit, match)
        },
        .post("koppelingen/{uid}/stoppen", .changeMatches) { visit in try end(visit) },
        .post("koppelingen/{uid}/andere-buddy", .changeMatches) { visit in
            let match = try visit.uid()
            let request = try visit.scope.write { try $0.seekOtherBuddy(for: match, visit.fields.version) }
            return .redirect("/\(visit.slug)/aanvragen-overzicht/\(request)", .seeking)
        },
        .post("koppelingen/{uid}/contact", .changeRequests) { visit in
            let match = try visit.uid()
            let contact = try visit.scope.write { try $0.showContact(ofMatch: match) }
            return .page(
                Page(
                    "Naam en telefoon", lead: "In het logboek staat dat je dit opende.", place: .matches,
                    back: Link("Terug naar de koppeling", "/\(visit.slug)/koppelingen/\(match)"),
                    body: RequestContact.card(contact)))
        },
    ]

    private static func back(_ visit: Visit, _ match: Uid, _ notice: Notice = .saved) -> Answer {
        .redirect("/\(visit.slug)/koppelingen/\(match)", notice)
    }

    private static func rename(_ visit: Visit) throws -> Answer {
        let match = try visit.uid()
        var fields = visit.fields
        let name = fields.line("naam", missing: "Geef de koppeling een naam, zoals Esdoorn.", limit: 40)
        let label = name.flatMap { MatchLabel($0) }
        if name != nil, label == nil { fields.refuse("naam", "Gebruik alleen letters, cijfers, spaties en streepjes.") }
        if let label {
            let (isTaken, isName) = try visit.scope.read { reader in
                let line = try reader.match(match).line
                return (
                    try reader.isTaken(label, by: line.buddy, from: line.since, except: match),
                    try reader.isName(label, inMatch: match)
                )
            }
            if isName { fields.refuse("naam", MatchForm.noName) }
            if isTaken { fields.refuse("naam", "Deze buddy heeft al een koppeling die zo heet. Kies een andere naam.") }
        }
        guard fields.isSound, let label else { return .page(try MatchPage.page(visit, fields, status: 422)) }
        let version = fields.version
        try visit.scope.write { try $0.changeLabel(of: match, version, to: label) }
        return back(visit, match)
    }

    private static func evaluate(_ visit: Visit) throws -> Answer {
        let match = try visit.uid()
        var fields = visit.fields
        guard let side = EvaluationSide(rawValue: fields["wie"]) else { throw Refusal.badRequest }
        let missing = "Kies een antwoord. Wil iemand niets zeggen? Laat het dan leeg en bewaar niet."
        let first = fields.choice("eerste-\(side.rawValue)", EvaluationAnswer.self, missing: missing)
        let second = fields.choice("tweede-\(side.rawValue)", EvaluationAnswer.self, missing: missing)
        guard fields.isSound, let first, let second else {
            return .page(try MatchPage.page(visit, fields, status: 422))
        }
        let version = fields.version
        try visit.scope.write { try $0.evaluate(match, version, by: side, first, second) }
        return back(visit, match)
    }

    private static func end(_ visit: Visit) throws -> Answer {
        let match = try visit.uid()
        var fields = visit.fields
        let (line, today) = try visit.scope.read { (try $0.match(match).line, try $0.today) }
        let day = fields.date("einddatum", missing: "Vul de laatste dag in.")
        if let day, day > today { fields.refuse("einddatum", "Kies vandaag of een dag die geweest is.") }
        if let day, day < min(line.since, today) {
            fields.refuse("einddatum", "De koppeling begon pas op \(Dutch.date(line.since)).")
        }
        let outcome = fields.choice("afloop", MatchOutcome.self)
        guard fields.isSound, let day else { return .page(try MatchPage.page(visit, fields, status: 422)) }
        let version = fields.version
        try visit.scope.write { try $0.endMatch(match, version, on: day, outcome: outcome) }
        return back(visit, match, .ended)
    }
}
