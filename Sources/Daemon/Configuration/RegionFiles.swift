import Domain
import Foundation
import Platform

/// The dated public files of region groups beside the configuration: `regions-YYYY-MM-DD.json5`.
///
/// Each says from its day on which tenant belongs to which region, and how many pupils it serves by the public numbers.
/// The table of regions of a quarter is made with the newest file of before that quarter (disclosure/README.md, rule 1).
struct RegionFiles {
    // `source` is for its reader: where the numbers of pupils come from.
    private static let keys = ["source", "regions"]
    private static let fileLimit = 1 << 20
    private let folder: String

    init(in folder: String) {
        self.folder = folder
    }

    /// The groups that hold on a day; none when no file is that old.
    ///
    /// - Throws: `ConfigurationError` with everything that is wrong in the file.
    func groups(on day: LocalDate) throws(ConfigurationError) -> RegionGroups {
        guard let name = names().last(where: { $0.day <= day })?.name else { return .none }
        return try read("\(folder)/\(name)")
    }

    /// Reads every file; for `naast check`.
    func problems() -> [Problem] {
        names().flatMap { entry -> [Problem] in
            do throws(ConfigurationError) {
                _ = try read("\(folder)/\(entry.name)")
                return []
            } catch {
                return error.problems.map { Problem(at: "\(entry.name) \($0.path)", $0.text) }
            }
        }
    }

    // The oldest first; a name without a day is another file.
    private func names() -> [(day: LocalDate, name: String)] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.compactMap { name in
            guard name.hasPrefix("regions-"), name.hasSuffix(".json5"),
                let day = LocalDate(String(name.dropFirst(8).dropLast(6)))
            else { return nil }
            return (day, name)
        }.sorted { $0.day < $1.day }
    }

    private func read(_ path: String) throws(ConfigurationError) -> RegionGroups {
        let json: JSON
        do {
            let bytes = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK).readAll(limit: Self.fileLimit)
            json = try JSONParser.parse(bytes, as: .json5)
        } catch {
            throw ConfigurationError(file: path, [Problem(at: "", "\(error)")])
        }
        let problems = ProblemList()
        let groups = JSONField(json, problems: problems).members(Self.keys).map { RegionGroups(reading: $0) }
        guard let groups, problems.problems.isEmpty else { throw ConfigurationError(file: path, problems.problems) }
        return groups
    }
}

extension RegionGroups {
    fileprivate init(reading root: JSONMembers) {
        var groups: [Slug: String] = [:]
        var pupils: [Slug: Int] = [:]
        let regions = root.value("regions") { $0.members() }
        for (name, field) in regions?.all ?? [] {
            guard (1...40).contains(name.count), name.unicodeScalars.allSatisfy(Self.isOfAName) else {
                field.refuse("a region's name is 1 to 40 letters")
                continue
            }
            for (text, number) in field.members()?.all ?? [] {
                guard let slug = Slug(text) else {
                    number.refuse("is no tenant's name: a-z, 0-9 and '-', a letter first")
                    continue
                }
                guard groups.updateValue(name, forKey: slug) == nil else {
                    number.refuse("stands in two regions; keep one")
                    continue
                }
                pupils[slug] = number.wholeNumber(in: 1...10_000_000)
            }
        }
        self.init(groups: groups, pupils: pupils)
    }

    private static func isOfAName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || " -'".unicodeScalars.contains(scalar)
    }
}
