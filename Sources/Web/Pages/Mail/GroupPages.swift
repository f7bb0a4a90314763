import Domain
import Storage

/// One letter to a chosen group: write, look, send to oneself, send, watch, stop (N12, N19).
enum GroupPages {
    static let routes: [Route] = [
        .get("berichten/groep", .seeMail) { visit in .page(try list(visit)) },
        .get("berichten/groep/nieuw", .sendMail) { visit in
            var fields = Fields()
            fields["aan"] = visit.request.query("aan").flatMap(GroupAudience.init(rawValue:))?.rawValue ?? ""
            return .page(try GroupForm.page(visit, fields, over: nil))
        },
        .post("berichten/groep", .sendMail) { visit in
            var fields = visit.fields
            guard let draft = GroupForm.read(&fields) else {
                return .page(try GroupForm.page(visit, fields, over: nil))
            }
            let uid = try visit.scope.write { try $0.addGroupLetter(draft) }
            return .redirect("/\(visit.slug)/berichten/groep/\(uid)")
        },
        .get("berichten/groep/{uid}", .seeMail) { visit in .page(try GroupReview.page(visit)) },
        .get("berichten/groep/{uid}/wijzigen", .sendMail) { visit in
            let letter = try draft(visit)
            return .page(try GroupForm.page(visit, GroupForm.fields(letter), over: letter.uid))
        },
        .post("berichten/groep/{uid}/wijzigen", .sendMail) { visit in
            let uid = try visit.uid()
            var fields = visit.fields
            guard let draft = GroupForm.read(&fields) else {
                return .page(try GroupForm.page(visit, fields, over: uid))
            }
            try visit.scope.write { try $0.changeGroupLetter(uid, version: visit.fields.version, to: draft) }
            return .redirect("/\(visit.slug)/berichten/groep/\(uid)", .saved)
        },
        .post("berichten/groep/{uid}/versturen", .sendMail) { visit in try send(visit) },
        .post("berichten/groep/{uid}/stoppen", .sendMail) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.stopGroupLetter(uid) }
            return .redirect("/\(visit.slug)/berichten/groep/\(uid)", .stopped)
        },
        .post("berichten/groep/{uid}/weggooien", .sendMail) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeGroupLetter(uid, version: visit.fields.version) }
            return .redirect("/\(visit.slug)/berichten", .removed)
        },
    ]

    private static func send(_ visit: Visit) throws -> Answer {
        let uid = try visit.uid()
        let isNew: Bool
        do throws(StoreError) {
            isNew = try visit.scope.write { try $0.sendGroupLetter(uid, version: visit.fields.version) }
        } catch {
            guard case .refused = error else { throw error }
            return .page(try GroupReview.page(visit, nobodyToSendTo: true))
        }
        // A second click lands on the same page, and has sent nothing.
        return .redirect("/\(visit.slug)/berichten/groep/\(uid)", isNew ? .goesToGroup : nil)
    }

    private static func draft(_ visit: Visit) throws -> GroupLetter {
        let uid = try visit.uid()
        guard let letter = try visit.scope.read({ try $0.groupLetter(uid) }) else { throw Refusal.notFound }
        guard letter.sentAt == nil else { throw Refusal.changedMeanwhile }
        return letter
    }

    private static func list(_ visit: Visit) throws -> Page {
        let (letters, words) = try visit.scope.read { reader in
            (
                try reader.groupLetters(limit: 100).map { ($0, try reader.groupProgress($0.uid)) },
                MailWords(now: reader.now, zone: try reader.settings.zone)
            )
        }
        let rows = letters.map { letter, progress -> [HTML] in
            [
                "<a href=\"\("/\(visit.slug)/berichten/groep/\(letter.uid)" as Path)\">\(letter.draft.subject)</a>",
                "\(letter.draft.audience.title)",
                letter.sentAt.map { "\(words.moment($0))" } ?? Part.tag("concept", .needsYou),
                "\(progress.sent) van \(progress.all)",
            ]
        }
        return Page(
            "Berichten aan een groep", place: .mail, back: Link("Berichten", "/\(visit.slug)/berichten"),
            body: """
                <div class="actions">\(Part.button(Link("Schrijf aan een groep", "/\(visit.slug)/berichten/groep/nieuw")))</div>
                \(rows.isEmpty
                    ? Part.empty("Er is nog geen bericht aan een groep.")
                    : Part.table("De laatste honderd", heads: ["Onderwerp", "Aan", "Wanneer", "Verstuurd"], rows: rows))
                """)
    }
}
