import Domain
import Testing

@testable import Delivery

/// Calendar objects, read back by unfolding and splitting as RFC 5545, 3.1 says.
struct CalendarTests {
    @Test func `an appointment asks, with its moment in universal time, in winter and in summer`() {
        let winter = lines(Rivierenland.appointment(starts: "2026-12-01T14:00"))
        #expect(winter["DTSTART"] == "20261201T130000Z")
        #expect(winter["DTEND"] == "20261201T140000Z")
        let summer = lines(Rivierenland.appointment(starts: "2026-07-01T14:00"))
        #expect(summer["DTSTART"] == "20260701T120000Z")
        #expect(winter["METHOD"] == "REQUEST")
        #expect(winter["STATUS"] == "CONFIRMED")
        #expect(winter["UID"] == "aaaaaaaaaaaaaaaaaaaaaaaaa2")
        #expect(winter["DTSTAMP"] == "20261130T230000Z")
        #expect(winter["CLASS"] == "PRIVATE")
    }

    @Test(arguments: [
        // The hour after the clock went back, and the gap where it goes forward.
        ("2026-10-25T03:00", "20261025T020000Z"), ("2026-10-25T02:30", "20261025T003000Z"),
        ("2026-03-29T03:00", "20260329T010000Z"), ("2026-03-29T02:30", "20260329T013000Z"),
    ])
    func `the nights on which the clock changes are right`(local: String, utc: String) {
        #expect(lines(Rivierenland.appointment(starts: local))["DTSTART"] == utc)
    }

    @Test func `a cancelled one is taken back under the same name, with a higher number`() {
        let cancel = lines(Rivierenland.appointment(.cancel, sequence: 3))
        #expect(cancel["METHOD"] == "CANCEL")
        #expect(cancel["STATUS"] == "CANCELLED")
        #expect(cancel["SEQUENCE"] == "3")
        #expect(cancel["UID"] == lines(Rivierenland.appointment())["UID"])
    }

    @Test func `nobody is asked for an answer`() {
        let object = unfolded(Rivierenland.appointment())
        #expect(
            object.contains(
                "ATTENDEE;CN=\"Noor 'N' Vos\";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:noor@buddy.example"
            ))
        #expect(object.contains("ORGANIZER:mailto:lx7d2a@duinrand.example"))
    }

    @Test(arguments: [
        ("Zaal 1; rechts, achter\\voor", "Zaal 1\\; rechts\\, achter\\\\voor"), ("a\r\nb\nc", "a\\nb\\nc"),
        ("BEGIN:VEVENT\r\nX:y", "BEGIN:VEVENT\\nX:y"), ("tab\tbel\u{7}", "tabbel"),
    ])
    func `text cannot end its line`(text: String, escaped: String) {
        #expect(lines(Rivierenland.appointment(place: text))["LOCATION"] == escaped)
    }

    @Test(arguments: [
        String(repeating: "é", count: 200), String(repeating: "👩‍👩‍👧‍👦", count: 30), String(repeating: "x", count: 500),
    ])
    func `no line is longer than 75 octets, and none is cut inside a character`(title: String) {
        let object = object(Rivierenland.appointment(title: title))
        #expect(object.utf8.split(separator: 10).allSatisfy { $0.count <= 76 })
        for line in object.utf8.split(separator: 10) { #expect(String(line) != nil) }
        #expect(lines(Rivierenland.appointment(title: title))["SUMMARY"] == title)
    }

    private func object(_ appointment: Appointment) -> String {
        CalendarObject(
            appointment, stamp: Instant(milliseconds: 1_796_079_600_000), organizer: Mailbox(Duinrand.sender),
            attendee: Mailbox(Duinrand.buddy, name: HeaderText("Noor \"N\" Vos"))
        ).text
    }

    // By bytes: a fold may stand between the parts of one emoji.
    private func unfolded(_ appointment: Appointment) -> String {
        String(decoding: Array(object(appointment).utf8).replacing([13, 10, 32], with: []), as: UTF8.self)
    }

    private func lines(_ appointment: Appointment) -> [String: String] {
        let pairs = unfolded(appointment).split(separator: "\r\n").map { line in
            (String(line.prefix { $0 != ":" && $0 != ";" }), String(line.drop { $0 != ":" }.dropFirst()))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
