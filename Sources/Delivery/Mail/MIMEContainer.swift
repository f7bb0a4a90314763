/// A part that holds parts (RFC 2046, 5.1), with a boundary that follows from the message's own name.
struct MIMEContainer {
    enum Kind: String {
        case mixed
        case alternative
    }

    enum Child {
        case leaf(MIMEPart)
        indirect case container(MIMEContainer)
    }

    private let kind: Kind
    private let boundary: String
    private let parts: [Child]

    init(_ kind: Kind, id: MessageID, depth: Int = 0, parts: [Child]) {
        self.kind = kind
        self.parts = parts
        // "=_" cannot stand in quoted-printable or base64 (RFC 2045, 6.7), and text with "--=_" never travels as 7-bit.
        let opaque = id.opaque.utf8.filter { (48...57).contains($0) || (97...122).contains($0 | 32) }.prefix(40)
        boundary = "=_\(depth)_\(String(decoding: opaque, as: UTF8.self))"
    }

    /// The header, closed by this container's own field, and the body.
    func message(_ header: HeaderWriter) -> [UInt8] {
        var out = header.bytes
        // Quoted-printable adds a soft break to nearly every line of HTML.
        out.reserveCapacity(out.count + size + size / 16 + 2_048)
        append(to: &out)
        return out
    }

    private var size: Int {
        parts.reduce(0) { size, part in
            switch part {
            case .leaf(let leaf): size + leaf.content.count
            case .container(let container): size + container.size
            }
        }
    }

    private func append(to out: inout [UInt8]) {
        var header = HeaderWriter()
        header.field("Content-Type", ["multipart/\(kind.rawValue);", "boundary=\"\(boundary)\""])
        header.blankLine()
        out += header.bytes
        for (index, part) in parts.enumerated() {
            // RFC 2046, 5.1.1: the line end before a boundary belongs to the boundary, so each part keeps its own.
            out += "\(index == 0 ? "" : "\r\n")--\(boundary)\r\n".utf8
            switch part {
            case .leaf(let leaf): leaf.append(to: &out)
            case .container(let container): container.append(to: &out)
            }
        }
        out += "\r\n--\(boundary)--\r\n".utf8
    }
}
