import Domain

/// Three years of one made-up tenant as programme files, within the limits of the contract.
struct PageHistory {
    let tenant: Int
    let buddies: Int
    let today: LocalDate

    // Three requests for each buddy, in three years.
    private var requests: Int { buddies * 3 }
    private static let days = 3 * 365

    /// The files, in the order in which they refer to each other.
    func files() -> [String] {
        var files = [people]
        for range in chunks(requests, 900) { files.append(cases(range)) }
        for range in chunks(requests * 4, 2_000) { files.append(meetings(range)) }
        files.append("{\(sessions),\(signals)}")
        return files
    }

    private func chunks(_ count: Int, _ size: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }

    private var people: String {
        let states = BuddyState.allCases.map(\.rawValue)
        return list("buddies", 0..<buddies) { number in
            // Most are available or matched; some of each other state, so that every page has something to show.
            let state = number % 10 < 7 ? (number % 2 == 0 ? "matched" : "available") : states[number % states.count]
            return
                #"{"ref":"b\#(number)","name":"Buddy \#(number) Voorbeeld","email":"b\#(number)@t\#(tenant).example","phone":"06 00 00 00 01","state":"\#(state)"}"#
        }.braced
    }

    private func received(_ number: Int) -> LocalDate { today - (Self.days - number * Self.days / requests) - 14 }

    private func cases(_ range: Range<Int>) -> String {
        let requesters = list("requesters", range) {
            #"{"ref":"p\#($0)","kind":"\#($0 % 5 == 0 ? "youth" : "parent")","name":"Ouder \#($0)","email":"p\#($0)@t\#(tenant).example"}"#
        }
        let requests = list("requests", range) { number in
            let kind = number % 3 == 0 ? "one-off" : "long-term"
            let mode = number % 4 == 0 ? "online" : "in-person"
            return
                #"{"ref":"h\#(number)","requester":"p\#(number)","kind":"\#(kind)","mode":"\#(mode)","received":"\#(received(number))"}"#
        }
        // Who asked in the last weeks still waits.
        let matched = range.filter { received($0) < today - 30 }
        let matches = matched.map { number -> String in
            let since = received(number) + 5 + number % 20
            let until = since + 180 < today ? "\"\(since + 180)\"" : "null"
            return
                #"{"ref":"m\#(number)","buddy":"b\#(number % buddies)","requester":"p\#(number)","request":"h\#(number)","since":"\#(since)","until":\#(until)}"#
        }
        return "{\(requesters),\(requests),\"matches\":[\(matches.joined(separator: ","))]}"
    }

    private func meetings(_ range: Range<Int>) -> String {
        let lines = range.compactMap { number -> String? in
            let match = number / 4
            let since = received(match) + 5 + match % 20
            guard received(match) < today - 30 else { return nil }
            let day = since + 14 + (number % 4) * 35
            let hour = 9 + number % 7
            return
                #"{"ref":"g\#(number)","match":"m\#(match)","starts":"\#(day)T\#(hour < 10 ? "0" : "")\#(hour):30","minutes":45,"cancelled":\#(number % 17 == 0)}"#
        }
        return "\"meetings\":[\(lines.joined(separator: ","))]".braced
    }

    private var sessions: String {
        list("intervisions", 0..<40) { number in
            let guests = (0..<15).map { "\"b\(($0 * 13 + number) % buddies)\"" }
            let unique = Set(guests).sorted().joined(separator: ",")
            return
                #"{"ref":"i\#(number)","starts":"\#(today - Self.days + number * 30)T19:30","minutes":90,"place":"online","participants":[\#(unique)]}"#
        }
    }

    private var signals: String {
        let themes = SignalTheme.allCases.map(\.rawValue)
        let sectors = Sector.allCases.map(\.rawValue)
        return list("signals", 0..<450) { number in
            let kind = number % 6 == 0 ? "good-example" : "concern"
            let day = today - Self.days + number * Self.days / 450
            return
                #"{"ref":"s\#(number)","theme":"\#(themes[number * 7 % 12])","sector":"\#(sectors[number % 4])","kind":"\#(kind)","recorded":"\#(day)","request":"h\#(number % requests)","note":"Een notitie van een zin of twee, zoals die vaak wordt opgeschreven."}"#
        }
    }

    private func list(_ name: String, _ range: Range<Int>, _ line: (Int) -> String) -> String {
        "\"\(name)\":[\(range.map(line).joined(separator: ","))]"
    }
}

extension String {
    fileprivate var braced: String { "{\(self)}" }
}
