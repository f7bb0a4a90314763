import Testing

extension Trait where Self == ConditionTrait {
    /// Skips the test, with the reason, when the machine lacks a program; under NAAST_REQUIRE_ALL it runs and fails.
    package static func needs(_ programs: String...) -> Self {
        let missing = programs.filter { Requirement.path(of: $0) == nil }
        return .enabled(if: missing.isEmpty || Requirement.all, "this machine lacks \(missing.joined(separator: ", "))")
    }
}
