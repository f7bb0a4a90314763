import Domain
import Storage

/// Where somebody is logged in, and what they are called.
enum SessionPages {
    static let routes: [Route] = [
        .get("instellingen/ik", .enter) { visit in
            var fields = Fields()
            fields["naam"] = visit.member.name ?? ""
            fields["telefoon"] = visit.member.phone ?? ""
            fields["versie"] = String(visit.member.version)
            return .page(form(visit, fields))
        },
        .post("instellingen/ik", .enter) { visit in
            var fields = visit.fields
            let name = fields.line("naam", missing: "Vul je naam in.")
            let phone = fields.phone("telefoon")
            guard fields.isSound else { return .page(form(visit, fields)) }
            try visit.scope.write {
                try $0.changeMember(visit.member.uid, name: name, phone: phone, version: fields.version)
            }
            return .redirect("/\(visit.slug)/instellingen", .saved)
        },
        .post("instellingen/sessies/{uid}/beeindigen", .enter) { visit in
            let session = try visit.uid()
            try visit.scope.write { try $0.endSession(session, of: visit.member.uid) }
            guard session != visit.scope.session.uid else {
                return .redirect("/\(visit.slug)/inloggen", nil, .forget)
            }
            return .redirect("/\(visit.slug)/instellingen", .sessionEnded)
        },
        .post("instellingen/sessies/beeindigen", .enter) { visit in
            try visit.scope.write { try $0.endAllSessions(of: visit.member.uid) }
            return .redirect("/\(visit.slug)/inloggen", nil, .forget)
        },
    ]

    /// Where somebody is logged in, with a button to end each.
    ///
    /// - Parameters:
    ///   - path: its actions are `path/UID/beeindigen` and `path/beeindigen`.
    ///   - here: the session that looks.
    static func list(
        _ visit: some ProvenForms, at path: Path, _ sessions: [Session], here: Uid, _ zone: Zone, _ today: LocalDate
    ) -> HTML {
        let lines = sessions.map { session -> HTML in
            let isHere = session.uid == here
            let used = Dutch.moment(zone.local(session.usedAt), seenFrom: today)
            return Part.line(
                "\(session.device) \(isHere ? Part.tag("dit apparaat") : .nothing)",
                "Laatst gebruikt: \(used)",
                remedy: visit.action("Log uit", "\(path)/\(session.uid)/beeindigen", isFirst: false))
        }
        return """
            \(Part.lines(lines))\
            <div class="actions">\(visit.action("Log overal uit", "\(path)/beeindigen", isFirst: false))</div>
            <p class="soft">Na twaalf uur zonder gebruik ben je vanzelf uitgelogd.</p>
            """
    }

    private static func form(_ visit: Visit, _ fields: Fields) -> Page {
        Page(
            "Jouw naam en telefoon", lead: "Collega's zien dit bij wat je verandert.", place: .settings,
            back: Link("Instellingen", "/\(visit.slug)/instellingen"), status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)\(visit.form(
                    "/\(visit.slug)/instellingen/ik",
                    """
                    \(Field.hidden("versie", fields["versie"]))\(Field.line(fields, "naam", "Je naam", autocomplete: "name"))\
                    \(Field.line(fields, "telefoon", "Je telefoonnummer", .phone, autocomplete: "tel"))\
                    <button type="submit">Bewaar</button>
                    """))
                """)
    }
}
