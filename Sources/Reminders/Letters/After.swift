/// An hour and a half after a school meeting: ask the parent how it is now.
struct After: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Hoe ging het?"

    var body: [LetterBlock] {
        say("\(pastDay) was er een gesprek\(label). Vraag je nog even hoe het nu gaat?")
        copy("Hoi, hoe kijk je terug op het gesprek van \(weekday)? Antwoord als het uitkomt. Ik ben er voor je.")
        aside("Ging het niet door, of komt er een vervolg? \(askMe).")
        aside("Was het ook voor jou zwaar? \(talkToMe).")
        atTheEnd(noNames)
    }
}
