import Domain

/// What a coordinator fills in about a buddy.
package struct BuddyParticulars: Hashable, Sendable {
    package var name: String
    package var email: EmailAddress?
    package var phone: String?
    package var region: String?
    /// In their own words, such as "dinsdag en donderdag overdag".
    package var availability: String?
    package var online: Bool
    package var inPerson: Bool
    package var mostMatches: Int
    package var languages: Set<Language>
    package var expertise: Set<Expertise>
    /// Of their own children.
    package var schools: [String]
    /// The day they turn 21, while that lies ahead.
    package var adultOn: LocalDate?

    package init(
        name: String, email: EmailAddress? = nil, phone: String? = nil, region: String? = nil,
        availability: String? = nil, online: Bool = true, inPerson: Bool = true, mostMatches: Int = 1,
        languages: Set<Language> = [], expertise: Set<Expertise> = [], schools: [String] = [],
        adultOn: LocalDate? = nil
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.region = region
        self.availability = availability
        self.online = online
        self.inPerson = inPerson
        self.mostMatches = mostMatches
        self.languages = languages
        self.expertise = expertise
        self.schools = schools
        self.adultOn = adultOn
    }

    /// What differs, in the words of the form: for the change log, which holds no values.
    func changes(from old: Self) -> [String] {
        var names: [String] = []
        if name != old.name { names.append("naam") }
        if email != old.email { names.append("e-mailadres") }
        if phone != old.phone { names.append("telefoon") }
        if region != old.region { names.append("regio") }
        if availability != old.availability { names.append("wanneer") }
        if online != old.online || inPerson != old.inPerson { names.append("online of samen") }
        if mostMatches != old.mostMatches { names.append("hoeveel ouders") }
        if languages != old.languages { names.append("talen") }
        if expertise != old.expertise { names.append("ervaring") }
        if schools != old.schools { names.append("scholen") }
        if adultOn != old.adultOn { names.append("wordt 21") }
        return names
    }
}
