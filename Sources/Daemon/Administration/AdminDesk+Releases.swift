import Domain
import National
import Storage

extension AdminDesk {
    /// What was published of all tenants together, and when the next comes; with `due`, publishes first what is due.
    func release(due: Bool, json: Bool) throws -> AdminAnswer {
        let outcomes = due ? try releases.publishDue() : []
        guard let file = releases.file else {
            throw CommandFailure.refused(releases.trouble?.words ?? "national.sqlite is not open")
        }
        let report = ReleaseReport(
            due: outcomes.map(ReleaseReport.Outcome.init),
            releases: try Slot.allCases.flatMap { slot in
                try file.releases(slot).compactMap { release in
                    try file.publication(slot, release.name).map { ReleaseReport.Release($0, hash: release.hash) }
                }
            },
            next: Period(.quarter, holding: Releases.latestDue(on: releases.today) + 1).publishedOn.description)
        return AdminAnswer(json ? try JSONText.of(report) : report.text(due: due))
    }
}

/// `naast release --json`; no count of any single tenant is in it.
struct ReleaseReport: Encodable {
    struct Outcome: Encodable {
        let slot: String
        let release: String
        let outcome: String
        let tenants: Int?

        init(_ outcome: Releases.Outcome) {
            switch outcome {
            case .published(let slot, let release, let tenants):
                self.init(slot, release, "published", tenants)
            case .known(let slot, let release): self.init(slot, release, "known", nil)
            case .tooFew(let slot, let release): self.init(slot, release, "skipped", nil)
            case .gap(let slot, let release): self.init(slot, release, "lost", nil)
            }
        }

        private init(_ slot: Slot, _ release: Quarter, _ outcome: String, _ tenants: Int?) {
            self.slot = slot.rawValue
            self.release = release.description
            self.outcome = outcome
            self.tenants = tenants
        }

        var text: String {
            let why =
                switch outcome {
                case "published": "published with \(tenants ?? 0) tenants"
                case "known": "was published before"
                case "skipped":
                    "skipped: fewer than \(Ladder.fewestContributors) tenants took part; theirs come with the next"
                default: "was published, and its file and row are lost: restore releases/ from a backup"
                }
            return "\(slot) \(release): \(why)"
        }
    }

    struct Release: Encodable {
        let slot: String
        let release: String
        let table: String
        let tenants: Int
        let enrolled: Int
        let publishedOn: String
        let sha256: String

        init(_ publication: Publication, hash: String) {
            slot = publication.slot.rawValue
            release = publication.name.description
            table = publication.table.view
            tenants = publication.tenants.count
            enrolled = publication.enrolled
            publishedOn = publication.period.publishedOn.description
            sha256 = hash
        }

        private enum CodingKeys: String, CodingKey {
            case slot, release, table, tenants, enrolled, sha256
            case publishedOn = "published_on"
        }
    }

    let due: [Outcome]
    let releases: [Release]
    /// The next cut-off.
    let next: String

    func text(due isAsked: Bool) -> String {
        var lines = due.map(\.text)
        if isAsked, due.isEmpty { lines.append("nothing is due") }
        let headings = ["release", "table", "tenants", "published", "sha256"]
        let rows = releases.map { release in
            [
                "\(release.slot) \(release.release)", release.table, "\(release.tenants)", release.publishedOn,
                String(release.sha256.prefix(16)),
            ]
        }
        lines.append(releases.isEmpty ? "nothing was published yet" : Table(headings, rows).text)
        lines.append("next cut-off: \(next), for the quarter before it")
        return lines.joined(separator: "\n")
    }
}
