/// What will be mailed to a buddy because of a meeting, said before it is saved.
package struct MailForecast: Hashable, Sendable {
    package struct Mail: Hashable, Sendable {
        package let kind: LetterKind
        /// Wall time; nil when it goes at once.
        package let at: LocalDateTime?

        package init(kind: LetterKind, at: LocalDateTime?) {
            self.kind = kind
            self.at = at
        }
    }

    /// Why less mail goes than the programme would send.
    package enum Obstacle: Hashable, Sendable {
        case noAddress
        case deadAddress
        /// The buddy does not want letters of this kind.
        case optedOut
        case stopped
    }

    package let firstName: String
    /// By time.
    package let mails: [Mail]
    package let obstacle: Obstacle?
    /// How many meetings there then are.
    package let meetings: Int

    package init(firstName: String, mails: [Mail], obstacle: Obstacle?, meetings: Int) {
        self.firstName = firstName
        self.mails = mails
        self.obstacle = obstacle
        self.meetings = meetings
    }

    /// One sentence for each mail, and one for what stands in the way.
    package func sentences(seenFrom today: LocalDate) -> [String] {
        let mails = mails.map { mail in
            let time =
                mail.at.map { "\(Dutch.day($0.date, seenFrom: today)) om \(Dutch.time($0.time))" } ?? "meteen"
            return "\(firstName) krijgt \(time) \(mail.kind.whatItIs)."
        }
        return mails + (obstacle.map { [words($0)] } ?? (mails.isEmpty ? ["Er gaat geen mail."] : []))
    }

    private func words(_ obstacle: Obstacle) -> String {
        switch obstacle {
        case .noAddress: "\(firstName) heeft geen mailadres en krijgt geen mail. Bel \(firstName) zelf."
        case .deadAddress: "Het mailadres van \(firstName) werkt niet. Bel \(firstName) en verbeter het adres."
        case .optedOut: "\(firstName) wil niet elke mail. Bel \(firstName) zelf even."
        case .stopped: "\(firstName) is gestopt en krijgt geen mail."
        }
    }
}

extension LetterKind {
    /// What a coordinator calls it, after "krijgt".
    package var whatItIs: String {
        switch self {
        case .beforeWeek, .beforeDay, .intervisionBefore: "een herinnering"
        case .after: "een bericht voor na het gesprek"
        case .nudge: "een vraag om een terugblik, als die er dan nog niet is"
        case .moved: "bericht dat de tijd anders is"
        case .cancelled: "bericht dat het niet doorgaat"
        case .intervisionInvite, .intervisionNudge: "een uitnodiging"
        case .digest, .alarm, .login, .group, .test: "een bericht"
        }
    }
}
