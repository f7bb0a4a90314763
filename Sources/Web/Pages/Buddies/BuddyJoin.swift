import Domain
import Storage

/// The public page on which somebody signs up as a buddy (N06), with what the tenant stands for (N24).
enum BuddyJoin {
    static let routes: [Route] = [
        .open(.get, "buddy-worden") { caller in .page(page(caller, Fields(), try caller.scope.joiningFacts())) },
        .open(.post, "buddy-worden") { caller in try signUp(caller) },
        .open(.get, "buddy-worden/bedankt") { caller in .page(thanks(try caller.scope.joiningFacts())) },
    ]

    private static func signUp(_ caller: Caller) throws -> Answer {
        var fields = caller.fields
        let facts = try caller.scope.joiningFacts()
        let name = fields.line("naam", missing: "Vul je naam in.")
        let email = fields.email("mail", missing: "Vul je e-mailadres in, zodat we kunnen antwoorden.")
        let phone = fields.phone("telefoon")
        let region = fields.line("regio")
        let heardFrom = fields.line("via", limit: 200)
        let languages = fields.choices("taal", Language.self)
        if !fields.isOn("akkoord") {
            fields.refuse("akkoord", "Kruis aan dat we je gegevens mogen bewaren. Anders kunnen we je niet bellen.")
        }
        guard let name, let email, fields.isSound else { return .page(page(caller, fields, facts)) }
        // A field that people do not see: only a machine fills it in, and hears what everybody hears.
        guard fields["website"].isEmpty else { return .redirect("/\(caller.slug)/buddy-worden/bedankt") }
        guard caller.limits.signUpsByNetwork.take("\(caller.slug) \(caller.network)") else {
            return .refusal(.tooMany)
        }
        try caller.scope.signUp(
            BuddySignUp(
                name: name, email: email, phone: phone, region: region, heardFrom: heardFrom,
                languages: Set(languages)))
        return .redirect("/\(caller.slug)/buddy-worden/bedankt")
    }

    private static func page(_ caller: Caller, _ fields: Fields, _ facts: JoiningFacts) -> Page {
        Page(
            "Buddy worden", heading: "Word buddy",
            lead: "Je staat naast een ouder als het op school vastloopt.", status: fields.isSound ? 200 : 422,
            body: """
                \(fields.summary)
                <p>Een buddy is zelf ouder en weet hoe dit voelt. Je luistert, denkt mee en gaat mee naar een gesprek op \
                school. Je hoeft geen deskundige te zijn. Je krijgt een training, en je staat er niet alleen voor.</p>
                \(facts.coreValues.isEmpty ? "" : Part.aside("<h2>Waar we voor staan</h2><p>\(facts.coreValues)</p>"))
                <form class="fields" method="post" action="\("/\(caller.slug)/buddy-worden" as Path)" novalidate>
                \(Field.line(fields, "naam", "Je naam", autocomplete: "name"))
                \(Field.line(fields, "mail", "Je e-mailadres", .email, autocomplete: "email"))
                \(Field.line(
                    fields, "telefoon", "Je telefoonnummer", .phone, hint: "Mag leeg. Bellen gaat vaak sneller.",
                    autocomplete: "tel"))
                \(Field.line(fields, "regio", "Waar woon je?", hint: "Een plaats of streek is genoeg. Mag leeg."))
                \(Field.line(fields, "via", "Hoe hoorde je van ons?", hint: "Mag leeg."))
                <details class="fold"\(fields.all("taal").isEmpty ? "" : " open" as HTML)>\
                <summary>Spreek je nog een andere taal?</summary>
                \(Field.ticks(fields, "taal", "Ik spreek", Language.options.filter { $0.value != Language.dutch.rawValue }))</details>
                <div class="trap" aria-hidden="true"><label for="website">Laat dit leeg</label>
                <input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
                \(Field.tick(
                    fields, "akkoord", "\(facts.name) mag deze gegevens bewaren om mij te bellen of te mailen",
                    hint: "Alleen de coördinator leest ze. Wil je ze weg hebben? Zeg het, dan wissen we ze."))
                <button type="submit">Meld je aan</button>
                </form>
                """)
    }

    private static func thanks(_ facts: JoiningFacts) -> Page {
        let coordinator = facts.coordinatorName.isEmpty ? "de coördinator" : facts.coordinatorName
        let phone: HTML =
            OutsideLink(phone: facts.coordinatorPhone).map {
                "<p>Heb je nu al een vraag? Bel <a href=\"\($0)\">\(facts.coordinatorPhone)</a>.</p>"
            } ?? ""
        return Page(
            "Aangemeld", heading: "Dank je wel, je bent aangemeld",
            body: """
                <h2>Wat gebeurt er nu?</h2>
                <ol><li>\(capitalised(coordinator)) leest je aanmelding en neemt contact met je op.</li>
                <li>Jullie maken kennis: wat wil je doen, en wat past bij je?</li>
                <li>Je volgt een training. Daarna kijken we samen naast welke ouder je kunt staan.</li></ol>
                \(phone)
                """)
    }
}
