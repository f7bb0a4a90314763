/// A session is planned: come and talk, learn or listen with the other buddies.
struct IntervisionInvite: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Kom je ook?"

    var body: [LetterBlock] {
        switch gathering {
        case .intervision:
            say("Op \(strong: day) praten we als buddy's met elkaar. Dat heet intervisie. Het is \(hoursAndPlace).")
        case .training: say("Op \(strong: day) is er een training voor buddy's. Het is \(hoursAndPlace).")
        case .information: say("Op \(strong: day) is er een informatiebijeenkomst. Het is \(hoursAndPlace).")
        }
        joinLater
        switch gathering {
        case .intervision: say("We vertellen wat goed ging en wat moeilijk was. Je hoeft niets voor te bereiden.")
        case .training: say("Je leert hoe je naast een ouder staat. Je hoeft niets voor te bereiden.")
        case .information: say("Je hoort wat een buddy doet, en je kunt alles vragen.")
        }
        say("Kom je? \(askMe). Weet je het nog niet? Zeg dat dan ook gerust.")
        atTheEnd(aboutFamilies)
    }
}
