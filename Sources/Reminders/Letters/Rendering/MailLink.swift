/// Where a link in a mail may lead: to an app on the reader's phone, to an online session of another party, or to a page
/// of Naast.
struct MailLink: Hashable, Sendable {
    let address: String

    private init(unchecked address: String) {
        self.address = address
    }

    /// A WhatsApp message with this text and no number: the reader chooses who gets it.
    static func whatsApp(_ text: String) -> Self { Self(unchecked: "https://wa.me/?text=\(percentEncoded(text))") }

    /// An SMS with this text and no number.
    ///
    /// RFC 5724 has `?body=`, which Android reads; iOS reads what follows the first `&`. This form serves both.
    static func sms(_ text: String) -> Self { Self(unchecked: "sms:?&body=\(percentEncoded(text))") }

    /// A phone number to call (RFC 3966); nil when the text holds more than a number, which might dial a wrong one.
    static func phone(_ number: String) -> Self? {
        let bare = number.filter { !" -./()".contains($0) }
        // "+31 (0)6": the zero between brackets is not dialled after a country code.
        let isAbroad = bare.hasPrefix("+")
        let digits =
            isAbroad && number.contains("(0)")
            ? phoneDigits(String(number.split(separator: "(0)").joined())) : phoneDigits(bare)
        guard (3...15).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Self(unchecked: "tel:\(isAbroad ? "+" : "")\(digits)")
    }

    /// A page of our own; the path begins with one slash and holds nothing that needs encoding.
    static func page(_ baseURL: String, _ path: String) -> Self { Self(unchecked: baseURL + path) }

    /// The link of an online session; nil for what is not plainly http or https.
    static func web(_ link: String) -> Self? {
        let scheme = ["https://", "http://"].first { link.lowercased().hasPrefix($0) }
        guard let scheme, let first = link.dropFirst(scheme.count).first, first.isLetter || first.isNumber,
            link.utf8.count <= 2_000,
            link.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && !"\"<>\\^`{|}".unicodeScalars.contains($0) }
            )
        else { return nil }
        return Self(unchecked: link)
    }
}

private func phoneDigits(_ number: String) -> String {
    let bare = number.filter { !" -./()".contains($0) }
    return bare.hasPrefix("+") ? String(bare.dropFirst()) : bare
}

/// RFC 3986, 2.3: all bytes but the unreserved ones are escaped, so that a text is one value in any query.
func percentEncoded(_ text: String) -> String {
    func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 48 + digit : 55 + digit }
    var text = text
    return text.withUTF8 { text in
        String(unsafeUninitializedCapacity: text.count * 3) { out in
            var count = 0
            for byte in text {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                    UInt8(ascii: "~"):
                    out[count] = byte
                    count += 1
                default:
                    (out[count], out[count + 1], out[count + 2]) = (UInt8(ascii: "%"), hex(byte >> 4), hex(byte & 15))
                    count += 3
                }
            }
            return count
        }
    }
}
