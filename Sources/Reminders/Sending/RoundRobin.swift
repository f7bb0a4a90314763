/// Deficit round-robin with a quantum and a cost of one message: each tenant with ready work in turn.
struct RoundRobin<Member: Hashable & Sendable>: Sendable {
    private var members: [Member] = []
    private var places: [Member: Int] = [:]
    private var next = 0

    var count: Int { members.count }

    /// Adds a member behind the one whose turn it is; one that is there stays where it is.
    mutating func insert(_ member: Member) {
        guard places[member] == nil else { return }
        places[member] = members.count
        members.append(member)
    }

    mutating func remove(_ member: Member) {
        guard let place = places.removeValue(forKey: member) else { return }
        let last = members.removeLast()
        if last != member {
            members[place] = last
            places[last] = place
        }
        if next >= members.count { next = 0 }
    }

    /// The next one that `take` gives something for, asking each at most once.
    mutating func first<Value>(_ take: (Member) -> Value?) -> Value? {
        for _ in 0..<members.count {
            let member = members[next]
            next = (next + 1) % members.count
            if let value = take(member) { return value }
        }
        return nil
    }
}
