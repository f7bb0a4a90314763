import Domain
import Storage

/// The page that the link under a letter opens: a buddy stops mail of that kind, or lets it come again.
///
/// A mail program may do the same with one click (RFC 8058): it posts here without ever showing the page.
enum RefusalPage {
    /// Nil when it is no link of this kind.
    ///
    /// Opening it changes nothing: programs that look at mail open every link.
    static func answer(_ caller: Caller) throws -> Answer? {
        guard let token = caller.request.parameters["token"].flatMap({ AccessSecret($0) }) else { return nil }
        let refusal =
            caller.request.method == .post
            ? try caller.scope.refuse(!caller.fields.isOn("weer-aan"), linkedBy: token)
            : try caller.scope.refusal(linkedBy: token)
        return refusal.map { .page(page(caller, token, $0)) }
    }

    private static func page(_ caller: Caller, _ token: AccessSecret, _ refusal: MailRefusal) -> Page {
        let list: HTML = "<ul>\(refusal.mails.map { "<li>\($0.title)</li>" as HTML })</ul>"
        let always: HTML =
            refusal.mails == [.group]
            ? .nothing : "<p class=\"soft\">Is iets verzet of gaat het niet door? Dan hoor je dat altijd.</p>"
        func form(_ hidden: HTML, _ button: HTML) -> HTML {
            """
            <form class="fields" method="post" action="\("/\(caller.slug)/m/\(token.text)" as Path)">\(hidden)\
            <div class="actions">\(button)</div></form>
            """
        }
        guard refusal.isStopped else {
            return Page(
                "Mail stoppen", heading: "Deze mail stoppen?",
                lead: "Andere mail van \(caller.scope.tenant.name) blijft komen.",
                body: "\(list)\(form(.nothing, "<button type=\"submit\">Stop deze mail</button>"))\(always)")
        }
        return Page(
            "Mail gestopt", heading: "Deze mail krijg je niet meer",
            lead: "De coördinator ziet dat, en belt je misschien even.",
            body: """
                \(list)\(always)
                \(form(Field.hidden("weer-aan", "ja"), "<button class=\"second\" type=\"submit\">Toch weer wel</button>"))
                """)
    }
}
