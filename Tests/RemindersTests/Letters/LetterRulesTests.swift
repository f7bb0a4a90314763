import Domain
import Testing

@testable import Reminders

/// The rules of LETTERS.md, held for every letter and every way to reach the coordinator.
@Suite struct LetterRulesTests {
    static let reaches: [(phone: String?, mail: Bool)] = [
        ("06 12 34 56 78", true), ("06 12 34 56 78", false), (nil, true), (nil, false),
    ]

    @Test(arguments: Sample.single, reaches)
    func `a letter has fewer than ninety words, all of it counted`(
        sample: Sample, reach: (phone: String?, mail: Bool)
    ) throws {
        let letter = try letter(from: sample.facts(phone: reach.phone, mail: reach.mail))
        #expect(words(letter.text).count < 90)
        #expect(words(letter.text).count > 20)
    }

    @Test(arguments: Sample.all, reaches)
    func `the text and the HTML say the same words`(sample: Sample, reach: (phone: String?, mail: Bool)) throws {
        let letter = try letter(from: sample.facts(phone: reach.phone, mail: reach.mail))
        #expect(words(visibleText(letter.html)).sorted() == (words(letter.subject) + words(letter.text)).sorted())
    }

    @Test(arguments: Sample.all)
    func `no letter says morgen, and school only where it asks to leave it out`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        for text in [letter.subject, letter.text, letter.html] {
            #expect(!text.lowercased().contains("morgen"))
            let rest = text.replacing("Noem geen namen en geen school.", with: "")
            #expect(!rest.lowercased().contains("school"))
        }
    }

    @Test(arguments: Sample.all, reaches)
    func `a letter names the coordinator, and only the ways to answer that exist`(
        sample: Sample, reach: (phone: String?, mail: Bool)
    ) throws {
        let letter = try letter(from: sample.facts(phone: reach.phone, mail: reach.mail))
        for text in [letter.text, visibleText(letter.html)].map({ $0.replacing("\n", with: " ") }) {
            #expect(text.contains("Noor Bakker"))
            #expect(text.contains("06 12 34 56 78") == (reach.phone != nil))
            #expect(text.lowercased().contains("bel mij") == (reach.phone != nil))
            #expect(text.lowercased().contains("beantwoord deze mail") == reach.mail)
            if !reach.mail { #expect(!text.contains("Schrijf geen namen")) }
        }
    }

    @Test(arguments: Sample.all)
    func `links lead to an app or to the online session, never to a page of ours`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        let session = "https://praten.example/duinrand"
        for link in links(letter.html) {
            let isApp = ["https://wa.me/?text=", "sms:?&body=", "tel:+", "tel:0"].contains { link.hasPrefix($0) }
            #expect(isApp || link == session, "\(link)")
        }
        let addresses = letter.text.split(whereSeparator: \.isWhitespace).filter { $0.contains("://") }
        for address in addresses { #expect(address.hasPrefix("https://wa.me/?text=") || address == session) }
        for loader in ["<img", "src=", "url(", "@import", "<link", "<script", "<form"] {
            #expect(!letter.html.contains(loader))
        }
    }

    @Test(arguments: Sample.all)
    func `a link to stop such mail is the only one to a page of ours, and keeps the letter short and the same`(
        sample: Sample
    ) throws {
        let stop = MailLink.page("https://naast.example.org", "/duinrand/m/abc")
        let plain = try letter(from: sample.facts())
        let linked = try letter(from: sample.facts(), stop: stop)
        #expect(links(linked.html) == links(plain.html) + [stop.address])
        #expect(linked.text.hasSuffix("\n\nMail stoppen:\n\(stop.address)\n"))
        #expect(words(visibleText(linked.html)).sorted() == (words(linked.subject) + words(linked.text)).sorted())
        #expect(unbalancedTags(linked.html).isEmpty)
        if sample.parts.count == 1 { #expect(words(linked.text).count < 90) }
    }

    @Test(arguments: Sample.all)
    func `the subject and the preheader hold no name and no label`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        let preheader = letter.html.components(separatedBy: "class=\"preheader\"")[1].prefix { $0 != "/" }
        for secret in ["Sam", "Noor", "Esdoorn", "Linde", "Berk", "Kring"] {
            #expect(!letter.subject.contains(secret))
            #expect(!preheader.contains(secret))
        }
        #expect(!letter.subject.isEmpty && letter.subject.count <= 60)
    }

    @Test(arguments: Sample.all)
    func `a text to copy has both links and names the day`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        for text in textsToCopy(letter.text) {
            #expect(text.contains("dinsdag") || text.contains("maandag"))
            #expect(links(letter.html).contains(MailLink.whatsApp(text).address))
            #expect(links(letter.html).contains(MailLink.sms(text).address))
            #expect(letter.text.contains("\n\(MailLink.whatsApp(text).address)\n"))
            #expect(letter.text.contains("\n\(MailLink.sms(text).address)\n"))
        }
    }

    @Test(arguments: [LetterKind.beforeWeek, .beforeDay, .after])
    func `the letters around a meeting have a text to copy`(kind: LetterKind) throws {
        #expect(try textsToCopy(letter(from: Duinrand.facts([Duinrand.part(kind)])).text).count == 1)
    }

    @Test(arguments: Sample.all)
    func `the HTML is Dutch, closes what it opens and keeps its roles in the dark`(sample: Sample) throws {
        let html = try letter(from: sample.facts()).html
        #expect(unbalancedTags(html).isEmpty)
        #expect(html.contains("<html lang=\"nl\">"))
        #expect(html.contains("@media (prefers-color-scheme:dark)"))
        // Gmail cuts a mail off at 102 KB.
        #expect(html.utf8.count < 40_000)
    }

    @Test(arguments: Sample.all)
    func `lines of the plain text are short, but for links and texts to copy`(sample: Sample) throws {
        let text = try letter(from: sample.facts()).text
        let copied = textsToCopy(text)
        for line in text.split(separator: "\n") where !copied.contains(String(line)) {
            #expect(line.count <= 72 || line.hasPrefix("https://wa.me") || line.hasPrefix("sms:"))
        }
        #expect(text.hasSuffix("\n") && !text.contains("\r"))
    }

    @Test func `without a first name the greeting is simply Hoi`() throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.beforeDay)], firstName: "  "))
        #expect(letter.text.hasPrefix("Hoi,\n"))
        #expect(letter.html.contains(">Hoi,<"))
    }

    @Test func `without a coordinator's name the tenant signs, once`() throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.beforeDay)], coordinator: "", phone: nil))
        #expect(letter.text.hasSuffix("Groet,\nSteunpunt Duinrand\n"))
    }

    @Test func `a meeting without a label is still announced`() throws {
        let letter = try letter(from: Duinrand.facts([Duinrand.part(.beforeDay, label: nil)]))
        #expect(letter.text.contains("is er een gesprek."))
        #expect(letter.appointment?.title == "Gesprek")
    }

    @Test func `a meeting never shows a place or a link, which might be a school`() throws {
        var part = Duinrand.part(.moved, previous: Duinrand.told("2026-12-01T14:00", place: "De Regenboog"))
        part.place = "De Regenboog"
        part.link = "https://regenboog.example"
        let letter = try letter(from: Duinrand.facts([part]))
        for text in [letter.text, letter.html, "\(String(describing: letter.appointment))"] {
            #expect(!text.lowercased().contains("regenboog"))
        }
    }

    @Test(arguments: LetterKind.allCases, [false, true])
    func `every kind is either written or refused by name`(kind: LetterKind, isSession: Bool) {
        let facts = Duinrand.facts([Duinrand.part(kind, intervision: isSession)])
        let isMeetingKind = [LetterKind.beforeWeek, .beforeDay, .after, .nudge].contains(kind)
        let isSessionKind = [LetterKind.intervisionInvite, .intervisionNudge, .intervisionBefore].contains(kind)
        let refusal: UnwritableLetter? =
            switch kind {
            case .digest, .alarm, .login, .group, .test: .notOfTheProgramme(kind)
            case _ where isMeetingKind && isSession: .subjectDoesNotFit(kind)
            case _ where isSessionKind && !isSession: .subjectDoesNotFit(kind)
            default: nil
            }
        let outcome = Result { () throws(UnwritableLetter) in try letter(from: facts) }
        switch outcome {
        case .success(let letter): #expect(refusal == nil && !letter.text.isEmpty)
        case .failure(let error): #expect(error == refusal)
        }
    }

    @Test func `a letter about nothing is refused`() {
        #expect(throws: UnwritableLetter.nothingToTell) { try letter(from: Duinrand.facts([])) }
    }
}
