/// A meeting or session is off, or this buddy is not expected at the meeting any more: "je afspraak" fits both.
struct Cancelled: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String { isMeeting ? "Je afspraak gaat niet door" : "\(withCapital(theSession)) gaat niet door" }

    var body: [LetterBlock] {
        if isMeeting {
            say("Je had een afspraak voor een gesprek\(label) op \(toldMoment). Die gaat niet door.")
        } else {
            say("\(capital: theOccasion) van \(toldMoment) gaat niet door.")
        }
        say("Je hoeft niets te doen. Komt er een nieuwe afspraak? Dan hoor je dat van mij.")
        aside("Heb je een vraag? \(askMe).")
        if isMeeting { atTheEnd(noNames) }
    }
}
