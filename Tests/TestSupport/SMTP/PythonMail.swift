import Foundation
import Platform

/// A message as Python's `email` package reads it: a parser that is not ours.
package struct PythonMail: Codable, Sendable {
    package struct Part: Codable, Sendable {
        package var type: String
        /// Parameters of the media type, such as `charset` and `method`.
        package var parameters: [String: String]
        package var filename: String?
        package var isAttachment: Bool
        /// Nil for a container.
        package var text: String?
        /// What the parser found wrong with it.
        package var defects: [String]
    }

    package struct Header: Codable, Sendable {
        package var name: String
        /// Decoded (RFC 2047) and unfolded.
        package var value: String
        package var defects: [String]
    }

    package var headers: [Header]
    /// Containers and leaves, in the order of a walk from the top.
    package var parts: [Part]
    package var longestLine: Int
    package var hasBareLineEnd: Bool

    package subscript(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    package func text(of type: String) -> String? { parts.first { $0.type == type }?.text }

    package var defects: [String] { headers.flatMap(\.defects) + parts.flatMap(\.defects) }

    /// Reads a message with `python3`.
    package static func parse(_ message: [UInt8]) throws -> Self {
        let json = try PythonReader.shared.withLock { try $0.get().read(Data(message)) }
        return try JSONDecoder().decode(Self.self, from: json)
    }
}

/// One Python that reads message after message; it ends when this process does, for then its input closes.
private final class PythonReader {
    // The error is kept too: a machine without Python fails each test that asks.
    static let shared = Locked(Result { try PythonReader() })

    private let process = Process()
    private let (input, output) = (Pipe(), Pipe())
    private var rest = Data()

    private init() throws {
        guard let path = Requirement.path(of: "python3") else {
            throw ToolRun.Failed(description: "python3 is not installed")
        }
        process.executableURL = URL(filePath: path)
        process.arguments = ["-c", Self.script]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func read(_ message: Data) throws -> Data {
        // Of its own, so that nothing is left when this process ends.
        let directory = try TemporaryDirectory()
        try message.write(to: URL(filePath: directory.file("mail")))
        try input.fileHandleForWriting.write(contentsOf: Data("\(directory.file("mail"))\n".utf8))
        while true {
            if let end = rest.firstIndex(of: 10) {
                defer { rest = Data(rest[(end + 1)...]) }
                return Data(rest[..<end])
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw ToolRun.Failed(description: "python3 ended on a message") }
            rest += more
        }
    }

    private static let script = """
        import sys, json, email, email.policy, email.header
        def read(path):
            raw = open(path, 'rb').read()
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            parts = []
            for part in mail.walk():
                leaf = not part.is_multipart()
                content = part.get_payload(decode=True).decode(part.get_content_charset('utf-8')) if leaf else None
                parts.append(dict(type=part.get_content_type(), parameters=dict(part['content-type'].params),
                    filename=part.get_filename(), isAttachment=part.is_attachment(), text=content,
                    defects=[repr(d) for d in part.defects]))
            # The newer parser leaves a space between encoded words of a name (RFC 2047, 6.2 says: drop it).
            def words(text):
                return str(email.header.make_header(email.header.decode_header(text)))
            older = email.message_from_bytes(raw)
            headers = [dict(name=k, value=words(old) if k == 'To' else str(v), defects=[repr(d) for d in v.defects])
                for (k, v), old in zip(mail.items(), older.values())]
            bare = raw.replace(b'\\r\\n', b'')
            return dict(headers=headers, parts=parts, longestLine=max(map(len, raw.split(b'\\r\\n'))),
                hasBareLineEnd=b'\\r' in bare or b'\\n' in bare)
        for line in sys.stdin:
            print(json.dumps(read(line.strip())), flush=True)
        """
}
