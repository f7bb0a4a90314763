import Domain

/// A meeting or session is off, or goes on without this buddy: not at the table, another's by now, or off the list.
struct Cancelled: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    var subject: String {
        switch (isMeeting, goesOnWithout) {
        case (true, _): "Je afspraak gaat niet door"
        case (false, true): "Je hoeft niet naar \(theSession)"
        case (false, false): "\(Dutch.capital(theSession)) gaat niet door"
        }
    }

    var body: [LetterBlock] {
        if isMeeting {
            let off: Prose = goesOnWithout ? "gaat voor jou niet door: je hoeft er niet bij te zijn" : "gaat niet door"
            say("Je had een afspraak voor een gesprek\(label) op \(toldMoment). Die \(off).")
        } else if goesOnWithout {
            say("Je staat niet meer op de lijst voor \(theOccasion) van \(toldMoment).")
        } else {
            say("\(capital: theOccasion) van \(toldMoment) gaat niet door.")
        }
        say("Je hoeft niets te doen. Komt er een nieuwe afspraak? Dan hoor je dat van mij.")
        aside("Heb je een vraag? \(askMe).")
        if isMeeting { atTheEnd(noNames) }
    }
}
