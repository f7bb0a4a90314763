import Domain

/// A meeting or session has another time or place, or they are expected there after all: what was, and what is.
struct Moved: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String {
        switch (occasion.change, isMeeting) {
        case (.goesOnAfterAll, true): "Je wordt toch verwacht bij een gesprek"
        case (.goesOnAfterAll, false): "Je bent toch welkom bij \(theSession)"
        case (.time, true): "Een gesprek is verzet"
        case (.time, false): "\(Dutch.capital(theSession)) is verzet"
        case (.place, _): "\(Dutch.capital(theSession)) is op een andere plek"
        case (.link, _): "Een nieuwe link voor \(theSession)"
        case (.something, _): "Er is iets veranderd"
        }
    }

    var body: [LetterBlock] {
        switch occasion.change {
        case .goesOnAfterAll:
            say("Eerder hoefde je niet naar \(theOccasion). \(isMeeting ? "Nu toch wel" : "Nu ben je toch welkom"):")
            now(momentAndPlace)
        case .time(let was):
            say("\(capital: theOccasion) heeft een nieuwe tijd.")
            change(was: was, now: momentAndPlace)
        case .place(let was, let newPlace):
            say("\(capital: theOccasion) van \(moment) is op een andere plek.")
            change(was: was, now: newPlace)
        case .link:
            say(
                "\(capital: theOccasion) van \(moment) heeft een nieuwe link om online mee te doen. Gebruik de oude niet meer."
            )
        case .something:
            say("Er is iets veranderd aan \(theOccasion). Zo is het nu:")
            now(momentAndPlace)
        }
        joinOnline
        if isMeeting || occasion.answer == .yes {
            say("Kun je komen? Dan hoef je niets te doen. Kun je niet? \(askMe).")
        } else {
            say("Kun je komen? \(askMe).")
        }
        if isMeeting { atTheEnd(noNames) }
    }
}
