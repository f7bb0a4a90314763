/// One thing that happens to a buddy on the way from sign-up to leaving; the word stands in the file.
package enum BuddyStep: String, CaseIterable, Hashable, Sendable {
    /// By the buddy, on the public page.
    case signUp = "sign-up"
    /// By a coordinator.
    case enter
    /// An import said so.
    case imported = "import"
    case planInterview = "plan-interview"
    /// The interview was held: welcome.
    case suited
    /// The interview was held: not now, we speak again.
    case later
    /// The interview was held: not this work.
    case unsuited
    case train
    case seeCertificate = "see-certificate"
    case makeAvailable = "make-available"
    case pause
    case resume
    case stop
    case comeBack = "come-back"

    /// Taken by a coordinator on the buddy's page, and to be taken back there when it was a mistake.
    package var isByHand: Bool {
        switch self {
        case .signUp, .enter, .imported: false
        default: true
        }
    }

    /// What the history says.
    package var title: String {
        switch self {
        case .signUp: "Aangemeld op de website"
        case .enter: "In Naast gezet"
        case .imported: "Ingelezen uit een bestand"
        case .planInterview: "Kennismaking gepland"
        case .suited: "Kennismaking gehouden: welkom als buddy"
        case .later: "Kennismaking gehouden: later verder praten"
        case .unsuited: "Kennismaking gehouden: dit past niet"
        case .train: "Training gevolgd"
        case .seeCertificate: "VOG gezien"
        case .makeAvailable: "Beschikbaar"
        case .pause: "Pauze"
        case .resume: "Weer beschikbaar"
        case .stop: "Gestopt"
        case .comeBack: "Komt terug"
        }
    }
}

/// Why a step cannot be taken now; nothing changes.
package enum BuddyStepRefusal: String, Error, CaseIterable, Hashable, Sendable {
    case notFromHere
    case notTrained
    case noCertificate
    case matchesRun
    case nothingToTakeBack

    /// What a person reads, with what to do.
    package var words: String {
        switch self {
        case .notFromHere: "Deze stap past niet bij hoe het er nu voor staat. Kijk wat er nu staat."
        case .notTrained: "Vul eerst in wanneer deze buddy de training deed."
        case .noCertificate: "Vul eerst in wanneer je de VOG hebt gezien."
        case .matchesRun: "Er loopt nog een koppeling. Rond die eerst af of zoek een andere buddy voor deze ouder."
        case .nothingToTakeBack: "Er is geen stap om terug te draaien."
        }
    }
}
