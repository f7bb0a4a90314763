import Foundation

/// The durable send rate into `smtp-sink`, ours and django-post-office's by turns, as one table.
struct SendRate {
    private var messages = 2_000
    private var connections = 8
    private var pairs = 5
    private var tenants = 4
    private var roundTrip = 0
    private var comparing = true

    init(_ words: some Sequence<String>) throws {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            if word == "--alone" {
                comparing = false
                continue
            }
            guard let text = words.popFirst(), let number = Int(text), (1...100_000).contains(number) else {
                throw Failure(
                    "usage: naast-bench [--messages N] [--connections N] [--pairs N] [--tenants N] [--round-trip MS]"
                        + " [--alone]")
            }
            switch word {
            case "--messages": messages = number
            case "--connections": connections = min(number, 128)
            case "--pairs": pairs = number
            case "--tenants": tenants = number
            case "--round-trip": roundTrip = number
            default: throw Failure("unknown option \(word)")
            }
        }
    }

    func run() throws {
        let peer = comparing ? PeerRun.find() : nil
        if comparing, peer == nil {
            print("django-post-office is not installed (pip install django django-post-office): ours alone")
        }
        var ours: [Double] = []
        var theirs: [Double] = []
        var processor: [Double] = []
        for pair in 1...pairs {
            let sink = try Sink()
            defer { sink.stop() }
            let line = roundTrip > 1 ? try DelayedLine(to: sink.port, milliseconds: roundTrip / 2) : nil
            defer { line?.stop() }
            let port = line?.port ?? sink.port
            let run = try NaastRun(messages: messages, connections: connections, tenants: tenants, port: port).run()
            ours.append(run.rate)
            processor.append(run.processor)
            var text =
                "pair \(pair)/\(pairs): naast \(rounded(run.rate))/s (\(rounded(run.processor)) µs of processor each)"
            if let peer {
                theirs.append(try peer.rate(messages: messages, port: port))
                text += ", django-post-office \(rounded(theirs[pair - 1]))/s"
            }
            FileHandle.standardError.write(Data((text + "\n").utf8))
        }
        print(
            """

            \(messages) messages, \(connections) connections, \(tenants) tenants, \(distance), medians of \(pairs)
            sender               msg/s  durable
            naast               \(column(median(ours)))  yes: intent and outcome committed, synchronous=FULL
            naast's processor   \(column(median(processor)))  µs a message, of all its threads
            """)
        guard !theirs.isEmpty else { return }
        let ratio = median(ours) / median(theirs)
        print(
            """
            django-post-office  \(column(median(theirs)))  outcome only, after the batch
            ratio               \(String(format: "%6.1f", ratio))
            """)
    }

    private var distance: String { roundTrip > 1 ? "\(roundTrip / 2 * 2) ms round trip" : "loopback" }
    private func rounded(_ rate: Double) -> String { String(format: "%.0f", rate) }
    private func column(_ rate: Double) -> String { String(format: "%6.0f", rate) }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// Why a measurement was not made.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
