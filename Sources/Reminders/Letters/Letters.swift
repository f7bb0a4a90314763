// DE BRIEVEN VAN NAAST: zo pas je een tekst aan.
//
// Elke brief is één bestand in deze map: BeforeWeek (een week ervoor), BeforeDay (de dag ervoor), After (na afloop),
// Nudge (nog één keer vragen), Moved (verzet), Cancelled (gaat niet door), IntervisionInvite, IntervisionNudge en
// IntervisionBefore. Joined is de mail waarin brieven van één dag samenkomen. In Closing staan de aanhef, het slot en
// hoe je de coördinator bereikt; in LetterWords de woorden op de knoppen. De map Rendering maakt er een mail van: daar
// staat geen brieftekst.
//
// Tussen aanhalingstekens staat wat de buddy leest. Verander dat gerust. Wat zo staat, \(…), vult Naast in:
//   \(day)            dinsdag 1 december
//   \(moment)         dinsdag 1 december om 14.00 uur
//   \(comingMoment)   Op dinsdag 1 december om 14.00 uur; op de dag zelf: Vandaag, dinsdag 1 december om 14.00 uur,
//   \(pastDay)        Vandaag, Gisteren of Op dinsdag 1 december
//   \(weekday)        dinsdag; een week of meer vooruit: dinsdag 8 december
//   \(hours)          van 19.30 tot 21.00 uur
//   \(hoursAndPlace)  van 19.30 tot 21.00 uur, online
//   \(label)          een spatie en de naam van de koppeling: (Esdoorn); zet er dus zelf geen spatie voor
//   \(askMe)          Bel mij of beantwoord deze mail; zonder nummer of mailadres alleen wat kan
//   \(talkToMe)       Bel mij gerust
//   \(theSession)     de intervisie, de training of de informatiebijeenkomst
// say is een alinea, copy een tekst om te kopiëren, aside een kleine regel onder de brief, atTheEnd een kleine regel
// onder de mail, die ook in een samengevoegde mail één keer staat. joinOnline is de knop naar een online bijeenkomst.
//
// Afspraken: taalniveau B1, *je*, minder dan 90 woorden met alles erbij, één ding om te doen. Geen naam van een ouder,
// kind of school, ook niet in het onderwerp. Een tekst om te kopiëren noemt de dag, nooit "morgen": niemand weet
// wanneer hij verstuurd wordt. Draai daarna `swift test --filter Letter`: de test telt de woorden en kijkt deze regels na. Met
// `NAAST_LETTERS_DIR=/tmp/brieven` ervoor schrijft hij alle brieven naar die map, om te bekijken.

import Domain

/// The letter that these facts ask for, ready to become a MIME message.
///
/// Several parts make one mail with a section each, in order of start; it carries no appointment, because a message
/// takes one and a calendar that misses the others misleads.
///
/// - Parameter stop: a page on which the reader stops letters of this kind; nil when there is none.
func letter(from facts: LetterFacts, stop: MailLink? = nil) throws(UnwritableLetter) -> Letter {
    var (page, appointment) = try page(from: facts)
    page.stop = stop
    return page.letter(with: appointment)
}

/// The same before it is text or HTML.
func page(from facts: LetterFacts) throws(UnwritableLetter) -> (LetterPage, Appointment?) {
    var sections: [any LetterText] = []
    for part in facts.parts.sorted(by: { $0.starts < $1.starts }) {
        sections.append(try words(for: part, in: facts))
    }
    guard let first = sections.first else { throw .nothingToTell }
    guard sections.count == 1 else { return (Joined(sections: sections).page(facts), nil) }
    let appointment = first.occasion.appointment
    let page = LetterPage(
        subject: first.subject, preheader: first.preheader, greeting: Closing.greeting(facts),
        body: first.body.upToTheEnd,
        atTheEnd: first.body.atTheEnd + [Closing.calendarNote(appointment)].compactMap(\.self), closing: Closing(facts))
    return (page, appointment)
}

/// Facts that no programme letter can be made of: a mistake in the caller, of which nothing should be sent.
package enum UnwritableLetter: Error, Hashable, Sendable {
    /// There is not a single part.
    case nothingToTell
    /// Notices, login links and what a member writes are not written here.
    case notOfTheProgramme(LetterKind)
    /// A letter about meetings with an intervision session as its subject, or the other way round.
    case subjectDoesNotFit(LetterKind)
}

/// The text of one part; the compiler asks for a text when a kind is added.
private func words(for part: LetterFacts.Part, in facts: LetterFacts) throws(UnwritableLetter) -> any LetterText {
    let occasion = Occasion(part, today: facts.today, zone: facts.zone)
    let coordinator = Reach(facts)
    switch (part.kind, part.subject) {
    case (.beforeWeek, .meeting): return BeforeWeek(occasion: occasion, coordinator: coordinator)
    case (.beforeDay, .meeting): return BeforeDay(occasion: occasion, coordinator: coordinator)
    case (.after, .meeting): return After(occasion: occasion, coordinator: coordinator)
    case (.nudge, .meeting): return Nudge(occasion: occasion, coordinator: coordinator)
    case (.moved, _): return Moved(occasion: occasion, coordinator: coordinator)
    case (.cancelled, _): return Cancelled(occasion: occasion, coordinator: coordinator)
    case (.intervisionInvite, .intervision): return IntervisionInvite(occasion: occasion, coordinator: coordinator)
    case (.intervisionNudge, .intervision): return IntervisionNudge(occasion: occasion, coordinator: coordinator)
    case (.intervisionBefore, .intervision): return IntervisionBefore(occasion: occasion, coordinator: coordinator)
    case (.digest, _), (.alarm, _), (.login, _), (.group, _), (.test, _): throw .notOfTheProgramme(part.kind)
    case (.beforeWeek, _), (.beforeDay, _), (.after, _), (.nudge, _), (.intervisionInvite, _),
        (.intervisionNudge, _), (.intervisionBefore, _):
        throw .subjectDoesNotFit(part.kind)
    }
}
