/// A meeting or session is off, or this buddy is no longer expected there: true in both cases, so "je afspraak".
struct Cancelled: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Je afspraak gaat niet door"

    var body: [Block] {
        say("Je had een afspraak voor \(anOccasion) op \(toldMoment). Die gaat niet door. Je hoeft niets te doen.")
        say("Komt er een nieuwe afspraak? Dan hoor je dat van mij.")
        aside("Heb je een vraag? \(askMe).")
        if isMeeting { aside(noNames) }
    }
}
