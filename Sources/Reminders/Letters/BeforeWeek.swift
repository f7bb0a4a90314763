/// Five working days before a school meeting: prepare it together.
struct BeforeWeek: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Er komt een gesprek aan"

    var body: [LetterBlock] {
        say("\(comingMoment) is er een gesprek\(label). Samen voorbereiden helpt. Vraag je vandaag wanneer dat kan?")
        copy("Hoi, \(weekday) is het gesprek. Zullen we het samen voorbereiden? Wanneer komt het jou uit?")
        if goesOnWithout {
            aside("Je hoeft er zelf niet bij te zijn. Heb je een vraag? \(askMe).")
        } else {
            aside("Kun je er zelf niet bij zijn? \(askMe).")
        }
        atTheEnd(noNames)
    }
}
