/// The steps of one release, in their order: a crash may come right after any of them.
///
/// Who watches them can neither change nor stop a release.
package enum ReleaseStep: String, CaseIterable, Codable, Sendable {
    case collected
    case draftOpened
    case draftWritten
    case fileLinked
    case folderSynced
    /// In the national transaction, before its commit.
    case rowsWritten
    case committed
    case marked
}
