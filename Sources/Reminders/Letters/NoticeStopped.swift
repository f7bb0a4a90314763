import Domain

/// What an alarm says when no mail goes: what happened, for whom, and what to do.
struct StopWords {
    let intro: Prose
    let lines: [Prose]

    /// Nil for what is about one letter or one buddy.
    init?(_ item: NoticeFacts.Item, today: LocalDate) {
        switch item {
        case .sendingPaused:
            intro = "Er gaat nu geen mail meer uit. Alleen mail om in te loggen gaat nog."
            lines = [
                "De mailserver weigerde vijf mails na elkaar. Er gaat niets verloren: wat wacht, gaat later alsnog.",
                "Heeft een buddy vandaag of morgen een gesprek? Bel de buddy dan zelf.",
                "Bel degene die Naast voor je beheert. Bij Berichten zet je het versturen daarna weer aan.",
            ]
        case .relayStopped(let name, let isRefused, let since, let tenants):
            let moment = "Sinds \(Dutch.moment(since, seenFrom: today))"
            intro = "Er gaat nu geen mail uit via mailserver \(tidy(name))."
            lines = [
                isRefused
                    ? "\(moment) weigert de mailserver onze gebruikersnaam of ons wachtwoord."
                    : "\(moment) is de mailserver niet te bereiken.",
                Self.whom(tenants),
                isRefused
                    ? """
                    Zet de goede gebruikersnaam en het goede wachtwoord in de instellingen van Naast. Laat Naast ze daarna \
                    lezen: systemctl reload naast
                    """
                    : "Kijk of de mailserver aanstaat en te bereiken is. Naast probeert het zelf steeds opnieuw.",
                Self.callMeanwhile,
            ]
        case .tenantStopped(let tenant, let slug, let isSenderRefused):
            intro = "Er gaat nu geen mail meer uit van \(tidy(tenant))."
            let why: Prose =
                switch isSenderRefused {
                case true?:
                    """
                    De mailserver weigert het adres van de afzender. Vraag de beheerder van de mailserver om dat adres toe te \
                    staan. Ook inloggen per mail lukt nu misschien niet.
                    """
                case false?:
                    """
                    De mailserver weigerde vijf mails na elkaar. Vraag de beheerder van de mailserver waarom. Mail om in te \
                    loggen gaat nog wel.
                    """
                case nil: "De mailserver weigert deze mail. Vraag de beheerder van de mailserver waarom."
                }
            lines = [why, "Is het opgelost? Dan gaat het weer met: naast tenant resume \(slug)", Self.callMeanwhile]
        case .deadAddress, .failed, .groupMailFailed, .optedOut: return nil
        }
    }

    private static let callMeanwhile: Prose =
        "Er gaat niets verloren, maar een herinnering kan te laat komen. Bel de coördinator als het lang duurt."

    private static func whom(_ tenants: [String]) -> Prose {
        let named = tenants.prefix(30).map { tidy($0) }.joined(separator: ", ")
        let more = tenants.count - 30
        switch tenants.count {
        case 0: return "Er is nu niemand die via deze mailserver mailt."
        case ...30: return "Dit geldt voor: \(named)."
        default: return "Dit geldt voor: \(named), en nog \(more) andere."
        }
    }
}
