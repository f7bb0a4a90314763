/// What the rows of a spreadsheet are; a file holds one kind.
package enum SheetKind: String, CaseIterable, Hashable, Sendable {
    case buddies = "buddys"
    case requesters = "ouders"
    case requests = "aanvragen"
    case matches = "koppelingen"
    case meetings = "gesprekken"
    case intervisions = "intervisies"

    package var title: String {
        switch self {
        case .buddies: "Buddy's"
        case .requesters: "Ouders, verzorgers en jeugdigen"
        case .requests: "Aanvragen"
        case .matches: "Koppelingen"
        case .meetings: "Gesprekken op school"
        case .intervisions: "Intervisies"
        }
    }

    package var record: RecordKind {
        switch self {
        case .buddies: .buddy
        case .requesters: .requester
        case .requests: .request
        case .matches: .match
        case .meetings: .meeting
        case .intervisions: .intervision
        }
    }

    /// The columns, in the order of the example file.
    package var columns: [SheetColumn] {
        switch self {
        case .buddies: [.ref, .personName, .email, .phone, .buddyState]
        case .requesters: [.ref, .requesterKind, .personName, .email]
        case .requests: [.ref, .requester, .supportKind, .supportMode, .received]
        case .matches: [.ref, .buddy, .requester, .request, .since, .until, .label]
        case .meetings: [.ref, .match, .starts, .minutes, .buddyAttends, .cancelled]
        case .intervisions: [.ref, .starts, .minutes, .place, .link, .participants, .cancelled]
        }
    }

    /// One row of made-up people, as the example file shows it.
    package var example: [String] {
        switch self {
        case .buddies: ["b1", "Sam Voorbeeld", "sam@example.org", "06 00 00 00 01", "beschikbaar"]
        case .requesters: ["p1", "ouder", "Ouder 1", ""]
        case .requests: ["h1", "p1", "langdurig", "persoonlijk", "20-8-2026"]
        case .matches: ["m1", "b1", "p1", "h1", "1-9-2026", "", "Esdoorn"]
        case .meetings: ["g1", "m1", "1-12-2026 14.00", "45", "ja", "nee"]
        case .intervisions: ["i1", "10-12-2026 19.30", "90", "online", "https://example.org/x", "b1, b2", "nee"]
        }
    }
}
