import Domain
import Foundation
import HTTP
import Platform
import Storage
import Web

/// How long each page takes with many tenants and years of history: in process, over a socket, and while mail goes out.
struct PageBench {
    private var tenants = 150
    private var buddies = 200
    private var samples = 300
    private var messages = 20_000

    init(_ words: some Sequence<String>) throws {
        var words = Array(words)[...]
        while let word = words.popFirst() {
            guard let text = words.popFirst(), let number = Int(text), (1...100_000).contains(number) else {
                throw Failure(
                    "usage: naast-bench --pages [--tenants N] [--buddies N] [--samples N a page] [--messages N]")
            }
            switch word {
            case "--tenants": tenants = number
            case "--buddies": buddies = number
            case "--samples": samples = number
            case "--messages": messages = number
            default: throw Failure("unknown option \(word)")
            }
        }
    }

    func run() throws {
        let path = NSTemporaryDirectory() + "naast-pages-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: path) }
        let clock = SystemClock()
        let house = try PageHouse(path, clock: clock)
        defer { house.tenants.shutDown() }
        let begun = clock.monotonicNanoseconds()
        for number in 0..<tenants {
            try house.add(number, buddies: buddies)
            if number == 0 || (number + 1) % 25 == 0 {
                let seconds = (clock.monotonicNanoseconds() - begun) / 1_000_000_000
                say("\(number + 1) of \(tenants) tenants made in \(seconds) s")
            }
        }
        let pages = try PageCrawl(house).pages()
        say("\(pages.count) pages found; \(samples) samples of each")
        var table = PageTable(tenants: tenants, buddies: buddies, samples: samples)
        guard let sender = house.visitors.first, let beside = house.visitors.last, beside.slug != sender.slug else {
            throw Failure("two tenants at least")
        }
        try measure(&table, "in process", pages, house, countsProcessor: true) { try $0.open($1).status.rawValue }
        let storm = MailStorm(house, at: sender, messages: messages)
        try storm.queue()
        try storm.run { isOver in
            try measure(&table, "while sending", pages, house, only: sender, until: isOver) {
                try $0.open($1).status.rawValue
            }
        }
        table.note(storm.summary)
        try PageServer(house.site).serve { port in
            let client = try PageClient(port: port)
            try measure(&table, "loopback", pages, house) { try client.ask($1) }
            try measure(&table, "neighbour idle", pages, house, only: beside) { try client.ask($1) }
            let load = PageLoad(port: port, addresses: pages.list.compactMap { pages.address($0, at: sender, turn: 0) })
            try storm.queue()
            try load.run {
                try storm.run { isOver in
                    try measure(&table, "neighbour busy", pages, house, only: beside, until: isOver) {
                        try client.ask($1)
                    }
                }
            }
            table.note(storm.summary + "; meanwhile \(load.asked) pages of it were asked for on four connections")
            try compareWithFile(port, beside, pages)
        }
        table.compare("neighbour busy", with: "neighbour idle")
        table.print(unseen: pages.unseen)
    }

    // Pages that are made anew for each request, the heaviest and a light one, beside the same bytes from nginx.
    private func compareWithFile(_ port: UInt16, _ visitor: PageVisitor, _ pages: FoundPages) throws {
        for route in ["/{slug}/vandaag", "/{slug}/buddys/{uid}"] {
            guard let address = pages.address(route, at: visitor, turn: 0),
                case .bytes(let page) = try visitor.open(address).body
            else { throw Failure("no page at \(route)") }
            let load = HTTPLoad(port: port, path: address.path, headers: ["Cookie: \(address.cookie)"])
            try HTTPRate(requests: 3_000).compare([("naast, \(route.dropFirst(8)) anew", load)], page: page)
        }
    }

    // Round after round over all pages, each time at the next tenant, so that no file stays warm longer than it would.
    private func measure(
        _ table: inout PageTable, _ column: String, _ pages: FoundPages, _ house: PageHouse, only: PageVisitor? = nil,
        countsProcessor: Bool = false, until isOver: () -> Bool = { false },
        ask: (PageVisitor, PageAddress) throws -> Int
    ) throws {
        var turn = 0
        for _ in 0..<samples {
            for page in pages.list {
                if isOver() { return }
                let visitor = only ?? house.visitors[turn % house.visitors.count]
                turn += 1
                guard let address = pages.address(page, at: visitor, turn: turn) else { continue }
                let (start, processor) = (Self.clock(CLOCK_MONOTONIC), Self.clock(CLOCK_PROCESS_CPUTIME_ID))
                let status = try ask(visitor, address)
                table.add(page, column, Self.clock(CLOCK_MONOTONIC) - start, status: status)
                // Without others on the machine: nothing else runs in this process meanwhile.
                if countsProcessor {
                    let used = Self.clock(CLOCK_PROCESS_CPUTIME_ID) - processor
                    table.add(page, "processor", used, status: status)
                }
            }
        }
        say("measured: \(column)")
    }

    private static func clock(_ which: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(which, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private func say(_ words: String) { FileHandle.standardError.write(Data((words + "\n").utf8)) }
}
