import Domain
import Foundation
import TestSupport
import Testing
import Web

@Suite struct CalendarLinkTests {
    private let agenda: AgendaSite

    init() throws {
        agenda = try AgendaSite()
    }

    private func link(as role: Role = .coordinator) throws -> String {
        let browser = try agenda.test.browser(as: role)
        try browser.post("/duinrand/agenda/abonnement")
        let found = try #require(browser.page.text.firstMatch(of: /\/duinrand\/agenda\/[a-z2-7]{26}\.ics/)?.output)
        return String(found)
    }

    @Test func `a calendar program reads the agenda with the link alone, by rules that are not ours`() throws {
        let shown = try agenda.test.stranger().get(try link())
        #expect(shown.status == 200 && shown.headers["Content-Type"] == "text/calendar; charset=utf-8")
        let events = try StrictCalendar(shown.text).events
        #expect(events.map { $0["SUMMARY"] ?? "" }.sorted() == ["Intervisie", "Schoolgesprek Esdoorn"])
        let meeting = try #require(events.first { $0["SUMMARY"] == "Schoolgesprek Esdoorn" })
        #expect(meeting["DTSTART"] == "20261201T130000Z" && meeting["DTEND"] == "20261201T134500Z")
        #expect(meeting["STATUS"] == "CONFIRMED" && meeting["CLASS"] == "PRIVATE")
        for name in ["Fatma", "Geheim", "Sam", "Kim", "Schakel", "ATTENDEE", "LOCATION"] { #expect(!shown.has(name)) }
    }

    @Test func `the same calendar is not sent twice, a changed one is`() throws {
        let path = try link()
        let program = agenda.test.stranger()
        let tag = try #require(try program.get(path).headers["ETag"])
        agenda.test.house.pass(.hours(1))
        #expect(try program.get(path, headers: ["If-None-Match": tag]).status == 304)
        let off = try agenda.imported()
        let form = [("versie", "1"), ("stap", "bewaar")]
        #expect(try agenda.test.browser().post("\(off)/afzeggen", form).status == 303)
        let changed = try program.get(path, headers: ["If-None-Match": tag])
        #expect(changed.status == 200 && changed.has("STATUS:CANCELLED") && changed.has("SEQUENCE:1"))
    }

    @Test func `a new link ends the old one, and a link can be put out`() throws {
        let (first, second) = (try link(), try link())
        let program = agenda.test.stranger()
        #expect(try program.get(first).status == 404)
        #expect(try program.get(second).status == 200)
        #expect(try agenda.test.browser().post("/duinrand/agenda/abonnement/uit").status == 303)
        #expect(try program.get(second).status == 404)
    }

    @Test func `the link of one member says nothing of another's, and a trainer's shows sessions alone`() throws {
        let (mine, theirs) = (try link(), try link(as: .trainer))
        let program = agenda.test.stranger()
        #expect(try program.get(mine).has("Esdoorn"))
        let shown = try program.get(theirs)
        #expect(shown.has("SUMMARY:Intervisie") && !shown.has("Esdoorn"))
    }

    @Test func `anything else is not there, whatever is wrong with it`() throws {
        let path = try link()
        let token = path.dropFirst("/duinrand/agenda/".count).dropLast(4)
        let other = path.replacing("duinrand", with: "heidezoom")
        for path in [
            "/duinrand/agenda/\(token)", "/duinrand/agenda/\(token).ICS", "/duinrand/agenda/\(token)x.ics", other,
            "/duinrand/agenda/.ics", "/duinrand/agenda/\(String(repeating: "a", count: 26)).ics",
            "/nergens/agenda/x.ics",
        ] {
            #expect(try agenda.test.stranger().get(path).status == 404, "\(path)")
        }
    }

    @Test func `the secret is shown once and kept nowhere readable`() throws {
        let path = try link()
        let token = String(path.dropFirst("/duinrand/agenda/".count).dropLast(4))
        let browser = try agenda.test.browser()
        #expect(!(try browser.get("/duinrand/agenda/abonnement").has(token)))
        #expect(browser.page.has("Maak een nieuwe link"))
    }
}

/// Reads a calendar as RFC 5545 says and refuses whatever it forbids; written without a look at how ours writes it.
private struct StrictCalendar {
    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    var events: [[String: String]] = []

    init(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard bytes.suffix(2) == [13, 10] else { throw Wrong(description: "no line end at the end (3.1)") }
        for (index, byte) in bytes.enumerated() where byte == 10 || byte == 13 {
            let isPair = byte == 13 ? bytes[index + 1] == 10 : index > 0 && bytes[index - 1] == 13
            guard isPair else { throw Wrong(description: "a bare CR or LF (3.1)") }
        }
        let lines = String(decoding: bytes.dropLast(2), as: UTF8.self).components(separatedBy: "\r\n")
        guard lines.allSatisfy({ $0.utf8.count <= 75 }) else { throw Wrong(description: "a line over 75 octets (3.1)") }
        var unfolded: [String] = []
        for line in lines {
            if line.hasPrefix(" "), let last = unfolded.popLast() {
                unfolded.append(last + line.dropFirst())
            } else {
                unfolded.append(line)
            }
        }
        try read(unfolded)
    }

    private mutating func read(_ lines: [String]) throws {
        guard lines.first == "BEGIN:VCALENDAR", lines.last == "END:VCALENDAR" else {
            throw Wrong(description: "no calendar (3.4)")
        }
        var event: [String: String]?
        var calendar: [String: String] = [:]
        for line in lines.dropFirst().dropLast() {
            guard let colon = line.firstIndex(of: ":") else { throw Wrong(description: "no value: \(line)") }
            let name = String(line[..<colon].prefix { $0 != ";" })
            let value = String(line[line.index(after: colon)...])
            guard name.utf8.allSatisfy({ $0 == 45 || (65...90).contains($0) }) else {
                throw Wrong(description: "no name: \(line)")
            }
            switch (name, value) {
            case ("BEGIN", "VEVENT") where event == nil: event = [:]
            case ("END", "VEVENT"):
                guard let done = event else { throw Wrong(description: "an end without a begin") }
                events.append(try Self.checked(done))
                event = nil
            case ("BEGIN", _), ("END", _): throw Wrong(description: "unknown component \(value)")
            default:
                guard event?[name] == nil else { throw Wrong(description: "\(name) twice") }
                if event == nil { calendar[name] = value } else { event?[name] = value }
            }
        }
        guard calendar["VERSION"] == "2.0", calendar["PRODID"] != nil else {
            throw Wrong(description: "no VERSION or PRODID (3.6)")
        }
        guard Set(events.compactMap { $0["UID"] }).count == events.count else {
            throw Wrong(description: "a UID twice")
        }
    }

    private static func checked(_ event: [String: String]) throws -> [String: String] {
        for name in ["UID", "DTSTAMP", "DTSTART"] where event[name] == nil {
            throw Wrong(description: "no \(name) (3.6.1)")
        }
        for name in ["DTSTAMP", "DTSTART", "DTEND"] {
            guard let value = event[name], value.wholeMatch(of: /[0-9]{8}T[0-9]{6}Z/) != nil else {
                throw Wrong(description: "\(name) is no moment (3.3.5)")
            }
        }
        guard let starts = event["DTSTART"], let ends = event["DTEND"], starts < ends else {
            throw Wrong(description: "it ends before it starts (3.8.2.2)")
        }
        guard ["TENTATIVE", "CONFIRMED", "CANCELLED"].contains(event["STATUS"]) else {
            throw Wrong(description: "no such STATUS (3.8.1.11)")
        }
        return event
    }
}
