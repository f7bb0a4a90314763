import Domain
import Storage

/// What the buddies themselves ask for: one of a kind by name, more of a kind in one line.
extension AttentionLines {
    private var buddies: Attention.Buddies { attention.buddies }

    private func page(_ buddy: Attention.BuddyMark) -> Path { "/\(slug)/buddys/\(buddy.uid)" }
    private var waiting: Path { "/\(slug)/buddys?stand=wacht" }

    // Names as links, the first five.
    private func names(_ marks: [Attention.BuddyMark]) -> HTML {
        let links = marks.prefix(Attention.shown).map { "<a href=\"\(page($0))\">\($0.name)</a>" as HTML }.joined(", ")
        let rest = marks.count - Attention.shown
        return rest > 0 ? "\(links) en nog \(rest)" : links
    }

    var newcomers: [HTML] {
        guard let first = buddies.newcomers.first else { return [] }
        let since = first.on.map { Dutch.distance(to: $0, from: today) } ?? ""
        guard buddies.newcomers.count > 1 else {
            return [
                Part.line(
                    "\(first.name) meldde zich aan als buddy", "\(Dutch.capital(since)) · nog niet gesproken",
                    .needsYou,
                    remedy: remedy("Bel en maak kennis", page(first)))
            ]
        }
        return [
            Part.line(
                "\(buddies.newcomers.count) mensen meldden zich aan als buddy",
                "De eerste \(since) · nog niet gesproken: \(names(buddies.newcomers))", .needsYou,
                remedy: remedy("Bel en maak kennis", waiting))
        ]
    }

    var pool: [HTML] {
        guard let first = buddies.pool.first else { return [] }
        let last =
            first.lastContact.map { "laatste contact \(Dutch.distance(to: $0, from: today))" } ?? "nog geen contact"
        let since = "wacht sinds \(Dutch.day(first.since, seenFrom: today)) · \(last)"
        guard buddies.pool.count > 1 else {
            return [
                Part.line(
                    "\(first.name) wacht op een ouder en hoorde lang niets", "\(Dutch.capital(since))",
                    remedy: remedy("Neem contact op", "/\(slug)/buddys/\(first.uid)"))
            ]
        }
        return [
            Part.line(
                "\(buddies.pool.count) buddy's wachten op een ouder en hoorden lang niets", "\(first.name) \(since)",
                remedy: remedy("Stuur een bericht", "/\(slug)/berichten/groep/nieuw?aan=pool"))
        ]
    }

    var calls: [HTML] {
        guard let first = buddies.calls.first else { return [] }
        guard buddies.calls.count > 1 else {
            return [
                Part.line(
                    "Spreek \(first.name) weer eens", "Zo raakt niemand uit beeld",
                    remedy: remedy("Neem contact op", page(first)))
            ]
        }
        return [
            Part.line(
                "Spreek \(buddies.calls.count) buddy's weer eens", names(buddies.calls),
                remedy: remedy("Bekijk wie", waiting))
        ]
    }

    var interviews: [HTML] {
        buddies.interviews.prefix(Attention.shown).map { buddy in
            Part.line(
                "Hoe ging de kennismaking met \(buddy.name)?",
                "\(Dutch.capital(buddy.on.map { Dutch.distance(to: $0, from: today) } ?? ""))",
                remedy: remedy("Vul in", "/\(slug)/buddys/\(buddy.uid)/gesprek"))
        }
    }

    var pauses: [HTML] {
        buddies.pauses.prefix(Attention.shown).map { buddy in
            Part.line(
                "De pauze van \(buddy.name) is voorbij", "Vraag of \(buddy.name) weer mee wil doen",
                remedy: remedy("Neem contact op", page(buddy)))
        }
    }

    var ending: [HTML] {
        ending(
            buddies.certificates, one: "Vraag \(buddies.certificates.first?.name ?? "") om een nieuwe VOG",
            many: "\(buddies.certificates.count) buddy's hebben een nieuwe VOG nodig", what: "VOG")
            + ending(
                buddies.trainings, one: "De training van \(buddies.trainings.first?.name ?? "") is lang geleden",
                many: "\(buddies.trainings.count) buddy's zijn toe aan een nieuwe training", what: "training")
    }

    private func ending(_ marks: [Attention.BuddyMark], one: String, many: String, what: String) -> [HTML] {
        guard let first = marks.first, let until = first.on else { return [] }
        let moment = "\(until < today ? "liep af op" : "loopt af op") \(Dutch.day(until, seenFrom: today))"
        guard marks.count > 1 else {
            return [Part.line("\(one)", "De \(what) \(moment)", remedy: remedy("Bekijk", page(first)))]
        }
        return [
            Part.line("\(many)", "\(names(marks)) · de eerste \(moment)", remedy: remedy("Bekijk", page(first)))
        ]
    }

    var incomplete: [HTML] {
        guard let first = buddies.incomplete.first else { return [] }
        let title =
            buddies.incomplete.count == 1
            ? "Van \(first.name) mist de VOG of de training"
            : "Van \(buddies.incomplete.count) buddy's mist de VOG of de training"
        return [
            Part.line(
                "\(title)", buddies.incomplete.count == 1 ? "Vul in wanneer je het zag" : names(buddies.incomplete),
                remedy: remedy("Vul in", page(first)))
        ]
    }
}
