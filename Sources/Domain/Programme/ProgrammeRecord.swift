/// One record of a programme file: what it says of something that has this `ref`.
package protocol ProgrammeRecord: Hashable, Sendable {
    static var kind: RecordKind { get }
    static var keys: [String] { get }
    /// Keys that must stand there, not null, when the record is not known yet.
    static var keysOfNew: [String] { get }
    var place: RecordPlace { get }
    var references: [Reference] { get }

    init(place: RecordPlace, reading fields: RecordFields)
}

extension ProgrammeRecord {
    package var ref: String { place.ref }
}

/// Which record it is, and where it stands.
package struct RecordPlace: Hashable, Sendable {
    /// Unique in its list; the same ref in a later file means the same thing.
    package let ref: String
    /// Such as `meetings[3]`.
    package let path: String
    /// The keys that stand in the record, well or badly filled.
    let stated: Set<String>
}

/// A ref of something else, and where it stands.
package struct Reference: Hashable, Sendable {
    package let kind: RecordKind
    package let ref: String
    package let path: String
}

/// What a file says of one buddy.
package struct BuddyRecord: ProgrammeRecord {
    package static let kind = RecordKind.buddy
    package static let keys = ["ref", "name", "email", "phone", "state"]
    package static let keysOfNew = ["name", "state"]

    package let place: RecordPlace
    package let name: Change<String>
    package let email: Change<EmailAddress>
    package let phone: Change<String>
    package let state: Change<BuddyState>
    package var references: [Reference] { [] }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        name = fields.required("name") { $0.line(limit: 100) }
        email = fields.change("email") { $0.email() }
        phone = fields.change("phone") { $0.phone() }
        state = fields.required("state") { $0.word() }
    }
}

/// What a file says of one parent, carer or youth.
package struct RequesterRecord: ProgrammeRecord {
    package static let kind = RecordKind.requester
    package static let keys = ["ref", "kind", "name", "email"]
    package static let keysOfNew = ["kind", "name"]

    package let place: RecordPlace
    package let kind: Change<RequesterKind>
    package let name: Change<String>
    package let email: Change<EmailAddress>
    package var references: [Reference] { [] }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        kind = fields.required("kind") { $0.word() }
        name = fields.required("name") { $0.line(limit: 100) }
        email = fields.change("email") { $0.email() }
    }
}

/// What a file says of one request for support.
package struct RequestRecord: ProgrammeRecord {
    package static let kind = RecordKind.request
    package static let keys = ["ref", "requester", "kind", "mode", "received"]
    package static let keysOfNew = ["requester", "kind", "mode", "received"]

    package let place: RecordPlace
    package let requester: Change<Reference>
    package let kind: Change<SupportKind>
    package let mode: Change<SupportMode>
    package let received: Change<LocalDate>
    package var references: [Reference] { [requester.given].compactMap(\.self) }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        requester = fields.required("requester") { $0.reference(.requester) }
        kind = fields.required("kind") { $0.word() }
        mode = fields.required("mode") { $0.word() }
        received = fields.required("received") { $0.date() }
    }
}

/// What a file says of one match.
package struct MatchRecord: ProgrammeRecord {
    package static let kind = RecordKind.match
    package static let keys = ["ref", "buddy", "requester", "request", "since", "until", "label"]
    package static let keysOfNew = ["buddy", "requester", "since"]

    package let place: RecordPlace
    package let buddy: Change<Reference>
    package let requester: Change<Reference>
    package let request: Change<Reference>
    package let since: Change<LocalDate>
    package let until: Change<LocalDate>
    /// Null leaves the choice to Naast.
    package let label: Change<MatchLabel>
    package var references: [Reference] { [buddy.given, requester.given, request.given].compactMap(\.self) }

    package init(place: RecordPlace, reading fields: RecordFields) {
        self.place = place
        buddy = fields.required("buddy") { $0.reference(.buddy) }
        requester = fields.required("requester") { $0.reference(.requester) }
        request = fields.change("request") { $0.reference(.request) }
        since = fields.required("since") { $0.date() }
        until = fields.change("until") { $0.date() }
        label = fields.change("label") { $0.label() }
    }
}
