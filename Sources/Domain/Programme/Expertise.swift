/// What a buddy knows from their own life or work, and a requester may look for (N23).
package enum Expertise: String, CaseIterable, Hashable, Sendable {
    case socialSafety = "sociale-veiligheid"
    case notAtSchool = "thuiszitten"
    case specialEducation = "speciaal-onderwijs"
    case gifted = "hoogbegaafdheid"
    case transition = "overstap-po-vo"
    case careAndSchool = "zorg-en-onderwijs"
    case transport = "leerlingenvervoer"
    case rules = "regels-en-rechten"
    case conversations = "moeilijke-gesprekken"

    /// What a person reads, after "ervaring met".
    package var title: String {
        switch self {
        case .socialSafety: "sociale veiligheid"
        case .notAtSchool: "niet naar school kunnen"
        case .specialEducation: "speciaal onderwijs"
        case .gifted: "hoogbegaafdheid"
        case .transition: "de overstap van po naar vo"
        case .careAndSchool: "zorg en onderwijs samen"
        case .transport: "leerlingenvervoer"
        case .rules: "regels en rechten"
        case .conversations: "moeilijke gesprekken"
        }
    }
}

/// A language that a buddy speaks besides, or instead of, Dutch.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case dutch = "nl"
    case english = "en"
    case turkish = "tr"
    case arabic = "ar"
    case berber = "ber"
    case polish = "pl"
    case ukrainian = "uk"
    case somali = "so"
    case tigrinya = "ti"
    case papiamento = "pap"
    case spanish = "es"
    case portuguese = "pt"
    case french = "fr"
    case german = "de"
    case chinese = "zh"
    case farsi = "fa"
    case frisian = "fy"
    case signLanguage = "ngt"

    /// What a person reads, after "spreekt".
    package var title: String {
        switch self {
        case .dutch: "Nederlands"
        case .english: "Engels"
        case .turkish: "Turks"
        case .arabic: "Arabisch"
        case .berber: "Berbers"
        case .polish: "Pools"
        case .ukrainian: "Oekraïens"
        case .somali: "Somalisch"
        case .tigrinya: "Tigrinya"
        case .papiamento: "Papiaments"
        case .spanish: "Spaans"
        case .portuguese: "Portugees"
        case .french: "Frans"
        case .german: "Duits"
        case .chinese: "Chinees"
        case .farsi: "Farsi of Dari"
        case .frisian: "Fries"
        case .signLanguage: "Nederlandse Gebarentaal"
        }
    }
}
