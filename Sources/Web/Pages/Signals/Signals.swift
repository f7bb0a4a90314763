import Domain
import Storage

/// **Signalen**: what lives among parents and youth, recorded with one click, seen by the steunpunt itself.
enum Signals {
    static let routes: [Route] = [
        .get("signalen", .readSignals) { visit in .page(try SignalList.page(visit, Fields(asked(visit)))) },
        .post("signalen", .recordSignals, record),
        .get("signalen/{uid}", .readSignals) { visit in .page(try SignalForm.page(visit, try visit.uid())) },
        .post("signalen/{uid}", .recordSignals) { visit in try SignalForm.change(visit, try visit.uid()) },
        .post("signalen/{uid}/weg", .recordSignals) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeSignal(uid, version: visit.fields.version) }
            return .redirect("/\(visit.slug)/signalen", .removed)
        },
    ]

    // From the page of a request one link leads here with that request chosen.
    private static func asked(_ visit: Visit) -> [(name: String, value: String)] {
        guard let uid = visit.request.query("aanvraag").flatMap({ Uid($0) }) else { return [] }
        return [("aanvraag", uid.text)]
    }

    private static func record(_ visit: Visit) throws -> Answer {
        var fields = visit.fields
        let facts = try visit.scope.read { try SignalFacts($0) }
        guard let text = SignalForm.text(&fields, facts) else {
            return .page(try SignalList.page(visit, fields))
        }
        _ = try visit.scope.write { try $0.recordSignal(text) }
        return .redirect("/\(visit.slug)/signalen", .added)
    }
}

/// What a signal's form offers.
struct SignalFacts {
    let requests: [(uid: Uid, label: String?, received: LocalDate)]
    let swvs: [String]
    let needsConsent: Bool
    let today: LocalDate
    let name: String
    let phone: String

    init(_ reader: TenantReader) throws {
        requests = try reader.signalRequests()
        swvs = try reader.swvs()
        needsConsent = try reader.needsConsentForNotes
        today = try reader.today
        let settings = try reader.settings
        (name, phone) = (settings.coordinatorName, settings.coordinatorPhone)
    }

    /// A request in words that name nobody.
    func words(_ request: (uid: Uid, label: String?, received: LocalDate)) -> String {
        let day = Dutch.date(request.received)
        return request.label.map { "\($0) (aanvraag van \(day))" } ?? "aanvraag van \(day)"
    }
}

extension SignalKind {
    var title: String {
        switch self {
        case .concern: "zorg"
        case .goodExample: "goed voorbeeld"
        }
    }
}

extension SignalSource {
    var title: String {
        switch self {
        case .coordinator: "coördinator"
        case .lookBack: "terugblik van een buddy"
        case .intervision: "intervisie"
        case .requester: "ouder of jeugdige"
        }
    }
}

extension Sector {
    var title: String {
        switch self {
        case .po: "basisonderwijs (po)"
        case .vo: "voortgezet onderwijs (vo)"
        case .so: "speciaal onderwijs ((v)so)"
        case .anders: "anders"
        }
    }
}
