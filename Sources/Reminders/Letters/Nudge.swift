/// The third working day after a school meeting, once, while there is no look-back; after it we are silent.
struct Nudge: LetterText {
    let occasion: Occasion
    let coordinator: Reach

    let subject = "Hoe is het gegaan?"

    var body: [LetterBlock] {
        say("\(pastDay) was er een gesprek\(label). Ik ben benieuwd hoe het ging. Eén zin is genoeg. \(askMe).")
        say("Meer vertellen mag, maar hoeft niet. Komt het nu niet uit? Ook goed. Ik vraag er niet nog een keer naar.")
        aside("Was het zwaar voor jou? \(talkToMe).")
        atTheEnd(noNames)
    }
}
