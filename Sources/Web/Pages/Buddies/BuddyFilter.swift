import Domain
import Foundation
import Storage

/// Which buddies a list shows.
struct BuddyFilter: Hashable, Sendable {
    /// A group as the list's own links name it.
    enum Group: String, CaseIterable, Sendable {
        case everybody = "iedereen"
        case pool = "wacht"
        case matched = "gekoppeld"
        case paused = "pauze"
        case stopped = "gestopt"

        var title: String {
            switch self {
            case .everybody: "Iedereen"
            case .pool: "Wacht op ons"
            case .matched: "Gekoppeld"
            case .paused: "Pauze"
            case .stopped: "Gestopt"
            }
        }

        func holds(_ state: BuddyState) -> Bool {
            switch self {
            case .everybody: state.takesPart
            case .pool: state.isInPool
            case .matched: state == .matched
            case .paused: state == .paused
            case .stopped: state == .stopped
            }
        }
    }

    var group: Group?
    var state: BuddyState?
    var language: Language?
    var expertise: Expertise?
    /// Part of a name, in any case and with or without its accents.
    var name: String?

    func holds(_ buddy: BuddySummary) -> Bool {
        (group?.holds(buddy.state) ?? true) && (state.map { $0 == buddy.state } ?? true)
            && (language.map(buddy.languages.contains) ?? true) && (expertise.map(buddy.expertise.contains) ?? true)
            && (name.map { Self.folded(buddy.name).contains(Self.folded($0)) } ?? true)
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
