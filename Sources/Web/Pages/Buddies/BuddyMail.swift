import Domain
import Storage

/// Which mail a buddy does not want any more, as they told a member; what they stop themselves stands here as well.
enum BuddyMail {
    static let routes: [Route] = [
        .post("buddys/{uid}/mail", .changeBuddies) { visit in
            let uid = try visit.uid()
            let refused = visit.fields.all("niet").map { RefusableMail($0) }
            guard !refused.contains(nil) else { throw Refusal.badRequest }
            try visit.scope.write { try $0.setRefusedMail(ofBuddy: uid, to: Set(refused.compactMap(\.self))) }
            return .redirect(Buddies.page(visit, uid), .saved)
        }
    ]
}

extension BuddyView {
    var mail: HTML {
        let refused = buddy.refusedMail
        guard mayChange || !refused.isEmpty else { return .nothing }
        let list: HTML =
            refused.isEmpty
            ? "<p>Deze buddy krijgt alle herinneringen.</p>"
            : """
            <p>Deze mail wil deze buddy niet. Spreek af hoe het dan gaat.</p>\
            <ul>\(refused.map { "<li>\($0.title)</li>" as HTML })</ul>
            """
        var ticked = Fields()
        ticked.set("niet", refused.map(\.text))
        let form: HTML =
            mayChange && buddy.state != .stopped
            ? """
            <details class="fold"><summary>Bepaalde mail niet meer</summary>
            \(visit.form("\(path)/mail", """
                \(Field.ticks(
                    ticked, "niet", "Wil deze mail niet", RefusableMail.allCases.map { ($0.text, $0.title) },
                    hint: "Is iets verzet of gaat het niet door, dan gaat er altijd een mail."))
                <button class="second" type="submit">Bewaar</button>
                """))</details>
            """ : ""
        return Part.section("Mail", "\(list)\(form)")
    }
}
