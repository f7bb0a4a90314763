import Domain

/// Where "no more of this" goes (RFC 2369, 3.2; one click: RFC 8058).
package struct Unsubscribe: Hashable, Sendable {
    let mailto: EmailAddress
    let https: String?

    /// Takes an address, and perhaps an address on the web that answers a POST.
    ///
    /// Nil when the web address is not `https://` in printable ASCII without spaces and angle brackets, or is longer
    /// than 900 bytes.
    package init?(mailto: EmailAddress, https: String? = nil) {
        if let https {
            guard https.hasPrefix("https://"), https.utf8.count <= 900,
                https.utf8.allSatisfy({ (33..<127).contains($0) && $0 != 60 && $0 != 62 && $0 != 44 })
            else { return nil }
        }
        self.mailto = mailto
        self.https = https
    }

    func write(to header: inout HeaderWriter) {
        let mail = "<mailto:\(Self.escaped(mailto))?subject=afmelden>"
        guard let https else { return header.field("List-Unsubscribe", [mail]) }
        header.field("List-Unsubscribe", ["<\(https)>,", mail])
        header.field("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"])
    }

    // RFC 6068, 2: what a URI gives a meaning to is percent-encoded.
    private static func escaped(_ address: EmailAddress) -> String {
        (address.wireForm ?? address.description).utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126, 64, 43: String(UnicodeScalar(byte))
            default: "%" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
