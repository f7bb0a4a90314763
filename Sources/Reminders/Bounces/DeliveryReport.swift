import Domain
import Storage

/// A returned mail that says what became of one of our messages (RFC 3462, RFC 3464).
///
/// Pure and strict: anything in doubt is no report, since a wrong one takes a person's letters away. Of the mail only
/// this is kept: no address and no name of a header.
package struct DeliveryReport: Hashable, Sendable {
    /// More bytes than this are not read: our messages are small, and so is what returns of them.
    package static let limit = 256 * 1_024

    /// The message it is about, from the address that the mail was returned to.
    package let message: Uid
    package let finding: BounceFinding
    /// What the far side said, addresses removed.
    package let answer: Settlement.Answer

    /// Reads a mail; nil for any that tells of no failure or delay of a message of ours, such as an automatic answer.
    package init?(mail: [UInt8]) {
        guard mail.count <= Self.limit else { return nil }
        var lines = MailLines(mail[...])
        let header = MailFields(takingFrom: &lines)
        guard let message = Self.message(in: header),
            let type = header.only("content-type").flatMap(ContentType.init), type.name == "multipart/report",
            type["report-type"]?.lowercased() == "delivery-status", let boundary = type.boundary,
            let part = Self.statusPart(of: &lines, boundary),
            let status = DeliveryStatus(part), let finding = status.finding
        else { return nil }
        self.message = message
        self.finding = finding
        answer = status.answer
    }

    // Every address it was delivered to must name the same message: with two, nobody knows which.
    private static func message(in header: MailFields) -> Uid? {
        let values = ["delivered-to", "x-original-to", "envelope-to", "to"].flatMap(header.all)
        let uids = Set(values.flatMap(tags))
        return uids.count == 1 ? uids.first : nil
    }

    // What stands between a + and an @ and is a uid: `no-reply+<26 characters>@…`.
    private static func tags(in value: String) -> [Uid] {
        let bytes = Array(value.lowercased().utf8)
        return bytes.indices.compactMap { index in
            guard bytes[index] == 43, index + 27 < bytes.count, bytes[index + 27] == 64 else { return nil }
            return Uid(String(decoding: bytes[(index + 1)...(index + 26)], as: UTF8.self))
        }
    }

    // The first part that is a delivery status, whole: the boundary line after it was seen.
    private static func statusPart(of lines: inout MailLines, _ boundary: [UInt8]) -> ArraySlice<UInt8>? {
        let (next, last) = ([45, 45] + boundary, [45, 45] + boundary + [45, 45])
        var body: MailLines?
        while true {
            let before = lines
            guard let line = lines.next() else { return nil }
            // RFC 2046, 5.1.1: white space may follow a boundary.
            guard line.starts(with: next) else { continue }
            let trimmed = line.withoutTrailingBlanks
            guard trimmed.elementsEqual(next) || trimmed.elementsEqual(last) else { continue }
            if let body { return body.bytes(before: before) }
            if trimmed.elementsEqual(last) { return nil }
            let fields = MailFields(takingFrom: &lines)
            body = isStatus(fields) ? lines : nil
        }
    }

    private static func isStatus(_ fields: MailFields) -> Bool {
        let type = fields.only("content-type").flatMap(ContentType.init)?.name
        guard type == "message/delivery-status" || type == "message/global-delivery-status" else { return false }
        // RFC 3464, 2.1: it is never encoded.
        guard let encoding = fields.all("content-transfer-encoding").first else { return true }
        return ["7bit", "8bit", "binary"].contains(ContentType.trimmed(encoding[...]).lowercased())
    }
}
