/// One sentence after something was done, carried over a redirect by its word alone.
///
/// A fixed list: nothing that a link brings can put words on a page.
package enum Notice: String, CaseIterable, Sendable {
    case saved = "bewaard"
    case added = "toegevoegd"
    case removed = "verwijderd"
    case sent = "verstuurd"
    case sentToMe = "aan-mij-verstuurd"
    case cancelled = "afgezegd"
    case undone = "teruggedraaid"
    case nothingChanged = "niets-veranderd"
    case sessionEnded = "sessie-beeindigd"
    case welcome = "welkom"
    case welcomed = "uitgenodigd"

    var words: String {
        switch self {
        case .saved: "Het is bewaard."
        case .added: "Het is toegevoegd."
        case .removed: "Het is verwijderd."
        case .sent: "Het bericht staat klaar en gaat zo weg."
        case .sentToMe: "De mail gaat nu naar jou. Kijk zo in je mail."
        case .cancelled: "Het is afgezegd. Wie een bericht had gekregen, krijgt weer bericht."
        case .undone: "Het is teruggedraaid."
        case .nothingChanged: "Er is niets veranderd."
        case .sessionEnded: "Dat apparaat is uitgelogd."
        case .welcome: "Welkom. Je bent ingelogd."
        case .welcomed: "Toegevoegd. De welkomstmail gaat nu weg."
        }
    }

    var html: HTML { "<p class=\"notice\" role=\"status\">\(words)</p>" }
}
