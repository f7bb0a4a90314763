/// The day before a school meeting, 16:00: send the parent a message.
struct BeforeDay: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Stuur je vandaag een berichtje?"

    var body: [LetterBlock] {
        say("\(comingMoment) is er een gesprek\(label). Een berichtje vooraf geeft rust. Stuur je het vandaag?")
        if goesOnWithout {
            copy("Hoi, \(weekday) is het gesprek. Hoe is het met je? Wat wil je zeker vertellen? Ik denk aan je.")
            aside("Je hoeft er zelf niet bij te zijn. Is het gesprek verzet? \(askMe).")
        } else {
            copy("Hoi, \(weekday) is het gesprek. Hoe is het met je? Wat wil je zeker vertellen? Ik sta naast je.")
            aside("Gesprek verzet, of kun je niet? \(askMe).")
        }
        atTheEnd(noNames)
    }
}
