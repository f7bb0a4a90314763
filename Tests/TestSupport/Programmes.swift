import Foundation

/// Programme files of made-up people, as `naast import` takes them.
package enum Programmes {
    /// So many buddies with one match each, and meetings that all start at the same wall time.
    package static func meetings(_ starts: String, buddies: Int = 1, minutes: Int = 45, extra: String = "") -> String {
        let numbers = 1...max(1, buddies)
        func list(_ line: (Int) -> String) -> String { numbers.map(line).joined(separator: ",") }
        return """
            {"buddies":[\(list { #"{"ref":"b\#($0)","name":"Sam Voorbeeld","email":"buddy\#($0)@example.org","state":"matched"}"# })],
             "requesters":[\(list { #"{"ref":"p\#($0)","kind":"parent","name":"Ouder \#($0)"}"# })],
             "matches":[\(list { #"{"ref":"m\#($0)","buddy":"b\#($0)","requester":"p\#($0)","since":"2026-01-01"}"# })],
             "meetings":[\(list { #"{"ref":"g\#($0)","match":"m\#($0)","starts":"\#(starts)","minutes":\#(minutes),"buddy_attends":true}"# })]
             \(extra)}
            """
    }

    /// Changes the first meeting of `meetings`.
    package static func change(_ members: String, of ref: String = "g1") -> String {
        #"{"meetings":[{"ref":"\#(ref)",\#(members)}]}"#
    }
}
