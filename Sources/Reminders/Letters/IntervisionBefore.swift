/// The day before an intervision session, to who said yes or maybe.
struct IntervisionBefore: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String { "Tot \(weekday)?" }

    var body: [LetterBlock] {
        say("Op \(strong: day) is er intervisie, \(hoursAndPlace).")
        switch occasion.answer {
        case .yes: say("Fijn dat je komt! Je hoeft niets voor te bereiden. Kun je toch niet? \(askMe).")
        case .maybe, .no, nil: say("Je bent welkom, ook als je nog niet zeker was. Weet je het nu? \(askMe).")
        }
        joinOnline
        atTheEnd(aboutFamilies)
    }
}
