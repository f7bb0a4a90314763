/// The records of a programme file; without a problem each can be written, and each reference leads to something.
///
/// Made only by `ProgrammeDraft`, which knows the problems.
package struct ProgrammeFile: Hashable, Sendable {
    package let buddies: [BuddyRecord]
    package let requesters: [RequesterRecord]
    package let requests: [RequestRecord]
    package let matches: [MatchRecord]
    package let meetings: [MeetingRecord]
    package let intervisions: [IntervisionRecord]
    package let signals: [SignalRecord]

    package static let recordLimit = 5_000
    package static let byteLimit = 16 << 20

    /// How many records it has.
    package var count: Int {
        buddies.count + requesters.count + requests.count + matches.count + meetings.count + intervisions.count
            + signals.count
    }

    /// Reads the file as far as it can be judged without the store.
    ///
    /// Times are wall time in `zone`: one in the spring gap is a problem, one in the autumn fold is the first.
    package static func parse(_ bytes: [UInt8], zone: Zone) -> ProgrammeDraft {
        guard bytes.count <= byteLimit else {
            return ProgrammeDraft(refusing: "the file has \(bytes.count) bytes, at most \(byteLimit) fit: split it")
        }
        do {
            return ProgrammeDraft(try JSONParser.parse(bytes), zone: zone)
        } catch {
            return ProgrammeDraft(refusing: error.description)
        }
    }
}

/// Why a programme file was refused: every problem in it, with its path.
///
/// Nothing was written.
package struct ProgrammeFileRefused: Error, Hashable, Sendable {
    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        self.problems = problems
    }
}
