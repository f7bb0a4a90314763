import Domain
import Storage
import TestSupport
import Testing

struct QuestionTests {
    // It keeps the state directory while the store is used.
    private let house: TestHouse
    private let store: TenantStore
    private let day: LocalDate

    init() throws {
        house = try TestHouse()
        store = try house.store()
        day = try #require(LocalDate("2026-11-28"))
    }

    private func ask(_ text: String = "Mag ik mee?", on day: LocalDate? = nil) throws -> Uid {
        let draft = HelpQuestion.Draft(buddy: nil, way: .phone, askedOn: day ?? self.day, text: text)
        return try store.write { try $0.addQuestion(draft) }
    }

    @Test func `a question is open until it is answered, and again when that is taken back`() throws {
        let uid = try ask()
        #expect(try store.read { try $0.openQuestions() }.map(\.uid) == [uid])
        let answer = HelpQuestion.Answer(text: nil, by: "Noor", on: day)
        try store.write { try $0.answerQuestion(uid, version: 1, answer) }
        #expect(try store.read { try $0.openQuestions() }.isEmpty)
        #expect(try store.read { try $0.answeredQuestions(page: 0) }.first?.answer == answer)
        try store.write { try $0.answerQuestion(uid, version: 2, nil) }
        #expect(try store.read { try $0.openQuestions() }.count == 1)
    }

    @Test func `the oldest stands first`() throws {
        let late = try ask("laat")
        let early = try ask("vroeg", on: day - 3)
        #expect(try store.read { try $0.openQuestions() }.map(\.uid) == [early, late])
    }

    @Test func `two people do not overwrite each other`() throws {
        let uid = try ask()
        let answer = HelpQuestion.Answer(text: "Ja", by: "Noor", on: day)
        try store.write { try $0.answerQuestion(uid, version: 1, answer) }
        #expect(throws: StoreError.stale) { try store.write { try $0.answerQuestion(uid, version: 1, nil) } }
        #expect(throws: StoreError.stale) { try store.write { try $0.removeQuestion(uid, version: 1) } }
        try store.write { try $0.removeQuestion(uid, version: 2) }
        #expect(throws: StoreError.unknown) { try store.write { try $0.removeQuestion(uid, version: 2) } }
    }

    @Test func `no answer is older than its question`() throws {
        let uid = try ask()
        let answer = HelpQuestion.Answer(text: "Ja", by: "Noor", on: day - 1)
        #expect(throws: StoreError.self) { try store.write { try $0.answerQuestion(uid, version: 1, answer) } }
    }
}
