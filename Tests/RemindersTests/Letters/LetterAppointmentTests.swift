import Domain
import Testing

@testable import Reminders

@Suite struct LetterAppointmentTests {
    @Test(arguments: [
        (LetterKind.beforeWeek, Appointment.Method.request as Appointment.Method?), (.beforeDay, .request),
        (.moved, .request), (.cancelled, .cancel), (.after, nil), (.nudge, nil),
    ])
    func `a meeting's letters carry its appointment`(kind: LetterKind, method: Appointment.Method?) throws {
        let facts = Duinrand.facts([Duinrand.part(kind, changeCount: 3)])
        let expected = method.map {
            Appointment(
                method: $0, uid: Duinrand.meeting, sequence: 3, starts: Duinrand.moment("2026-12-01T14:00"),
                minutes: 45, zone: .amsterdam, title: "Gesprek (Esdoorn)")
        }
        #expect(try letter(from: facts).appointment == expected)
    }

    @Test(arguments: [IntervisionAnswer.yes as IntervisionAnswer?, .maybe, .no, nil])
    func `a session's letters carry an appointment only after a yes`(answer: IntervisionAnswer?) throws {
        for (kind, method) in [
            (LetterKind.intervisionBefore, Appointment.Method.request), (.moved, .request), (.cancelled, .cancel),
        ] {
            let part = Duinrand.part(kind, answer: answer, intervision: true, changeCount: 1)
            let appointment = try letter(from: Duinrand.facts([part])).appointment
            #expect(appointment?.method == (answer == .yes ? method : nil))
            #expect(appointment?.uid == (answer == .yes ? Duinrand.session : nil))
            if answer == .yes {
                #expect(appointment?.title == "Intervisie")
                #expect(appointment?.place == "online, https://praten.example/duinrand")
            }
        }
    }

    @Test(arguments: [IntervisionAnswer.maybe as IntervisionAnswer?, .no, nil])
    func `what an earlier yes brought into the calendar goes out with the cancellation`(answer: IntervisionAnswer?)
        throws
    {
        let part = Duinrand.part(
            .cancelled, previous: Duinrand.told("2026-12-10T19:30"), answer: answer, intervision: true,
            mayStandInCalendar: true, changeCount: 2)
        let appointment = try letter(from: Duinrand.facts([part])).appointment
        #expect(appointment?.method == .cancel && appointment?.sequence == 2)
    }

    @Test(arguments: [LetterKind.beforeWeek, .beforeDay])
    func `who does not sit at the table is asked to write, and has no appointment`(kind: LetterKind) throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(kind, without: true)]))
        #expect(letter.appointment == nil)
        #expect(letter.text.contains("is er een gesprek (Esdoorn)"))
        #expect(letter.text.contains("Je hoeft er zelf niet bij te zijn."))
        #expect(!letter.text.contains("kun je niet") && !letter.text.contains("Kun je er zelf niet bij zijn"))
    }

    @Test func `what goes on without somebody is not said to be off, and leaves their calendar`() throws {
        let told = Duinrand.told("2026-12-01T14:00")
        let meeting = try letter(from: Duinrand.facts([Duinrand.part(.cancelled, previous: told, without: true)]))
        #expect(meeting.text.contains("Die gaat voor jou niet door: je hoeft er niet bij te zijn."))
        #expect(meeting.appointment?.method == .cancel)
        let session = try letter(
            from: Duinrand.facts([
                Duinrand.part(
                    .cancelled, previous: Duinrand.told("2026-12-10T19:30"), intervision: true, without: true)
            ]))
        #expect(session.subject == "Je hoeft niet naar de intervisie")
        #expect(!session.text.contains("gaat niet door") && session.appointment == nil)
    }

    @Test(arguments: Sample.single)
    func `the letter speaks of the calendar exactly when an appointment comes along`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        #expect(letter.text.contains("agenda") == (letter.appointment != nil))
    }

    @Test func `a cancellation takes out the moment that is in the calendar`() throws {
        let part = Duinrand.part(.cancelled, starts: "2026-12-03T10:30", previous: Duinrand.told("2026-12-01T14:00"))
        let appointment = try letter(from: Duinrand.facts([part])).appointment
        #expect(appointment?.starts == Duinrand.moment("2026-12-01T14:00"))
    }
}
