import Domain
import Storage

extension AdminDesk {
    /// A link and its code for one member, on standard output: whoever has both comes in, once, within the hour.
    func loginLink(_ entry: TenantEntry, _ text: String) throws -> AdminAnswer {
        guard let email = EmailAddress(text) else {
            throw CommandFailure.usage("'\(text)' is not an e-mail address")
        }
        let link = try store(entry).write { writer in
            try writer.member(email).map { try writer.printLogin(for: $0) }
        }
        guard let link else {
            throw CommandFailure.refused(
                "nobody logs in at \(entry.slug) with that address; a coordinator adds people under Instellingen")
        }
        return AdminAnswer(
            "\(baseURL)/\(entry.slug)/m/\(link.token.text)\ncode \(link.code.words)",
            message: "valid for an hour, once; hand the link and the code over apart from each other")
    }

    /// Sends everybody who may log in at a new tenant the link with which they begin.
    func welcomeMembers(of slug: Slug) throws {
        try tenants.store(slug, scope).write { writer in
            for member in try writer.members() { try writer.sendWelcome(to: member) }
        }
    }
}
