import Domain
import Storage

/// What is mailed because of a change, in a person's words, before it is saved.
struct MailPreviewWords {
    let zone: Zone
    let now: Instant

    private var today: LocalDate { zone.local(now).date }

    /// A section for the page on which somebody checks what they are about to do.
    ///
    /// - Parameter silence: what to say when nothing goes.
    func section(_ preview: MailPreview, silence: String) -> HTML {
        let lines = goes(preview) + stops(preview)
        let list: HTML =
            lines.isEmpty ? "<p>\(silence)</p>" : "<ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
        let note: HTML =
            preview.goes.isEmpty
            ? ""
            : "<p class=\"soft\">Krijgt iemand die dag al veel mail van ons? Dan komen berichten samen in één mail.</p>"
        return Part.section("Wat er dan gemaild wordt", Part.aside("\(list)\(note)"))
    }

    /// The same for a whole list: how many mails of each kind, and when the first of them goes.
    func counts(_ preview: MailPreview) -> HTML {
        func sentences(_ letters: [MailPreview.Letter], _ words: (String, [MailPreview.Letter]) -> String) -> [String] {
            LetterKind.allCases.compactMap { kind in
                let some = letters.filter { $0.kind == kind }
                return some.isEmpty ? nil : words(name(kind), some)
            }
        }
        let goes = sentences(preview.goes) { name, some in
            let first = some.map(\.due).min().map(moment) ?? ""
            return some.count == 1
                ? "1 mail gaat \(first): \(name)." : "\(some.count) mails: \(name). De eerste gaat \(first)."
        }
        let stops = sentences(stopping(preview)) { name, some in
            "\(Dutch.count(some.count, "mail", "mails").capitalisedFirst) van nu \(some.count == 1 ? "gaat" : "gaan") niet meer: \(name)."
        }
        let lines = goes + stops
        let list: HTML =
            lines.isEmpty
            ? "<p>Hierdoor wordt niets gemaild.</p>" : "<ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
        return Part.section("Wat er dan gemaild wordt", Part.aside(list))
    }

    /// One sentence for each moment.
    func goes(_ preview: MailPreview) -> [String] { sentences(preview.goes, word) }

    /// What stood ready and does not go any more, unless the same letter goes at another moment.
    func stops(_ preview: MailPreview) -> [String] {
        sentences(stopping(preview)) { letter, who, _ in
            "Niet meer: \(name(letter.kind)) van \(Dutch.moment(zone.local(letter.due), seenFrom: today)) aan \(who)."
        }
    }

    private func stopping(_ preview: MailPreview) -> [MailPreview.Letter] {
        let moved = Set(preview.goes.map { "\($0.kind.rawValue) \($0.buddy)" })
        return preview.goesNoMore.filter { !moved.contains("\($0.kind.rawValue) \($0.buddy)") }
    }

    /// One sentence for each letter that stands ready, about one meeting or session.
    func ready(_ letters: [MailPreview.Letter]) -> [String] { sentences(letters, word) }

    private func sentences(
        _ letters: [MailPreview.Letter], _ words: (MailPreview.Letter, String, Bool) -> String
    ) -> [String] {
        var counted: [(letter: MailPreview.Letter, count: Int)] = []
        for letter in letters {
            if let index = counted.firstIndex(where: { $0.letter.kind == letter.kind && $0.letter.due == letter.due }) {
                counted[index].count += 1
            } else {
                counted.append((letter, 1))
            }
        }
        let isAlone = Set(letters.map(\.buddy)).count < 2
        return counted.map { letter, count in
            words(letter, count == 1 ? (isAlone ? "de buddy" : "één buddy") : "\(count) buddy's", count > 1)
        }
    }

    private func word(_ letter: MailPreview.Letter, _ who: String, _ areMany: Bool) -> String {
        let get = "\(who.capitalisedFirst) \(areMany ? "krijgen" : "krijgt") \(moment(letter.due))"
        switch letter.kind {
        case .beforeWeek: return "\(get) een herinnering, een week vooraf."
        case .beforeDay: return "\(get) een herinnering om een berichtje te sturen."
        case .after: return "\(get) de vraag hoe het ging."
        case .nudge: return "\(get) die vraag nog één keer, als er dan geen terugblik is."
        case .moved: return "\(get) bericht wat er veranderd is."
        case .cancelled: return "\(get) bericht dat het niet doorgaat."
        case .intervisionInvite: return "\(get) een uitnodiging."
        case .intervisionNudge: return "\(get) de uitnodiging nog één keer, als er dan geen antwoord is."
        case .intervisionBefore: return "\(get) een herinnering, als het antwoord niet nee is."
        case .digest, .alarm, .login, .group, .test: return "\(get) een mail."
        }
    }

    private func name(_ kind: LetterKind) -> String {
        switch kind {
        case .beforeWeek, .beforeDay, .intervisionBefore: "de herinnering"
        case .after, .nudge: "de vraag hoe het ging"
        case .moved: "het bericht over de verandering"
        case .cancelled: "het bericht dat het niet doorgaat"
        case .intervisionInvite, .intervisionNudge: "de uitnodiging"
        case .digest, .alarm, .login, .group, .test: "de mail"
        }
    }

    private func moment(_ due: Instant) -> String {
        if due <= now { return "meteen" }
        let local = zone.local(due)
        let day = local.date == today ? "vandaag" : Dutch.day(local.date, seenFrom: today)
        return "\(day) om \(Dutch.time(local.time))"
    }
}
