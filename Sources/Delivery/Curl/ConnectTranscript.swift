/// What the server said while libcurl made the connection: greeting, EHLO, STARTTLS and AUTH.
///
/// libcurl hands each line to the header callback; its own response code is stale after a drop.
final class ConnectTranscript {
    private var reader = ReplyReader()
    private(set) var replies: [ReplyReader.Raw] = []
    private(set) var garbage: ReplyReader.Garbage?
    private var bytes = 0
    private static let mostReplies = 32
    private static let mostBytes = 65_536

    /// Takes one line; false makes libcurl give up.
    func take(_ line: UnsafeRawBufferPointer) -> Bool {
        bytes += line.count
        guard bytes <= Self.mostBytes else {
            garbage = .tooManyLines
            return false
        }
        reader.append(line)
        do throws(ReplyReader.Garbage) {
            while let reply = try reader.next() { replies.append(reply) }
        } catch {
            garbage = error
            return false
        }
        guard replies.count <= Self.mostReplies else {
            garbage = .tooManyLines
            return false
        }
        return true
    }

    /// Lets go of all that was said: a connection that stands needs none of it.
    func forget() { (reader, replies, bytes) = (ReplyReader(), [], 0) }

    /// The refusal that ended it: the first, for libcurl may have said goodbye afterwards.
    var refusal: ReplyReader.Raw? { replies.first { $0.code >= 400 } }

    /// What the last EHLO announced: the only 250 among the replies, said anew after STARTTLS.
    var extensions: ServerExtensions {
        replies.last { $0.code == 250 }.map { ServerExtensions(ehlo: $0.text) } ?? ServerExtensions()
    }
}
