import Domain
import Storage

/// Who may log in, and what they are.
enum MemberPages {
    static let routes: [Route] = [
        .get("instellingen/leden", .manageMembers) { visit in .page(try list(visit, Fields())) },
        .post("instellingen/leden", .manageMembers, add),
        .get("instellingen/leden/{uid}", .manageMembers) { visit in .page(try one(visit, Fields())) },
        .post("instellingen/leden/{uid}/rol", .manageMembers, changeRole),
        .post("instellingen/leden/{uid}/verwijderen", .manageMembers, remove),
        .post("instellingen/leden/{uid}/welkom", .manageMembers) { visit in
            let uid = try visit.uid()
            try visit.scope.write { writer in
                try writer.sendWelcome(to: try writer.member(uid))
                try writer.log(.sent, .member, uid)
            }
            return .redirect("/\(visit.slug)/instellingen/leden", .sent)
        },
    ]

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        let email = fields.email("email", missing: "Vul een e-mailadres in.")
        let name = fields.line("naam")
        let role = fields.choice("rol", Role.self, missing: "Kies wat deze persoon doet.")
        guard let email, let role, fields.isSound else { return .page(try list(visit, fields)) }
        let isNew = try visit.scope.write { writer in
            guard let member = try writer.addMember(email, role: role, name: name) else { return false }
            try writer.sendWelcome(to: member)
            return true
        }
        guard isNew else {
            fields.refuse("email", "Deze persoon staat er al. Kies de naam in de lijst om iets te veranderen.")
            return .page(try list(visit, fields))
        }
        return .redirect("/\(visit.slug)/instellingen/leden", .welcomed)
    }

    @Sendable private static func changeRole(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        guard let role = fields.choice("rol", Role.self, missing: "Kies wat deze persoon doet.") else {
            return .page(try one(visit, fields))
        }
        do throws(StoreError) {
            try visit.scope.write { try $0.changeRole(of: uid, to: role, version: fields.version) }
        } catch {
            guard error.isRefusal else { throw error }
            fields.refuse("rol", lastOne)
            return .page(try one(visit, fields))
        }
        // Who gave up the role that this page asks for may not come back to it.
        let mayStay = uid != visit.member.uid || role.may(.manageMembers)
        return .redirect(mayStay ? "/\(visit.slug)/instellingen/leden" : "/\(visit.slug)/instellingen", .saved)
    }

    @Sendable private static func remove(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        var fields = visit.fields
        do throws(StoreError) {
            try visit.scope.write { try $0.removeMember(uid, version: fields.version) }
        } catch {
            guard error.isRefusal else { throw error }
            fields.refuse("weg", lastOne)
            return .page(try one(visit, fields))
        }
        guard uid != visit.member.uid else { return .redirect("/\(visit.slug)/inloggen", nil, .forget) }
        return .redirect("/\(visit.slug)/instellingen/leden", .removed)
    }

    private static let lastOne = "Er moet één coördinator blijven. Maak eerst iemand anders coördinator."

    private static let roles: [(value: String, words: String)] = [
        (Role.coordinator.rawValue, "Coördinator: mag alles"),
        (Role.standIn.rawValue, "Vervanger: mag alles, behalve instellingen, geld en wie er mag inloggen"),
        (Role.trainer.rawValue, "Trainer: ziet alleen scholing en intervisie"),
    ]

    private static func list(_ visit: Visit, _ fields: Fields) throws -> Page {
        let members = try visit.scope.read { try $0.members() }
        let lines = members.map { member in
            Part.line(
                "<a href=\"\("/\(visit.slug)/instellingen/leden/\(member.uid)" as Path)\">\(member.title)</a>",
                "\(member.role.title)\(member.name == nil ? "" : " · \(member.email)")", remedy: "")
        }
        return Page(
            "Wie mag inloggen", place: .settings, back: Link("Instellingen", "/\(visit.slug)/instellingen"),
            status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(Part.section("Nu", Part.lines(lines)))\(Part.section("Iemand erbij", visit.form(
                    "/\(visit.slug)/instellingen/leden",
                    """
                    \(Field.line(
                        fields, "email", "E-mailadres", .email,
                        hint: "Daar gaat een welkomstmail heen, met een link die zeven dagen werkt."))\
                    \(Field.line(fields, "naam", "Naam"))\(Field.radios(fields, "rol", "Wat doet deze persoon?", roles))\
                    <button type="submit">Voeg toe en stuur de mail</button>
                    """)))
                """)
    }

    private static func one(_ visit: Visit, _ typed: Fields) throws -> Page {
        let uid = try visit.uid()
        let member = try visit.scope.read { try $0.member(uid) }
        var fields = typed
        if !fields.has("rol") { fields["rol"] = member.role.rawValue }
        let path: Path = "/\(visit.slug)/instellingen/leden/\(uid)"
        let version = Field.hidden("versie", String(member.version))
        let leaving = typed.problems.first { $0.field == "weg" }.map {
            "<span class=\"wrong\">\($0.words)</span>" as HTML
        }
        return Page(
            "Iemand die mag inloggen", heading: "\(member.title)", lead: "\(member.email.description)",
            place: .settings,
            back: Link("Wie mag inloggen", "/\(visit.slug)/instellingen/leden"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(visit.form(
                    "\(path)/rol",
                    """
                    \(version)\(Field.radios(fields, "rol", "Wat doet deze persoon?", roles))\
                    <button type="submit">Bewaar</button>
                    """))
                \(Part.section("Welkomstmail", """
                    <p>Kwam de eerste mail niet aan, of is de link verlopen? Stuur een nieuwe. De oude link werkt dan niet meer.</p>
                    \(visit.action("Stuur de welkomstmail opnieuw", "\(path)/welkom", isFirst: false))
                    """))
                \(Part.section("Niet meer inloggen", """
                    <p id="weg">\(member.title) is dan meteen overal uitgelogd. Wat deze persoon deed, blijft staan.</p>
                    \(leaving)\(visit.action("Haal weg", "\(path)/verwijderen", isFirst: false, version))
                    """))
                """)
    }
}
