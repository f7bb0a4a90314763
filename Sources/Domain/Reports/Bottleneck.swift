/// What got in the coordinator's way, in their own words: for the yearly report to the staff part of the MR (N15).
package struct Bottleneck: Hashable, Sendable {
    package let uid: Uid
    package let year: Int
    /// A few words, as a heading.
    package let title: String
    package let experience: String
    /// What would help; nil when nothing was filled in.
    package let proposal: String?
    package let changedAt: Instant
    /// Who wrote it last; nil when they no longer log in here.
    package let changedBy: String?
    package let version: Int

    package init(
        uid: Uid, year: Int, title: String, experience: String, proposal: String?, changedAt: Instant,
        changedBy: String?, version: Int
    ) {
        self.uid = uid
        self.year = year
        self.title = title
        self.experience = experience
        self.proposal = proposal
        self.changedAt = changedAt
        self.changedBy = changedBy
        self.version = version
    }
}
