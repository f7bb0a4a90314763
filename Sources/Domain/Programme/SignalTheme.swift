/// The public list of themes, version 1 (DOMAIN.md).
///
/// A slug is for ever: published cells are named by it. A changed list is a new version, not a changed word.
package enum SignalTheme: String, CaseIterable, Hashable, Sendable {
    case notHeard = "ouder-niet-gehoord"
    case pupilHasNoSay = "leerling-praat-niet-mee"
    case notKnowingWhatIsPossible = "niet-weten-wat-kan-of-mag"
    case helpStaysAway = "hulp-of-afspraken-blijven-uit"
    case noPlace = "geen-plek"
    case lessAtSchool = "niet-of-minder-naar-school"
    case pressure = "druk"
    case unsafeOrBullied = "onveilig-of-gepest"
    case transition = "overstap"
    case atCrossPurposes = "school-gemeente-en-zorg-langs-elkaar-heen"
    case transport = "leerlingenvervoer"
    case somethingElse = "iets-anders"

    package static let version = 1

    /// What a person reads.
    package var title: String {
        switch self {
        case .notHeard: "Ouder niet gehoord"
        case .pupilHasNoSay: "Leerling praat niet mee"
        case .notKnowingWhatIsPossible: "Niet weten wat kan of mag"
        case .helpStaysAway: "Hulp of afspraken blijven uit"
        case .noPlace: "Geen plek"
        case .lessAtSchool: "Niet of minder naar school"
        case .pressure: "Druk"
        case .unsafeOrBullied: "Onveilig of gepest"
        case .transition: "Overstap"
        case .atCrossPurposes: "School, gemeente en zorg langs elkaar heen"
        case .transport: "Leerlingenvervoer"
        case .somethingElse: "Iets anders"
        }
    }

    /// What stands beside the title when it alone does not say enough.
    package var explanation: String? {
        switch self {
        case .noPlace: "wachtlijst, “nee”, te snel doorverwezen"
        case .pressure: "leerplicht, Veilig Thuis, schorsing, verwijdering"
        default: nil
        }
    }
}
