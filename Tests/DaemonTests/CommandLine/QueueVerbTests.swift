import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Daemon

/// `naast queue` shows all there is, however long, in pieces.
@Suite struct QueueVerbTests {
    private let house: TestHouse
    private let desk: AdminDesk

    init() throws {
        house = try TestHouse()
        try house.importing(Programmes.meetings("2026-12-01T14:00", buddies: 90))
        desk = AdminDesk(house)
    }

    private func pieces(_ json: Bool, state: String? = nil) -> [String] {
        var pieces: [String] = []
        let answer = desk.answer(
            .queue(slug: "duinrand", state: state, json: json), output: { pieces.append($0) })
        #expect(answer == AdminAnswer())
        return pieces
    }

    @Test func `the pieces of its JSON make the same list as the contract's, by due moment`() throws {
        let pieces = pieces(true)
        #expect(pieces.count == 3)
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(pieces.joined().utf8)) as? [[String: Any]])
        #expect(list.count == 270 && pieces.allSatisfy { $0.hasSuffix("\n") })
        let dues = list.compactMap { $0["due"] as? String }
        #expect(dues.count == 270 && dues == dues.sorted())
        #expect(Set(list.compactMap { $0["uid"] as? String }).count == 270)
        #expect(list.allSatisfy { ($0["history"] as? [Any])?.count == 1 })
        #expect(desk.answer(.queue(slug: "duinrand", state: nil, json: true)).output == pieces.joined())
    }

    @Test func `the pieces of its table stand under one heading`() throws {
        let lines = pieces(false).joined().split(separator: "\n")
        #expect(lines.count == 271)
        let column = try #require(lines.first?.range(of: "uid")).lowerBound
        let place = try #require(lines.first).distance(from: try #require(lines.first).startIndex, to: column)
        #expect(lines.dropFirst().allSatisfy { Uid($0.dropFirst(place).prefix(26)) != nil })
    }

    @Test func `of one state only, and of none`() throws {
        #expect(pieces(true, state: "sent").joined() == "[]\n")
        #expect(pieces(true, state: "ready").count == 3)
        let none = desk.answer(.queue(slug: "duinrand", state: "held", json: false))
        #expect(none == AdminAnswer(message: "no messages"))
    }

    @Test func `rows are looked at in short reads, to the last`() throws {
        let store = try house.store()
        let (first, next) = try store.read { try $0.places(.ready, after: -TenantReader.placesInARead + 100) }
        #expect(first.count == 100 && next == 100)
        let (rest, end) = try store.read { try $0.places(.ready, after: 100) }
        #expect(rest.count == 170 && end == nil)
    }
}
