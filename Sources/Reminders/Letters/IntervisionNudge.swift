/// Two weeks before an intervision session, to who has not answered; once.
struct IntervisionNudge: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Kun je bij de intervisie zijn?"

    var body: [LetterBlock] {
        say("Op \(strong: day) praten we als buddy's met elkaar, \(hoursAndPlace).")
        joinLater
        say("Kom je ook? \(askMe). Ja, nee of misschien: alles is goed. Dan weet ik op hoeveel mensen ik kan rekenen.")
        atTheEnd(aboutFamilies)
    }
}
