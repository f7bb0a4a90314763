/// The known name that is most like a mistyped one; nil when none is like it.
///
/// By edit distance (insert, delete, replace), at most a third of the longer name.
package func nearest(to typed: String, among known: [String]) -> String? {
    guard typed.utf8.count <= 64 else { return nil }
    let ranked = known.map { (name: $0, distance: editDistance(typed, $0)) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
        best.distance * 3 <= max(typed.utf8.count, best.name.utf8.count)
    else { return nil }
    return best.name
}

func editDistance(_ one: String, _ other: String) -> Int {
    let (from, onto) = (Array(one.utf8), Array(other.utf8))
    var row = Array(0...onto.count)
    for (i, a) in from.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in onto.enumerated() {
            let replaced = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[onto.count]
}
