/// The day before a session, to who said yes or maybe.
struct IntervisionBefore: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String { "Tot \(weekday)?" }

    var body: [LetterBlock] {
        switch gathering {
        case .intervision: say("Op \(strong: day) is er intervisie, \(hoursAndPlace).")
        case .training: say("Op \(strong: day) is er een training, \(hoursAndPlace).")
        case .information: say("Op \(strong: day) is er een informatiebijeenkomst, \(hoursAndPlace).")
        }
        switch occasion.answer {
        case .yes: say("Fijn dat je komt! Je hoeft niets voor te bereiden. Kun je toch niet? \(askMe).")
        case .maybe, .no, nil: say("Je bent welkom, ook als je nog niet zeker was. Weet je het nu? \(askMe).")
        }
        joinOnline
        atTheEnd(aboutFamilies)
    }
}
