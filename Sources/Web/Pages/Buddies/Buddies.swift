import Domain
import Storage

/// **Buddy's**: everybody from sign-up to leaving, one click from the next step.
enum Buddies {
    static let routes: [Route] =
        BuddyList.routes + BuddyEntry.routes + BuddyPaste.routes + BuddyPage.routes + BuddyInterview.routes
        + BuddyExpenses.routes + BuddyMail.routes + AllowanceYears.routes + BuddyThanks.routes + BuddyJoin.routes

    static func list(_ visit: Visit) -> Path { "/\(visit.slug)/buddys" }
    static func page(_ visit: Visit, _ uid: Uid) -> Path { "/\(visit.slug)/buddys/\(uid)" }

    /// The state as a tag.
    static func tag(_ state: BuddyState) -> HTML {
        Part.tag(state.title, state == .applied || state == .interview ? .needsYou : .calm)
    }

    static func tags(_ needs: [BuddyNeed], _ today: LocalDate) -> HTML {
        needs.map { Part.tag($0.words(today), $0.isHarm ? .harm : .needsYou) }.joined(" ")
    }

    static func version(_ version: Int) -> HTML { Field.hidden("versie", "\(version)") }
}

extension Language {
    static var options: [(value: String, words: String)] { allCases.map { ($0.rawValue, $0.title) } }
}

extension Expertise {
    static var options: [(value: String, words: String)] { allCases.map { ($0.rawValue, $0.title) } }
}
