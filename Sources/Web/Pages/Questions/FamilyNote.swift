import Domain
import Storage

/// What a coordinator who works for a school or SWV does not write down (DOMAIN.md): anything about a family.
///
/// A question has no parent who could agree, so the tick says that there is nothing to agree to.
enum FamilyNote {
    static let field = "geen-gezin"

    /// For whom the coordinator works, and where a buddy can ask instead; nothing for an independent one.
    static func warning(_ visit: Visit, _ position: CoordinatorPosition) -> HTML {
        guard !position.mayKeepNotes else { return "" }
        return Part.aside(
            """
            <p>\(position == .dependent
                ? "Je werkt voor een school of samenwerkingsverband."
                : "Bij de instellingen staat nog niet voor wie je werkt.") \
            Schrijf daarom niets over een gezin op. Een buddy mag een vraag ook rechtstreeks aan \(visit.site.helpdeskName) \
            stellen.</p>
            """)
    }

    static func tick(_ fields: Fields, _ position: CoordinatorPosition) -> HTML {
        position.mayKeepNotes ? "" : Field.tick(fields, field, "Hier staat niets over een gezin.")
    }

    /// Refuses a text that nobody vouched for.
    static func check(_ fields: inout Fields, _ position: CoordinatorPosition) {
        guard !position.mayKeepNotes, !fields.isOn(field) else { return }
        fields.refuse(field, "Kruis aan dat er niets over een gezin in staat. Haal het er anders eerst uit.")
    }
}
