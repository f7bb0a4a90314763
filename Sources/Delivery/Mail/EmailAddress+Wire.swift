import Domain
import Foundation

extension EmailAddress {
    /// The address with its domain in ASCII; nil when the domain cannot be written so.
    ///
    /// The local part stays as it is: beyond ASCII it needs SMTPUTF8 (RFC 6531).
    var wireForm: String? {
        asciiDomain.map { "\(localPart)@\($0)" }
    }

    /// The domain as A-labels (RFC 5891, 5): lower case, composed, `xn--` before what was not ASCII.
    var asciiDomain: String? { Self.asciiForm(ofDomain: domain) }

    static func asciiForm(ofDomain domain: String) -> String? {
        guard domain.utf8.contains(where: { $0 >= 128 }) else { return domain }
        let composed = domain.precomposedStringWithCanonicalMapping.lowercased()
        var labels: [String] = []
        for label in composed.split(separator: ".", omittingEmptySubsequences: false) {
            if label.utf8.allSatisfy({ $0 < 128 }) {
                labels.append(String(label))
            } else {
                guard let encoded = Punycode.encode(label), encoded.utf8.count <= 59 else { return nil }
                labels.append("xn--\(encoded)")
            }
        }
        let ascii = labels.joined(separator: ".")
        return ascii.utf8.count <= 253 ? ascii : nil
    }
}
