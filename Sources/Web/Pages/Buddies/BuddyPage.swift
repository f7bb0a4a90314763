import Domain
import Storage

/// All of one buddy on one page, with each next step one click away.
enum BuddyPage {
    static let routes: [Route] = [
        .get("buddys/{uid}", .seeBuddies) { visit in
            .page(try page(visit, Fields()))
        },
        .post("buddys/{uid}/stap", .changeBuddies) { visit in try take(visit) },
        .post("buddys/{uid}/vergissing", .changeBuddies) { visit in try takeBack(visit) },
        .post("buddys/{uid}/weg", .changeBuddies) { visit in try remove(visit) },
        .post("buddys/{uid}/contact", .changeBuddies) { visit in try noteContact(visit) },
        .post("buddys/{uid}/adres-klopt", .changeBuddies) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.trustAddress(ofBuddy: uid) }
            return .redirect(Buddies.page(visit, uid), .addressTrusted)
        },
    ]

    /// The steps that need no page of their own.
    private static let simple: Set<BuddyStep> = [
        .train, .seeCertificate, .makeAvailable, .pause, .resume, .stop, .comeBack,
    ]

    private static func take(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let today = try visit.scope.read { reader in
            _ = try reader.buddy(uid)
            return try reader.today
        }
        guard let step = BuddyStep(rawValue: fields["stap"]), simple.contains(step) else { throw Refusal.badRequest }
        var details = BuddyStepDetails()
        switch step {
        case .train, .seeCertificate:
            let field = step == .train ? "training" : "vog"
            details.day = fields.date(field, missing: "Vul de datum in.")
            if let day = details.day, day > today {
                fields.refuse(field, "Deze dag moet nog komen. Vul in wanneer het was.")
            }
        case .pause:
            details.until = fields.date("tot")
            if let until = details.until, until <= today { fields.refuse("tot", "Kies een dag die nog komt.") }
        default: break
        }
        guard fields.isSound else { return .page(try page(visit, fields)) }
        let refusal = try visit.scope.write { try $0.take(step, uid, version: fields.version, details) }
        return try answer(visit, uid, refusal, .saved)
    }

    private static func takeBack(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        let refusal = try visit.scope.write { try $0.takeBack(uid, version: visit.fields.version) }
        return try answer(visit, uid, refusal, .undone)
    }

    private static func remove(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        if try visit.scope.write({ try $0.removeBuddy(uid, version: visit.fields.version) }) {
            return .redirect(Buddies.list(visit), .removed)
        }
        var fields = Fields()
        fields.refuse(
            "stap",
            "Deze buddy hoort al bij iets, zoals een koppeling, een bijeenkomst of een mail. Kies dan voor Stoppen.")
        return .page(try page(visit, fields))
    }

    /// Back to the buddy's page; with why not, when a step could not be taken.
    static func answer(_ visit: Visit, _ uid: Uid, _ refusal: BuddyStepRefusal?, _ notice: Notice) throws -> Answer {
        guard let refusal else { return .redirect(Buddies.page(visit, uid), notice) }
        var fields = Fields()
        fields.refuse("stap", refusal.words)
        return .page(try page(visit, fields))
    }

    private static func noteContact(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        let callOn = fields.date("bel")
        let today = try visit.scope.read { reader in
            _ = try reader.buddy(uid)
            return try reader.today
        }
        if let callOn, callOn <= today || callOn - today > 366 {
            fields.refuse("bel", "Kies een dag die nog komt, binnen een jaar.")
        }
        guard fields.isSound else { return .page(try page(visit, fields)) }
        try visit.scope.write { try $0.noteContact(uid, callOn: callOn) }
        let back: Path = fields["terug"] == "wacht" ? "/\(visit.slug)/buddys?stand=wacht" : Buddies.page(visit, uid)
        // The list has its own query already.
        return fields["terug"] == "wacht" ? .redirect(back) : .redirect(back, .contactNoted)
    }

    static func page(_ visit: Visit, _ fields: Fields) throws -> Page {
        let uid = try visit.uid()
        let (buddy, settings, today) = try visit.scope.read { reader in
            (try reader.buddy(uid), try reader.settings, try reader.today)
        }
        let view = BuddyView(visit: visit, buddy: buddy, settings: settings, today: today, fields: fields)
        return Page(
            "Een buddy", heading: "\(buddy.particulars.name)", lead: view.lead, place: .buddies,
            back: Link("Alle buddy's", Buddies.list(visit)), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(view.attention)
                \(view.columns)
                """)
    }
}
