/// Five working days before a school meeting: prepare it together.
struct BeforeWeek: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Er komt een gesprek aan"

    var body: [LetterBlock] {
        say("\(comingMoment) is er een gesprek\(label). Samen voorbereiden helpt. Vraag je vandaag wanneer dat kan?")
        copy("Hoi, \(weekday) is het gesprek. Zullen we het samen voorbereiden? Wanneer komt het jou uit?")
        aside("Kun je er zelf niet bij zijn? \(askMe).")
        atTheEnd(noNames)
    }
}
