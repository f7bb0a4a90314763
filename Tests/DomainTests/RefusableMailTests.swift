import Domain
import Testing

/// What a buddy may stop, and nothing else.
@Suite struct RefusableMailTests {
    @Test(arguments: LetterKind.allCases, Gathering.allCases)
    func `exactly the kinds that can be refused have a value, about sessions one for each kind of session`(
        kind: LetterKind, gathering: Gathering
    ) throws {
        let mail = RefusableMail(kind, about: gathering)
        #expect((mail != nil) == kind.isRefusable)
        guard let mail else { return }
        #expect(mail.kind == kind)
        let isOfSessions = [.intervisionInvite, .intervisionNudge, .intervisionBefore].contains(kind)
        #expect(mail.gathering == (isOfSessions ? gathering : nil))
    }

    @Test(arguments: RefusableMail.allCases)
    func `a file and a form give back what they hold`(mail: RefusableMail) {
        #expect(RefusableMail(mail.text) == mail)
    }

    @Test func `no two have the same words or the same text`() {
        #expect(Set(RefusableMail.allCases.map(\.text)).count == RefusableMail.allCases.count)
        #expect(Set(RefusableMail.allCases.map(\.title)).count == RefusableMail.allCases.count)
    }

    @Test(arguments: ["", "moved", "login", "before-day:training", "intervision-invite:intervision", "group ", "GROUP"])
    func `nothing else is one`(text: String) {
        #expect(RefusableMail(text) == nil)
    }
}
