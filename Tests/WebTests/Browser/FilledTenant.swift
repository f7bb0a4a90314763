import Domain
import Storage
import TestSupport

/// A tenant with something on every page, and with names and texts that would do harm if they were markup.
enum FilledTenant {
    static func site(isSecure: Bool = false) throws -> TestSite {
        let test = try TestSite(isSecure: isSecure)
        try test.house.importing(programme)
        try test.house.store().write(fill)
        return test
    }

    /// Addresses that no page links to, because they hold a secret or come after a form; for a member.
    static func addresses(_ test: TestSite) throws -> [String] {
        try test.house.store().write { writer in
            guard let member = try writer.members().first(where: { $0.role == .coordinator }) else {
                throw Mistake("no coordinator")
            }
            let feed = try writer.makeCalendarLink(of: member.uid)
            let sheet = try writer.keepSpreadsheet(
                Array("kenmerk;naam;status\nx1;\"\(plain.replacing("\"", with: "\"\""))\";beschikbaar\n".utf8),
                .buddies, of: member.uid)
            return [
                "/duinrand/verslagen/2025", "/duinrand/verslagen/2024/vaststellen", "/duinrand/agenda/\(feed.text).ics",
                "/duinrand/instellingen/inlezen/\(sheet)",
            ]
        }
    }

    private static let plain = "<script>alert(1)</script> & \"Jan\" <b>vet's"
    private static let hostile = plain.replacing("\"", with: "\\\"")

    // What a programme file does not hold.
    private static func fill(_ writer: TenantWriter) throws {
        let today = try writer.today
        try writer.saveCaseCard(
            CaseCard.Text(kind: .hard, title: plain, situation: plain, question: plain, advice: plain, outcome: plain))
        try writer.settleReport(of: 2025, as: .whole)
        try writer.addBottleneck(BottleneckText(title: plain, experience: plain, proposal: plain), year: 2025)
        let letter = try writer.addGroupLetter(GroupLetter.Draft(audience: .pool, subject: plain, text: plain))
        _ = try writer.sendGroupLetter(letter, version: 1)
        _ = try writer.addGroupLetter(GroupLetter.Draft(audience: .everyone, subject: plain, text: plain))
        let buddy = try writer.buddies().first?.uid
        let answered = try writer.addQuestion(
            HelpQuestion.Draft(buddy: buddy, way: .phone, askedOn: today, text: plain))
        try writer.answerQuestion(answered, version: 1, HelpQuestion.Answer(text: plain, by: plain, on: today))
        _ = try writer.addQuestion(HelpQuestion.Draft(buddy: nil, way: .talk, askedOn: today, text: plain))
        let school = try writer.addNetworkContact(
            NetworkContact.Draft(
                kind: .school, name: plain, place: plain, person: plain, role: plain, phone: "06 00 00 00 12",
                email: EmailAddress("school@example.org"), nextOn: today))
        try writer.addNetworkLine(
            NetworkLine.Draft(on: today, way: .call, text: plain, isOutreach: false), with: school)
        try writer.addNetworkLine(
            NetworkLine.Draft(on: today, way: .talk, text: plain, isOutreach: true, reached: 40), with: nil)
    }

    private static let programme = """
        { "buddies": [
            {"ref":"b1","name":"\(hostile)","email":"buddy1@example.org","phone":"06 00 00 00 11","state":"matched"},
            {"ref":"b2","name":"Samira Toets","email":"buddy2@example.org","phone":null,"state":"available"},
            {"ref":"b3","name":"Kees Toets","email":null,"phone":"06 00 00 00 13","state":"training"},
            {"ref":"b4","name":"Ans Toets","email":"buddy4@example.org","phone":null,"state":"applied"},
            {"ref":"b5","name":"Wim Toets","email":"buddy5@example.org","phone":null,"state":"paused"}],
          "requesters": [
            {"ref":"p1","kind":"parent","name":"Ouder \(hostile)","email":null},
            {"ref":"p2","kind":"carer","name":"Verzorger Toets","email":"ouder2@example.org"}],
          "requests": [
            {"ref":"h1","requester":"p1","kind":"long-term","mode":"in-person","received":"2026-08-20"},
            {"ref":"h2","requester":"p2","kind":"one-off","mode":"online","received":"2026-11-20"}],
          "matches": [{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-09-01","until":null,"label":"Esdoorn"}],
          "meetings": [
            {"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false},
            {"ref":"g2","match":"m1","starts":"2026-11-23T10:00","minutes":45,"buddy_attends":true,"cancelled":false}],
          "intervisions": [
            {"ref":"i1","starts":"2026-12-04T19:30","minutes":90,"place":"\(hostile)","link":"https://example.org/x","participants":["b1","b2"]}],
          "signals": [
            {"ref":"s1","theme":"niet-of-minder-naar-school","sector":"po","kind":"concern","recorded":"2026-10-03","request":"h1","note":"\(hostile)"},
            {"ref":"s2","theme":"overstap","sector":"vo","kind":"good-example","recorded":"2026-11-03","request":null,"note":null}] }
        """
}
