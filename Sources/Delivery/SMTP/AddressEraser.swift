import Domain
import Foundation

/// Takes out of a server's words whatever names a person: any address, and each form of the one that it was about.
///
/// The history lasts longer than the person's record does, and a log is read by others; what they need to know is the
/// code and the reason. The recipient stands in the row itself for as long as it may.
package struct AddressEraser: Sendable {
    private let locals: [[Unicode.Scalar]]
    private let domains: [[Unicode.Scalar]]

    /// For words about nobody in particular: addresses only.
    static let anybody = Self([])

    /// For words about these addresses, as they stand in a mail's header or on the wire.
    package init(_ addresses: [String]) {
        var (locals, domains) = (Set<[Unicode.Scalar]>(), Set<[Unicode.Scalar]>())
        for address in addresses {
            let parts = address.split(separator: "@", omittingEmptySubsequences: false)
            let domain = parts.count > 1 ? String(parts[parts.count - 1]) : ""
            let whole = parts.count > 1 ? parts.dropLast().joined(separator: "@") : address
            let local =
                whole.count > 2 && whole.hasPrefix("\"") && whole.hasSuffix("\"")
                ? String(whole.dropFirst().dropLast()) : whole
            // Servers name the mailbox without its tag too.
            for form in [local, String(local.prefix { $0 != "+" })] {
                locals.insert(ServerText.folded(form))
                guard !form.utf8.allSatisfy({ $0 < 128 }) else { continue }
                locals.insert(ServerText.folded(form.addingPercentEncoding(withAllowedCharacters: Self.ascii) ?? form))
            }
            domains.insert(ServerText.folded(domain))
            if let ascii = EmailAddress.asciiForm(ofDomain: domain) { domains.insert(ServerText.folded(ascii)) }
        }
        self.locals = locals.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        self.domains = domains.filter { !$0.isEmpty }
    }

    init(_ address: EmailAddress) { self.init([address.description]) }

    /// The text without addresses and control characters, on one line, of at most so many scalars.
    func erase(from text: ServerText, limit: Int) -> String {
        var isErased = Array(repeating: false, count: text.scalars.count)
        func erase(_ range: Range<Int>) {
            guard let first = range.first else { return }
            let end =
                range.upperBound < text.signs.count
                ? text.signs[range.upperBound].source.lowerBound : text.scalars.count
            let start = text.signs[first].source.lowerBound
            for index in start..<max(end, text.signs[range.upperBound - 1].source.upperBound) { isErased[index] = true }
        }
        let wholes = locals.flatMap { local in
            domains.flatMap { places(of: local + ["@"] + $0, in: text.signs) }
        }
        for range in wholes + Self.addresses(in: text.signs, knowing: wholes) { erase(range) }
        // A shorter name is as often a word of the server's own.
        let names = locals.filter { String(String.UnicodeScalarView($0)).utf8.count >= 3 }
            .flatMap { places(of: $0, in: text.signs) }
        for range in names { erase(range) }
        // Beside the name the domain tells whose it is: often a school.
        if !names.isEmpty || !wholes.isEmpty {
            for range in domains.flatMap({ places(of: $0, in: text.signs) }) { erase(range) }
        }
        return Self.line(text, without: isErased, limit: limit)
    }

    // All but what lies beyond ASCII: for how a link writes that.
    private static let ascii = CharacterSet(charactersIn: Unicode.Scalar(0)..."\u{7F}")

    // Where a word stands by itself; a line break inside it does not matter, one beside it parts.
    private func places(of word: [Unicode.Scalar], in signs: [ServerText.Sign]) -> [Range<Int>] {
        guard let first = word.first, signs.count >= word.count else { return [] }
        var found: [Range<Int>] = []
        for start in 0...(signs.count - word.count) where signs[start].scalar == first {
            let end = start + word.count
            guard word.indices.allSatisfy({ signs[start + $0].scalar == word[$0] }),
                start == 0 || signs[start].beginsLine || !signs[start - 1].isAlphanumeric,
                end == signs.count || signs[end].beginsLine || !signs[end].isAlphanumeric
            else { continue }
            found.append(start..<end)
        }
        return found
    }

    // Everything around each @ up to a space or a delimiter, over line breaks too, or a quoted local part. Only where the
    // recipient's own address begins or ends at a break, the words on the other side are surely not part of it.
    private static func addresses(in signs: [ServerText.Sign], knowing wholes: [Range<Int>]) -> [Range<Int>] {
        let starts = Set(wholes.map(\.lowerBound).filter { signs[$0].beginsLine })
        let ends = Set(wholes.map(\.upperBound).filter { $0 < signs.count && signs[$0].beginsLine })
        var found: [Range<Int>] = []
        var (index, floor) = (0, 0)
        while index < signs.count {
            guard signs[index].scalar == "@" else {
                index += 1
                continue
            }
            var start = index
            if let quote = openingQuote(endingBefore: index, in: signs, from: floor) { start = quote }
            while start > floor, !starts.contains(start), signs[start - 1].mayStandInAddress { start -= 1 }
            var end = index + 1
            // An address literal: `jan@[192.0.2.1]`.
            if end < signs.count, signs[end].scalar == "[" {
                end = signs[end...].prefix(80).firstIndex { $0.scalar == "]" }.map { $0 + 1 } ?? end
            }
            while end < signs.count, !ends.contains(end), signs[end].mayStandInAddress { end += 1 }
            found.append(start..<end)
            (index, floor) = (end, end)
        }
        return found
    }

    // RFC 5321, 4.1.2: a local part in quotes may hold spaces and delimiters.
    private static func openingQuote(endingBefore at: Int, in signs: [ServerText.Sign], from floor: Int) -> Int? {
        guard at > floor, signs[at - 1].scalar == "\"" else { return nil }
        let range = max(floor, at - 320)..<(at - 1)
        return range.reversed().first { index in
            signs[index].scalar == "\"" && (index == floor || signs[index - 1].scalar != "\\")
        }
    }

    private static func line(_ text: ServerText, without isErased: [Bool], limit: Int) -> String {
        var out = String.UnicodeScalarView()
        var (count, needsSpace, index) = (0, false, 0)
        func put(_ scalar: Unicode.Scalar) {
            if needsSpace, count > 0, count < limit { (_, count) = (out.append(" "), count + 1) }
            needsSpace = false
            if count < limit { (_, count) = (out.append(scalar), count + 1) }
        }
        while index < text.shown, count < limit {
            if text.lineStarts.contains(index) { needsSpace = true }
            guard isErased[index] else {
                if text.scalars[index].isBlank { needsSpace = true } else { put(text.scalars[index]) }
                index += 1
                continue
            }
            let end = isErased[index...].firstIndex(of: false) ?? isErased.count
            // <‹adres›> says no more than ‹adres›.
            let isBracketed = out.last == "<" && !needsSpace && end < isErased.count && text.scalars[end] == ">"
            if isBracketed { (_, count) = (out.removeLast(), count - 1) }
            for scalar in "‹adres›".unicodeScalars { put(scalar) }
            index = isBracketed ? end + 1 : end
        }
        return String(out)
    }
}

extension Unicode.Scalar {
    // Anything that does not print stands between words, as a space does.
    fileprivate var isBlank: Bool {
        if properties.isWhitespace { return true }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
        default: false
        }
    }
}
