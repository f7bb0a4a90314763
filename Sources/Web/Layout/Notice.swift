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
    case asked = "buddy-gevraagd"
    case withdrawn = "voorstel-ingetrokken"
    case matched = "gekoppeld"
    case given = "gegeven"
    case closed = "gesloten"
    case reopened = "weer-open"
    case ended = "gestopt"
    case seeking = "zoekt-andere-buddy"
    case contactNoted = "contact-genoteerd"
    case addressTrusted = "adres-klopt"
    case notSent = "niet-verstuurd"
    case sendingAgain = "weer-versturen"
    case stopped = "gestopt"
    case goesToGroup = "gaat-naar-groep"
    case settled = "vastgesteld"
    case readIn = "ingelezen"

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
        case .asked: "Het voorstel staat klaar. Bel of mail beide kanten, en zet hier hun antwoord neer."
        case .withdrawn: "Het voorstel is ingetrokken. Laat het weten aan wie je al vroeg."
        case .matched: "De koppeling staat. Laat beide kanten weten hoe ze elkaar bereiken."
        case .given: "Mooi. Het advies is gegeven, de aanvraag is klaar."
        case .closed: "De aanvraag is gesloten."
        case .reopened: "De aanvraag staat weer open."
        case .ended: "De koppeling is gestopt. Bedank de buddy, dat doet iemand goed."
        case .seeking: "De koppeling is gestopt. Kies hieronder een andere buddy."
        case .contactNoted: "Het contact van vandaag staat erbij."
        case .addressTrusted: "We proberen dit adres weer. Berichten die nog zin hebben, staan klaar."
        case .notSent: "Dit bericht gaat niet weg."
        case .sendingAgain: "De mail gaat weer weg. Wat klaarstond, gaat het eerst."
        case .stopped: "Gestopt. Wat al weg was, is weg; de rest gaat niet meer."
        case .goesToGroup: "Het bericht gaat weg. Je kunt deze bladzijde sluiten."
        case .settled: "De cijfers zijn vastgesteld. Je kunt de verslagen nu printen."
        case .readIn: "Het bestand is ingelezen. Een uur lang kun je het nog terugdraaien."
        }
    }

    var html: HTML { "<p class=\"notice\" role=\"status\">\(words)</p>" }
}
