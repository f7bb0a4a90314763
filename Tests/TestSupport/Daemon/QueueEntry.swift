/// A message as `naast queue --json` shows it.
package struct QueueEntry: Sendable {
    package let uid: String
    package let kind: String
    package let to: String
    package let state: String
    package let due: String
    package let messageID: String
    package let doubts: Int
    package let history: [String]

    init(_ line: [String: Any]) {
        func text(_ key: String) -> String { line[key] as? String ?? "" }
        uid = text("uid")
        kind = text("kind")
        to = text("to")
        state = text("state")
        due = text("due")
        messageID = text("message_id")
        doubts = line["doubts"] as? Int ?? -1
        history = (line["history"] as? [[String: Any]] ?? []).compactMap { $0["what"] as? String }
    }
}
