/// A meeting or session has another time or place, or goes on after all: what was, and what is.
struct Moved: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String {
        switch (occasion.change, isMeeting) {
        case (.goesOnAfterAll, _): "Je afspraak gaat toch door"
        case (.time, true): "Een gesprek is verzet"
        case (.time, false): "De intervisie is verzet"
        case (.place, _): "De intervisie is op een andere plek"
        case (.something, _): "Er is iets veranderd"
        }
    }

    var body: [Block] {
        switch occasion.change {
        case .goesOnAfterAll:
            say("Je hoorde dat je afspraak voor \(anOccasion) niet doorging. Die gaat toch door:")
            now(momentAndPlace)
        case .time(let was):
            say("\(capital: theOccasion) heeft een nieuwe tijd.")
            change(was: was, now: momentAndPlace)
        case .place(let was):
            say("\(capital: theOccasion) is op een andere plek.")
            change(was: was, now: momentAndPlace)
        case .something:
            say("Er is iets veranderd aan \(theOccasion). Zo is het nu:")
            now(momentAndPlace)
        }
        joinOnline
        say("Kun je dan ook? Dan hoef je niets te doen. Kun je niet? \(askMe).")
        if isMeeting { aside(noNames) }
    }
}
