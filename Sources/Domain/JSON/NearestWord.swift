/// `; did you mean "starts"?` when one of the known words is near what was written, else nothing.
package func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
}

/// The known word that is fewest edits away, at most a third of its length, or that begins so.
///
/// Only letters and digits count, whatever their case.
package func nearest(to word: String, among known: [String]) -> String? {
    let plain = plain(word)
    guard plain.count <= 60 else { return nil }
    let ranked = known.map { (word: $0, distance: edits(from: plain, to: Domain.plain($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= max(1, best.word.count / 3) { return best.word }
    return plain.count < 3 ? nil : known.first { Domain.plain($0).starts(with: plain) }
}

private func plain(_ word: String) -> [Character] {
    word.lowercased().filter { $0.isLetter || $0.isNumber }.map(\.self)
}

// Optimal string alignment: insert, remove, replace, or swap two neighbours.
private func edits(from one: [Character], to other: [Character]) -> Int {
    var rows = [Array(0...other.count)]
    for (i, letter) in one.enumerated() {
        var row = [i + 1]
        for (j, wanted) in other.enumerated() {
            var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (letter == wanted ? 0 : 1))
            if i > 0, j > 0, letter == other[j - 1], one[i - 1] == wanted { best = min(best, rows[i - 1][j - 1] + 1) }
            row.append(best)
        }
        rows.append(row)
    }
    return rows[one.count][other.count]
}
