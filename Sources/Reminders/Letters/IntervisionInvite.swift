/// An intervision session is planned: come and talk with the other buddies.
struct IntervisionInvite: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Kom je ook?"

    var body: [LetterBlock] {
        say("Op \(strong: day) praten we als buddy's met elkaar. Dat heet intervisie. Het is \(hoursAndPlace).")
        joinLater
        say("We vertellen wat goed ging en wat moeilijk was. Je hoeft niets voor te bereiden.")
        say("Kom je? \(askMe). Weet je het nog niet? Zeg dat dan ook gerust.")
        atTheEnd(aboutFamilies)
    }
}
