import Domain

/// What the helpdesk reads of a tenant's state.
enum StatusWords {
    /// One word or two for the table.
    static func state(_ tenant: TenantStatus) -> String {
        switch tenant.concerns.first {
        case .setApart: "apart gezet"
        case .unreadable: "niet te lezen"
        case .stopped: "stilgezet"
        case .relayPaused, .relayBroken: "mail wacht"
        case .late: "te laat"
        case .notArrived: "niet aangekomen"
        case .held: "wacht op besluit"
        case .suspended: "gepauzeerd"
        case .relayThrottled, nil: "goed"
        }
    }

    /// The reason, as part of a sentence.
    static func what(_ concern: TenantConcern, _ mail: OutboxCounts?) -> String {
        switch concern {
        case .setApart: "het bestand is apart gezet"
        case .unreadable: "het bestand is nu niet te lezen"
        case .stopped: "mail staat stil, want de mailserver weigerde"
        case .relayPaused: "de mailserver weigert onze inlog"
        case .relayBroken: "de mailserver is niet bereikbaar"
        case .late: "mail is te laat: de oudste wacht \(late(mail?.oldestOverdueSeconds ?? 0))"
        case .notArrived:
            "mail komt niet aan: \(Dutch.count(mail?.deadInADay ?? 0, "bericht", "berichten")) in 24 uur"
        case .held: "\(Dutch.count(mail?.held ?? 0, "bericht wacht", "berichten wachten")) op een besluit"
        case .suspended: "gepauzeerd: alleen inlogmails gaan weg"
        case .relayThrottled: "de mailserver vraagt om rustiger te sturen"
        }
    }

    /// The one thing to do about it.
    static func advice(_ concern: TenantConcern) -> String {
        switch concern {
        case .setApart: "Bel het steunpunt: er gaat niets weg. Laat de beheerder het bestand herstellen."
        case .unreadable: "Laat de beheerder kijken of de schijf vol is."
        case .stopped: "Bel het steunpunt: er gaat niets weg. Is het verholpen? Dan zet de coördinator het weer aan."
        case .relayPaused: advice(RelayState.paused)
        case .relayBroken: advice(RelayState.broken)
        case .late: "Bel het steunpunt: herinneringen komen te laat. Laat de beheerder ernaar kijken."
        case .notArrived: "Bel het steunpunt: onder Berichten staat wie ze zelf moeten bellen."
        case .held: "Bel het steunpunt: de coördinator beslist onder Berichten."
        case .suspended: "De beheerder heeft dit zo gezet."
        case .relayThrottled: advice(RelayState.throttled)
        }
    }

    static func relay(_ state: RelayState) -> String {
        switch state {
        case .open: "goed"
        case .throttled: "vraagt om rust"
        case .broken: "niet bereikbaar"
        case .paused: "weigert onze inlog"
        }
    }

    static func advice(_ state: RelayState) -> String {
        switch state {
        case .open: ""
        case .throttled: "Dit gaat vanzelf over."
        case .broken: "Naast probeert het steeds opnieuw. Duurt het langer dan een uur, bel dan de beheerder."
        case .paused: "Bel de beheerder: het wachtwoord voor de mailserver klopt niet."
        }
    }

    /// How long, in the largest unit that says something.
    static func late(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "–"
        case ..<3_600: Dutch.count(seconds / 60, "minuut", "minuten")
        case ..<172_800: Dutch.count(seconds / 3_600, "uur", "uur")
        default: Dutch.count(seconds / 86_400, "dag", "dagen")
        }
    }
}

extension TenantConcern {
    /// How urgent it looks.
    var tone: Tone {
        switch self {
        case .setApart, .unreadable, .stopped, .relayPaused, .relayBroken, .late: .harm
        case .notArrived, .held: .needsYou
        case .suspended, .relayThrottled: .calm
        }
    }

    var isOfRelay: Bool { self == .relayPaused || self == .relayBroken || self == .relayThrottled }
}
