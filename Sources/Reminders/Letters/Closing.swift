import Domain

/// How a buddy can reach the coordinator: the sentences depend on what is known of them.
struct Reach: Hashable {
    let byPhone: Bool
    let byMail: Bool

    init(_ facts: LetterFacts) {
        self.init(phone: facts.coordinatorPhone, replyTo: facts.replyTo)
    }

    init(phone: String?, replyTo: EmailAddress?) {
        byPhone = !tidy(phone ?? "").isEmpty
        byMail = replyTo != nil
    }

    /// A request, without a full stop.
    var askMe: String {
        switch (byPhone, byMail) {
        case (true, true): "Bel mij of beantwoord deze mail"
        case (true, false): "Bel mij"
        case (false, true): "Beantwoord deze mail"
        case (false, false): "Laat het mij weten"
        }
    }

    /// For when it was heavy, without a full stop.
    var talkToMe: String {
        byPhone ? "Bel mij gerust" : "Dan praat ik graag even met je"
    }

    /// Only where an answer by mail is asked for.
    var noNames: Prose? {
        byMail ? "Schrijf geen namen als je antwoordt." : nil
    }
}

extension LetterText {
    /// About what buddies tell each other.
    var aboutFamilies: Prose { "Vertel je over een gezin? Noem geen namen en geen school." }
}

/// The last lines of every letter: a person's name, and their phone number under it.
struct Closing {
    let farewell = "Groet,"
    let name: String
    let phone: String?
    let tenant: String

    init(_ facts: LetterFacts) {
        self.init(facts.tenantName, coordinator: facts.coordinatorName, phone: facts.coordinatorPhone)
    }

    init(_ tenantName: String, coordinator: String, phone number: String?) {
        tenant = tidy(tenantName)
        let coordinator = tidy(coordinator)
        name = coordinator.isEmpty ? tenant : coordinator
        let number = tidy(number ?? "")
        phone = number.isEmpty ? nil : number
    }

    /// Below what Naast itself writes to a coordinator: nobody's name, nobody to call.
    init(tenant: String) {
        self.tenant = tenant
        name = "Naast, voor \(tenant)"
        phone = nil
    }

    /// The first line of every letter.
    static func greeting(_ facts: LetterFacts) -> String { greeting(facts.recipientFirstName) }

    static func greeting(_ firstName: String) -> String {
        let name = tidy(firstName)
        return name.isEmpty ? "Hoi," : "Hoi \(name),"
    }

    /// What the calendar file that comes along is for; nil when there is none.
    static func calendarNote(_ appointment: Appointment?) -> Prose? {
        switch appointment?.method {
        case .request: "De afspraak zit erbij, voor in je agenda."
        case .cancel: "Staat de afspraak in je agenda? Met het bestand erbij haal je die eruit."
        case nil: nil
        }
    }
}
