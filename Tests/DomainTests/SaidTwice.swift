import Domain
import TestSupport

extension [PaperProgramme.Sent] {
    /// Letters that say what an earlier one said with no news in between, and news of what the last letter said.
    ///
    /// By what a letter says, and not by its reason: the paper programme lets no reason go twice, as a store does, so
    /// that says nothing of the planner.
    var saidTwice: [String] {
        indices.compactMap { index in
            let letter = self[index]
            guard let earlier = self[..<index].lastIndex(where: { $0.says == letter.says }) else {
                return letter.isNews && index > 0 && self[index - 1].belief == letter.belief ? letter.says : nil
            }
            return self[(earlier + 1)..<index].contains(where: \.isNews) ? nil : letter.says
        }
    }
}

extension PaperProgramme.Sent {
    fileprivate var isNews: Bool { letter.reason.kind == .moved || letter.reason.kind == .cancelled }

    // What whoever has read it expects; nil: nothing.
    fileprivate var belief: String? {
        let place: String? = if case .session(let session) = facts { session.place } else { nil }
        return letter.reason.kind == .cancelled ? nil : "\(facts.starts) \(place ?? "")"
    }

    // Only a letter of news says a new place.
    fileprivate var says: String {
        "\(letter.reason.kind.rawValue) \(isNews ? belief ?? "" : "\(facts.starts)")"
    }
}
