/// Jobs that wait in lanes: each lane in the order in which they came, the lanes by turns.
///
/// Of one lane only so many run at once (`atOnce`); the others of that lane wait, and nobody else does because of them.
struct Lanes<Job> {
    private struct Lane {
        var running = 0
        var waiting: [Job] = []
        /// The first that waits; those before it have gone.
        var first = 0
        /// Whether the lane stands in `turns`.
        var hasTurn = false

        var count: Int { waiting.count - first }

        mutating func popFirst() -> Job {
            let job = waiting[first]
            first += 1
            if first == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                first = 0
            }
            return job
        }
    }

    private var lanes: [String: Lane] = [:]
    /// The lanes with a job that may run, in their order.
    private var turns: [String] = []

    /// How many jobs wait in all.
    private(set) var waiting = 0

    func waiting(in lane: String) -> Int { lanes[lane]?.count ?? 0 }

    /// How many lanes have a job, waiting or running.
    var count: Int { lanes.count }

    mutating func add(_ job: Job, to lane: String, atOnce: Int) {
        lanes[lane, default: Lane()].waiting.append(job)
        waiting += 1
        takeTurn(lane, atOnce: atOnce)
    }

    /// The next job, which counts as running from now on; nil when none may run.
    mutating func next(atOnce: Int) -> (job: Job, lane: String)? {
        guard !turns.isEmpty else { return nil }
        let name = turns.removeFirst()
        guard var lane = lanes.removeValue(forKey: name) else { preconditionFailure("a lane with a turn is gone") }
        let job = lane.popFirst()
        lane.running += 1
        lane.hasTurn = false
        waiting -= 1
        lanes[name] = lane
        takeTurn(name, atOnce: atOnce)
        return (job, name)
    }

    /// Takes out the jobs that wait and are unwanted.
    mutating func remove(where isUnwanted: (Job) -> Bool) -> [Job] {
        var removed: [Job] = []
        for name in lanes.keys {
            guard var lane = lanes[name], lane.count > 0 else { continue }
            let all = lane.waiting[lane.first...]
            lane.waiting = []
            lane.first = 0
            for job in all {
                if isUnwanted(job) { removed.append(job) } else { lane.waiting.append(job) }
            }
            if lane.count == 0, lane.hasTurn {
                turns.removeAll { $0 == name }
                lane.hasTurn = false
            }
            lanes[name] = lane.count == 0 && lane.running == 0 ? nil : lane
        }
        waiting -= removed.count
        return removed
    }

    /// A job that `next` gave is done.
    mutating func finished(in name: String, atOnce: Int) {
        // After `forgetWaiting` nothing is known of those that still ran.
        guard var lane = lanes.removeValue(forKey: name) else { return }
        lane.running -= 1
        if lane.running == 0, lane.count == 0 { return }
        lanes[name] = lane
        takeTurn(name, atOnce: atOnce)
    }

    private mutating func takeTurn(_ name: String, atOnce: Int) {
        guard let lane = lanes[name], !lane.hasTurn, lane.count > 0, lane.running < atOnce else { return }
        lanes[name]?.hasTurn = true
        turns.append(name)
    }
}
