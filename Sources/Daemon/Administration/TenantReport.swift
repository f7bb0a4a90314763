import Storage

/// One line of `naast tenant list`.
struct TenantLine: Encodable {
    let slug: String
    let name: String
    let kind: String
    /// `active`, `suspended` or `quarantined`.
    let state: String

    init(_ entry: TenantEntry, state: String) {
        slug = entry.slug.text
        name = entry.name
        kind = entry.kind.rawValue
        self.state = state
    }
}

/// `naast tenant show`: what the operator set; of people only how many coordinators there are.
struct TenantReport: Encodable {
    let tenant: TenantLine
    /// Why its file is set apart.
    let why: String?
    var swvs: [String] = []
    /// Nil while its file cannot be read.
    var coordinators: Int?
    var settings: [String: String] = [:]
    /// Why the relay's answers stopped its sending.
    var paused: String?

    init(_ tenant: TenantLine, why: String?) {
        self.tenant = tenant
        self.why = why
    }

    private enum CodingKeys: String, CodingKey {
        case slug, name, kind, state, why, swvs, coordinators, settings, paused
    }

    func encode(to encoder: any Encoder) throws {
        var report = encoder.container(keyedBy: CodingKeys.self)
        try report.encode(tenant.slug, forKey: .slug)
        try report.encode(tenant.name, forKey: .name)
        try report.encode(tenant.kind, forKey: .kind)
        try report.encode(tenant.state, forKey: .state)
        try report.encodeIfPresent(why, forKey: .why)
        try report.encode(swvs, forKey: .swvs)
        try report.encode(coordinators, forKey: .coordinators)
        try report.encode(settings, forKey: .settings)
        try report.encodeIfPresent(paused, forKey: .paused)
    }

    var text: String {
        var lines = [
            "slug   \(tenant.slug)", "name   \(tenant.name)", "kind   \(tenant.kind)", "state  \(tenant.state)",
        ]
        if let why { lines.append("why    \(why)") }
        lines += swvs.map { "swv    \($0)" }
        if let coordinators { lines.append("coordinators  \(coordinators)") }
        if let paused { lines.append("sending paused: \(paused); naast tenant resume \(tenant.slug)") }
        lines += settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return lines.joined(separator: "\n")
    }
}
