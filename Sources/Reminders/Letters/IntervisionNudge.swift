/// Two weeks before a session, to who has not answered; once.
struct IntervisionNudge: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String { "Kun je bij \(theSession) zijn?" }

    var body: [LetterBlock] {
        switch gathering {
        case .intervision: say("Op \(strong: day) praten we als buddy's met elkaar, \(hoursAndPlace).")
        case .training: say("Op \(strong: day) is er een training voor buddy's, \(hoursAndPlace).")
        case .information: say("Op \(strong: day) is er een informatiebijeenkomst, \(hoursAndPlace).")
        }
        joinLater
        say("Kom je ook? \(askMe). Ja, nee of misschien: alles is goed. Dan weet ik op hoeveel mensen ik kan rekenen.")
        atTheEnd(aboutFamilies)
    }
}
