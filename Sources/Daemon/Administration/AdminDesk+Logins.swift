import Domain
import Storage

extension AdminDesk {
    /// A link and its code for one member, on standard output: whoever has both comes in, once, within the hour.
    func loginLink(_ entry: TenantEntry, _ text: String) throws -> AdminAnswer {
        try printLogin(text, at: entry.slug) {
            "nobody logs in at \(entry.slug) with that address; a coordinator adds people under Instellingen"
        }
    }

    /// The same for somebody of the helpdesk.
    func helpdeskLoginLink(_ text: String) throws -> AdminAnswer {
        try printLogin(text, at: .helpdesk) {
            try tenants.hasHelpdeskAccounts(scope)
                ? "the helpdesk has no account with that address; its accounts are those that helpdesk.accounts named "
                    + "at the first start: use one of them"
                : "the helpdesk has no accounts yet: name them in helpdesk.accounts of the configuration, start naast "
                    + "again, and try once more"
        }
    }

    private func printLogin(_ text: String, at slug: Slug, unknown: () throws -> String) throws -> AdminAnswer {
        guard let email = EmailAddress(text) else {
            throw CommandFailure.usage("'\(text)' is not an e-mail address")
        }
        let link = try tenants.store(slug, scope).write { writer in
            try writer.account(email).map { try writer.printLogin(for: $0) }
        }
        guard let link else { throw CommandFailure.refused(try unknown()) }
        return AdminAnswer(
            "\(baseURL)/\(slug)/m/\(link.token.text)\ncode \(link.code.words)",
            message: "valid for an hour, once; hand the link and the code over apart from each other")
    }

    /// Sends everybody who may log in at a new tenant the link with which they begin.
    func welcomeMembers(of slug: Slug) throws {
        try tenants.store(slug, scope).write { writer in
            for member in try writer.members() { try writer.sendWelcome(to: member) }
        }
    }
}
